import { GetAccessKeyLastUsedCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { awsErrorName, LeastwiseError } from '@leastwise/core';
import type { Run } from './context.ts';
import type { LastUse, ObservedKey, ObservedSecret, ObservedVersion } from './observation.ts';
import { readValue, type StoredValue } from './stored-value.ts';

/** Reads the secret and, unless it is about to be deleted, the user's keys. */
export async function observe(run: Run): Promise<{ secret: ObservedSecret; keys: readonly ObservedKey[] }> {
  const secret = await observeSecret(run);
  return { secret, keys: secret.deletedAt === undefined ? await observeKeys(run) : [] };
}

/** Reads the secret and every version of it that carries a label. */
export async function observeSecret(run: Run): Promise<ObservedSecret> {
  const { target, caller, options } = run;
  const described = await caller
    .read(options.secretsManager, new DescribeSecretCommand({ SecretId: target.secret }))
    .catch((error: unknown) => {
      throw awsErrorName(error) === 'ResourceNotFound' ? secretNotFound(target.secret, error) : error;
    });
  const arn = described.ARN ?? target.secret;
  const laggingReplicas = (described.ReplicationStatus ?? [])
    .filter(({ Status }) => Status !== 'InSync')
    .map(({ Region: region = '', Status: status = '', StatusMessage: message }) => ({
      region,
      status,
      ...(message === undefined ? {} : { message }),
    }));
  const seen = { arn, laggingReplicas };
  if (described.DeletedDate) return { ...seen, deletedAt: described.DeletedDate.getTime(), versions: [] };
  const versions: ObservedVersion[] = [];
  for (const [id, labels] of Object.entries(described.VersionIdsToStages ?? {})) {
    if (labels.length > 0) versions.push(await observeVersion(run, arn, id, labels));
  }
  return { ...seen, versions };
}

async function observeVersion(
  { target, caller, options, values }: Run,
  arn: string,
  id: string,
  labels: readonly string[],
): Promise<ObservedVersion> {
  const known = values.get(id);
  if (known) return { id, labels, ...known };
  try {
    const read = new GetSecretValueCommand({ SecretId: arn, VersionId: id });
    const { CreatedDate, SecretString, SecretBinary } = await caller.read(options.secretsManager, read);
    const value: StoredValue = SecretBinary ? { kind: 'other' } : readValue(SecretString, target.derived);
    const createdAt = CreatedDate?.getTime() ?? 0;
    values.set(id, { createdAt, value });
    return { id, labels, createdAt, value };
  } catch (error) {
    // A version that was announced but has no value yet, or whose last label has just been taken off.
    if (awsErrorName(error) !== 'ResourceNotFound') throw error;
    return { id, labels, createdAt: 0, value: { kind: 'nothing' } };
  }
}

/** Reads all keys of the user. */
export async function observeKeys({ target, caller, options }: Run): Promise<readonly ObservedKey[]> {
  const keys: ObservedKey[] = [];
  let marker: string | undefined;
  do {
    const page = await caller
      .read(options.iam, new ListAccessKeysCommand({ UserName: target.user, Marker: marker }))
      .catch((error: unknown) => {
        throw awsErrorName(error) === 'NoSuchEntity' ? userNotFound(target.user, error) : error;
      });
    for (const { AccessKeyId: id = '', Status: status = '', CreateDate } of page.AccessKeyMetadata ?? []) {
      keys.push({ id, status, createdAt: CreateDate?.getTime() ?? 0 });
    }
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return keys;
}

/** When a key was last used. Whatever keeps this from being read makes it `unreadable`, never `never`. */
export async function observeLastUse({ caller, options }: Run, keyId: string): Promise<LastUse> {
  try {
    const read = new GetAccessKeyLastUsedCommand({ AccessKeyId: keyId });
    const { AccessKeyLastUsed: used } = await caller.read(options.iam, read);
    if (!used) return 'unreadable';
    const { LastUsedDate, ServiceName: service = 'N/A', Region: region = 'N/A' } = used;
    if (LastUsedDate) return { at: LastUsedDate.getTime(), service, region };
    return service === 'N/A' ? 'never' : 'unreadable';
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    return 'unreadable';
  }
}

export function secretNotFound(secret: string, cause: unknown): LeastwiseError {
  return new LeastwiseError({
    code: 'SECRET_NOT_FOUND',
    what: `there is no secret \`${secret}\``,
    path: '$.secret',
    hint: 'create it, empty or with the current key in it, in the region of the Secrets Manager client',
    cause,
  });
}

export function userNotFound(user: string, cause: unknown): LeastwiseError {
  return new LeastwiseError({
    code: 'USER_NOT_FOUND',
    what: `there is no IAM user \`${user}\``,
    path: '$.user',
    hint: 'create the user first, or check the account of the IAM client',
    cause,
  });
}
