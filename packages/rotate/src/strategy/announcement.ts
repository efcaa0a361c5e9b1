import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { awsErrorName } from '@leastwise/core';
import { makeName } from '../context.ts';
import { creatingLabel, isCreating } from '../labels.ts';
import { SETTLED } from '../table/row.ts';
import { announcementToken, isMintedFrom } from '../token.ts';
import type { SecretTarget } from './managed-secret.ts';
import type { SecretObservation, SecretVersion } from './secret-observation.ts';
import type { SecretRun } from './secret-run.ts';
import type { Memory, SecretDecision, SecretStep } from './secret-step.ts';
import type { Announced, Members } from './strategy.ts';

/** How long after its announcement something may have been created and still be the announced one. */
const ATTRIBUTABLE = 60_000;
/** What is created later than this after its announcement might not be told from a stranger's. */
export const LONGEST_DELAY: number = 30_000;

/** What a version says that announces a value. */
export interface Announcement {
  /** The version that is to be replaced. */
  readonly announces: string;
}

/**
 * Announces a value that is about to be created on the other side: the lock against other runs, a proof that the secret can be written before
 * anything exists, and what tells a lost creation from a stranger's by the time that AWS gives the version. Gives its label; `undefined`
 * where somebody announced the same first.
 */
export async function announce(
  { caller, secretsManager, random, now }: SecretRun,
  arn: string,
  { base, attempt }: Extract<SecretStep, { do: 'mint' }>,
): Promise<string | undefined> {
  const label = creatingLabel(now());
  const put = new PutSecretValueCommand({
    SecretId: arn,
    ClientRequestToken: announcementToken(arn, base, attempt),
    // Another run announces another text, and so finds the version id taken.
    SecretString: JSON.stringify({ leastwiseAnnounces: base, nonce: makeName(random) }),
    VersionStages: [label],
  });
  try {
    await caller.write(secretsManager, put);
    return label;
  } catch (error) {
    if (awsErrorName(error) === 'ResourceExists') return undefined;
    throw error;
  }
}

/** What a version announces; `undefined` where it holds anything else. */
export function readAnnouncement({ leastwiseAnnounces: announces }: Members): Announcement | undefined {
  return typeof announces === 'string' ? { announces } : undefined;
}

/** INVARIANT: what may have been created is looked for before its announcement is taken away, unless it is stored. */
export function announced(
  { versions, current, arn, now }: SecretObservation,
  { strategy }: SecretTarget,
  { done }: Memory,
): SecretDecision | undefined {
  const version = versions.find((each) => each.announces !== undefined && each.labels.some(isCreating));
  const label = version?.labels.find(isCreating);
  if (!strategy.creates || version?.announces === undefined || label === undefined) return undefined;
  const versionId = version.id;
  const isStored = current !== undefined && isMintedFrom(arn, version.announces, current.id);
  const next = { what: 'look whether it was created', at: version.createdAt + SETTLED };
  if (!isStored && now < next.at) {
    const reason = 'another run is creating the next value, or was cut off while it did';
    return { observed: 'announced', decision: { stop: 'waiting', reason, next } };
  }
  const observed = 'announcement that is over';
  if (!isStored && !done.has(`reclaim ${versionId}`))
    return { observed, decision: { do: 'reclaim', versionId } };
  return { observed, decision: { do: 'unlabel', label, versionId } };
}

/** What is known about a creation that was announced. */
export function announcementIn(
  { versions, current }: SecretObservation,
  versionId: string,
): Announced<object> | undefined {
  const version = versions.find(({ id }) => id === versionId);
  if (version?.announces === undefined) return undefined;
  // Where somebody edited what stands beside it, the version that was to be replaced has lost its label.
  const base = versions.find(({ id }) => id === version.announces)?.value ?? current?.value;
  return {
    ...(base ? { base } : {}),
    known: valuesHeldIn(versions),
    // IAM dates keys in whole seconds, Secrets Manager in milliseconds.
    from: Math.floor(version.createdAt / 1_000) * 1_000,
    until: version.createdAt + ATTRIBUTABLE,
  };
}

/** All that the secret holds under a label. */
export function valuesHeldIn(versions: readonly SecretVersion[]): Announced<object>['known'] {
  return versions.flatMap(({ value }) => value ?? []);
}
