import { checkRun } from '../check-given.ts';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { awsErrorName, LeastwiseError, type Secret, secret as asSecret } from '@leastwise/core';
import type { AccessKeyTarget } from '../access-key.ts';
import { type RotateOptions, type Run, startRun } from '../context.ts';
import { observeIdentity } from '../identity.ts';
import { PENDING } from '../labels.ts';
import type { ObservedKey, ObservedSecret } from '../observation.ts';
import { observeKeys, observeSecret } from '../observe.ts';
import type { RotationOutcome } from '../outcome.ts';
import { labelInput } from '../requests.ts';
import { rotateIn } from '../rotate.ts';
import { type StoredKey, type StoredValue, writeKey } from '../stored-value.ts';
import { refuseForeign } from '../table/foreign.ts';
import { keyToken } from '../token.ts';
import { refusal } from '../turn.ts';
import { notAccepted, secretDeleted, secretInUse, tooManyKeys, unmanagedKey } from './problems.ts';

/** What {@link adopt} takes. */
export interface AdoptOptions extends RotateOptions {
  /** The user's key, where there is one; else a key is created. */
  readonly key?: { readonly accessKeyId: string; readonly secretAccessKey: Secret };
  /** The KMS key for a secret that is created here; `aws/secretsmanager` unless said otherwise. */
  readonly kmsKeyId?: string;
}

/**
 * Takes an existing user's access key under management, once: creates the secret if there is none, and stores the given key in it after STS
 * has shown that it is this user's; or, without a key, creates one, which then is nowhere but in the secret. Run it again after a failure:
 * it goes on where it stopped, and a user that is managed already is left as they are.
 *
 * @throws LeastwiseError `USER_NOT_FOUND`, `ROOT_KEY`, `FOREIGN_KEY`, `KEY_NOT_ACCEPTED`, `TOO_MANY_KEYS`, `UNMANAGED_KEY`, `SECRET_IN_USE`,
 * `SECRET_DELETED` and `SECRET_NOT_FOUND` (for an ARN) before anything is written, and as {@link rotate} does.
 *
 * @example
 * ```ts no-run
 * import { IAMClient } from '@aws-sdk/client-iam';
 * import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
 * import { STSClient } from '@aws-sdk/client-sts';
 * import { secret } from '@leastwise/core';
 * import { accessKey, adopt } from '@leastwise/rotate';
 *
 * const target = accessKey({
 *   user: 'AML@Packt',
 *   secret: 'ml/aml-packt',
 *   every: '60d',
 *   consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
 * });
 * await adopt(target, {
 *   iam: new IAMClient(),
 *   secretsManager: new SecretsManagerClient(),
 *   stsFor: (credentials) => new STSClient({ credentials }),
 *   key: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: secret(process.env['OLD_SECRET_KEY'] ?? '') },
 * });
 * ```
 */
export async function adopt(target: AccessKeyTarget, options: AdoptOptions): Promise<RotationOutcome> {
  checkRun(target, options);
  const run = startRun(target, options);
  const { key } = options;
  const found = await findSecret(run);
  if (found?.deletedAt !== undefined) throw secretDeleted(target.secret);
  const current = found && valueUnder(found, 'AWSCURRENT');
  const keys = await observeKeys(run);
  if (current?.kind === 'other') throw secretInUse(target.secret, 'something else than an access key');
  if (current?.kind === 'key') {
    if (key && key.accessKeyId !== current.accessKeyId) {
      throw secretInUse(target.secret, `the key \`${current.accessKeyId}\``);
    }
    return rotateIn(run, 'nothing');
  }
  if (!key) return createKey(run, options, found, keys);
  const stored = await provenKey(run, key, keys, found);
  const secret = found ?? (await createSecret(run, options));
  await storeOnly(run, secret.arn, stored);
  return rotateIn(run, 'nothing');
}

/** An announcement of an earlier run is a value too, and tells its key from a stranger's. */
async function createKey(
  run: Run,
  options: AdoptOptions,
  found: ObservedSecret | undefined,
  keys: readonly ObservedKey[],
): Promise<RotationOutcome> {
  const { user } = run.target;
  const isBegun =
    found?.versions.some(({ value }) => value.kind === 'intent' || value.kind === 'key') === true;
  if (!isBegun) {
    if (keys.length > 1) throw tooManyKeys(user, keys);
    if (keys[0]) throw unmanagedKey(user, keys[0].id);
  }
  if (!found) await createSecret(run, options);
  return rotateIn(run, 'due');
}

/** The key as it is stored, after STS has shown whose it is. */
async function provenKey(
  run: Run,
  { accessKeyId, secretAccessKey }: NonNullable<AdoptOptions['key']>,
  keys: readonly ObservedKey[],
  found: ObservedSecret | undefined,
): Promise<StoredKey> {
  const { user, secret } = run.target;
  const key: StoredKey = { kind: 'key', accessKeyId, secretAccessKey, fields: asSecret({}) };
  const identity = await observeIdentity(run, found?.arn, key, 'check');
  if (typeof identity === 'object') throw refusal(refuseForeign(accessKeyId, identity.arn, user), secret);
  const status = keys.find(({ id }) => id === accessKeyId)?.status;
  if (identity === 'refused' || status === undefined) throw notAccepted(accessKeyId, user, status);
  if (keys.length > 1) throw tooManyKeys(user, keys);
  return key;
}

async function findSecret(run: Run): Promise<ObservedSecret | undefined> {
  try {
    return await observeSecret(run);
  } catch (error) {
    const isMissing = error instanceof LeastwiseError && error.code === 'SECRET_NOT_FOUND';
    // A secret is created by its name; an ARN names one that must exist.
    if (isMissing && !run.target.secret.startsWith('arn:')) return undefined;
    throw error;
  }
}

/** An empty secret, so that doing it again after a lost reply finds it. */
async function createSecret(
  { caller, target, options }: Run,
  { kmsKeyId }: AdoptOptions,
): Promise<{ arn: string }> {
  const { secret } = target;
  const create = new CreateSecretCommand({
    Name: secret,
    ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
  });
  try {
    const { ARN: arn = secret } = await caller.create(options.secretsManager, create);
    return { arn };
  } catch (error) {
    if (awsErrorName(error) !== 'ResourceExists') throw error;
    return { arn: secret };
  }
}

/**
 * Stores the key as AWSPENDING: the first version of a secret is current whatever is asked, and where somebody stored another one meanwhile,
 * theirs stays current and ours is taken back.
 */
async function storeOnly(run: Run, arn: string, key: StoredKey): Promise<void> {
  const { caller, options, target } = run;
  const versionId = keyToken(arn, key.accessKeyId);
  const value = writeKey(key, target.derived);
  const put = new PutSecretValueCommand({
    SecretId: arn,
    ClientRequestToken: versionId,
    SecretString: value.reveal(),
    VersionStages: [PENDING],
  });
  await caller.write(options.secretsManager, put, { secrets: [key.secretAccessKey, value] });
  const seen = await observeSecret(run);
  const current = valueUnder(seen, 'AWSCURRENT');
  if (current === undefined || (current.kind === 'key' && current.accessKeyId === key.accessKeyId)) return;
  const takeBack = labelInput(arn, { label: PENDING, from: versionId });
  await caller.write(options.secretsManager, new UpdateSecretVersionStageCommand(takeBack));
  throw secretInUse(target.secret, 'what somebody stored meanwhile');
}

function valueUnder({ versions }: ObservedSecret, label: string): StoredValue | undefined {
  return versions.find(({ labels }) => labels.includes(label))?.value;
}
