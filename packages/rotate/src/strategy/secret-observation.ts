import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { awsErrorName, LeastwiseError, secret as asSecret } from '@leastwise/core';
import { secretNotFound } from '../observe.ts';
import { CURRENT, PENDING, PREVIOUS } from '../labels.ts';
import { type Announcement, readAnnouncement } from './announcement.ts';
import type { SecretTarget } from './managed-secret.ts';
import type { HeldValue, SecretRun } from './secret-run.ts';
import type { Members } from './strategy.ts';

/** A version of the secret that carries a label; without a value where it has none yet, or announces one. */
export interface SecretVersion extends Partial<HeldValue>, Partial<Announcement> {
  readonly id: string;
  readonly labels: readonly string[];
  readonly createdAt: number;
}

/** The secret, read at one time. */
export interface SecretObservation {
  readonly arn: string;
  readonly now: number;
  readonly deletedAt?: number;
  /** Whether Secrets Manager calls a Lambda function to rotate it. */
  readonly rotatedByService: boolean;
  readonly replicasBehind: readonly string[];
  readonly versions: readonly SecretVersion[];
  /** The version labelled AWSCURRENT, also where it only announces the first value of an empty secret. */
  readonly currentId: string | undefined;
  readonly current: SecretVersion | undefined;
  /** Absent once it is current. */
  readonly pending: SecretVersion | undefined;
  readonly previous: SecretVersion | undefined;
}

/** @throws LeastwiseError `SECRET_NOT_FOUND`, `NOT_JSON`, and what the strategy throws for a value that is not its own. */
export async function observeSecret(run: SecretRun): Promise<SecretObservation> {
  const { caller, secretsManager, target } = run;
  const described = await caller
    .read(secretsManager, new DescribeSecretCommand({ SecretId: target.secret }))
    .catch((error: unknown) => {
      throw awsErrorName(error) === 'ResourceNotFound' ? secretNotFound(target.secret, error) : error;
    });
  const { ARN: arn = target.secret, DeletedDate, RotationEnabled, ReplicationStatus = [] } = described;
  const versions: SecretVersion[] = [];
  for (const [id, labels] of Object.entries(DeletedDate ? {} : (described.VersionIdsToStages ?? {}))) {
    if (labels.length > 0) versions.push(await readVersion(run, arn, id, labels));
  }
  return {
    arn,
    now: run.now(),
    ...(DeletedDate ? { deletedAt: DeletedDate.getTime() } : {}),
    rotatedByService: RotationEnabled === true,
    replicasBehind: ReplicationStatus.flatMap(({ Status, Region = '' }) =>
      Status === 'InSync' ? [] : [Region],
    ),
    ...rolesOf(versions),
  };
}

/** The versions, and which of them are what. */
export function rolesOf(
  versions: readonly SecretVersion[],
): Pick<SecretObservation, 'versions' | 'currentId' | 'current' | 'pending' | 'previous'> {
  const at = (label: string): SecretVersion | undefined =>
    versions.find(({ labels, announces }) => labels.includes(label) && announces === undefined);
  const currentId = versions.find(({ labels }) => labels.includes(CURRENT))?.id;
  const current = at(CURRENT);
  const pending = at(PENDING);
  return {
    ...{ versions, currentId, current, previous: at(PREVIOUS) },
    pending: pending === current ? undefined : pending,
  };
}

/** Reads one version; without a value where it has none, or none any more, or what it held before this strategy may be anything. */
async function readVersion(
  { caller, secretsManager, target, values }: SecretRun,
  arn: string,
  id: string,
  labels: readonly string[],
): Promise<SecretVersion> {
  const known = values.get(id);
  if (known) return { id, labels, ...known };
  try {
    const read = new GetSecretValueCommand({ SecretId: arn, VersionId: id });
    const { SecretString, CreatedDate } = await caller.read(secretsManager, read);
    const createdAt = CreatedDate?.getTime() ?? 0;
    const isInUse = labels.includes(CURRENT) || labels.includes(PENDING);
    const held = isInUse ? valueOf(target, SecretString) : valueIfOurs(target, SecretString);
    if (!held) return { id, labels, createdAt };
    values.set(id, { createdAt, ...held });
    return { id, labels, createdAt, ...held };
  } catch (error) {
    if (awsErrorName(error) !== 'ResourceNotFound') throw error;
    return { id, labels, createdAt: 0 };
  }
}

function valueOf({ secret, strategy }: SecretTarget, text: string | undefined): HeldValue | Announcement {
  const members = parse(text, secret);
  const announcement = readAnnouncement(members);
  if (announcement) return announcement;
  return { members: asSecret(members), value: asSecret(strategy.read(members)) };
}

function valueIfOurs(target: SecretTarget, text: string | undefined): HeldValue | Announcement | undefined {
  try {
    return valueOf(target, text);
  } catch {
    return undefined;
  }
}

/** The parser's own error would quote the value. */
function parse(text: string | undefined, secret: string): Members {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below, without the value.
  }
  throw notJson(secret);
}

function notJson(secret: string): LeastwiseError {
  return new LeastwiseError({
    code: 'NOT_JSON',
    what: `the secret \`${secret}\` does not hold a JSON object`,
    path: secret,
    hint: 'store an object; an empty secret will do where the strategy makes the first value',
  });
}
