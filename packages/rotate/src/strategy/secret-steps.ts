import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { awsErrorName, type Secret, secret as asSecret } from '@leastwise/core';
import { CURRENT, PENDING } from '../labels.ts';
import { labelInput, type LabelMove } from '../requests.ts';
import { announcementToken, valueToken } from '../token.ts';
import { isDefinite } from '../store.ts';
import { announce, announcementIn, LONGEST_DELAY } from './announcement.ts';
import { existingIn } from './look-at-secret.ts';
import type { SecretObservation, SecretVersion } from './secret-observation.ts';
import type { SecretRun } from './secret-run.ts';
import type { SecretStep } from './secret-step.ts';
import type { Values } from './strategy.ts';

/** What became of a step: it was done, or somebody else was faster, perhaps with the version id that it wanted. */
export type SecretPerformed = 'done' | 'again' | { readonly taken: string };

/** Carries out one step. */
export async function performSecretStep(
  run: SecretRun,
  o: SecretObservation,
  step: SecretStep,
): Promise<SecretPerformed> {
  const { arn } = o;
  switch (step.do) {
    case 'mint':
      return mint(run, o, step);
    case 'set': {
      const values = valuesOf(o, step.versionId);
      if (!values || (await hasMoved(run, o))) return 'again';
      await run.target.strategy.set(values, run.tools);
      return 'done';
    }
    case 'test': {
      const values = valuesOf(o, step.versionId);
      if (!values) return 'again';
      await run.target.strategy.test(values.pending, run.tools);
      return 'done';
    }
    case 'retire':
      return retire(run, o, step.versionId);
    case 'reclaim':
      return reclaim(run, o, step.versionId);
    case 'promote':
      return moveLabel(run, arn, { label: CURRENT, to: step.versionId, from: step.from });
    case 'label':
      return moveLabel(run, arn, { label: step.label, to: step.versionId });
    case 'unlabel':
      return moveLabel(run, arn, { label: step.label, from: step.versionId });
  }
}

/** The values of a rotation to a version. */
export function valuesOf(
  { versions, current, previous }: SecretObservation,
  versionId: string,
): Values<object> | undefined {
  const pending = versions.find(({ id }) => id === versionId)?.value;
  if (!pending) return undefined;
  return {
    pending,
    ...(current?.value && current.id !== versionId ? { current: current.value } : {}),
    ...(previous?.value && previous.id !== versionId ? { previous: previous.value } : {}),
  };
}

async function mint(
  run: SecretRun,
  o: SecretObservation,
  step: Extract<SecretStep, { do: 'mint' }>,
): Promise<SecretPerformed> {
  if (run.target.strategy.creates) return create(run, o, step);
  const versionId = valueToken(o.arn, step.base, step.attempt);
  const value = await makeValue(run, o);
  if (!value) return 'again';
  return (await storeValue(run, o.arn, versionId, storable(o, value))) ? 'done' : { taken: versionId };
}

/** What was created and certainly not stored is taken away at once; where that is open, it is left to be found by reading. */
async function create(
  run: SecretRun,
  o: SecretObservation,
  step: Extract<SecretStep, { do: 'mint' }>,
): Promise<SecretPerformed> {
  const { arn } = o;
  const { creates } = run.target.strategy;
  const announcementId = announcementToken(arn, step.base, step.attempt);
  if (await hasMoved(run, o)) return 'again';
  const began = run.clock.now();
  const label = await announce(run, arn, step);
  if (label === undefined) return { taken: announcementId };
  /** Nothing was created. Where that cannot be written, the announcement runs out. */
  const withdraw = async (): Promise<SecretPerformed> => {
    await moveLabel(run, arn, { label, from: announcementId }).catch(() => undefined);
    return { taken: announcementId };
  };
  if (run.clock.now() - began > LONGEST_DELAY) return withdraw();
  const value = await makeValue(run, o).catch(async (error: unknown) => {
    if (isDefinite(error)) await withdraw();
    throw error;
  });
  if (!value) return withdraw();
  const versionId = valueToken(arn, step.base, step.attempt);
  try {
    if (await storeValue(run, arn, versionId, storable(o, value))) return 'done';
  } catch (error) {
    if (isDefinite(error) && (await isAbsent(run, arn, versionId))) {
      await creates?.discard(value, run.tools);
      await withdraw();
    }
    throw error;
  }
  // Secrets Manager says that a version exists only where it holds another value: storing the same one again succeeds.
  await creates?.discard(value, run.tools);
  return withdraw();
}

async function isAbsent(
  { caller, secretsManager }: SecretRun,
  arn: string,
  versionId: string,
): Promise<boolean> {
  try {
    await caller.read(secretsManager, new GetSecretValueCommand({ SecretId: arn, VersionId: versionId }));
    return false;
  } catch (error) {
    return awsErrorName(error) === 'ResourceNotFound';
  }
}

async function reclaim(run: SecretRun, o: SecretObservation, versionId: string): Promise<SecretPerformed> {
  const announced = announcementIn(o, versionId);
  if (!announced || (await hasMoved(run, o))) return 'again';
  await run.target.strategy.creates?.reclaim(announced, run.tools);
  return 'done';
}

/** The next value; `undefined` where the strategy makes none. */
export async function makeValue(
  { target: { strategy }, tools }: SecretRun,
  o: SecretObservation,
): Promise<Secret<object> | undefined> {
  return strategy.mint?.(existingIn(o), tools);
}

/** A value as it is stored, with what is kept beside the current one. */
export function storable({ current }: SecretObservation, value: Secret<object>): Secret {
  return asSecret(JSON.stringify({ ...current?.members?.reveal(), ...value.reveal() }));
}

/** Stores a value as AWSPENDING; `false` where that version has another value already. */
export async function storeValue(
  { caller, secretsManager }: SecretRun,
  arn: string,
  versionId: string,
  value: Secret,
): Promise<boolean> {
  const put = new PutSecretValueCommand({
    SecretId: arn,
    ClientRequestToken: versionId,
    SecretString: value.reveal(),
    VersionStages: [PENDING],
  });
  try {
    await caller.write(secretsManager, put, { secrets: [value] });
    return true;
  } catch (error) {
    if (awsErrorName(error) === 'ResourceExists') return false;
    throw error;
  }
}

async function retire(run: SecretRun, o: SecretObservation, versionId: string): Promise<SecretPerformed> {
  const previous = o.versions.find(({ id }) => id === versionId);
  if (!previous?.value || !o.current?.value || (await hasMoved(run, o))) return 'again';
  // The same value under two version ids, as after an edit beside it, is the one that consumers use.
  if (sameValue(previous, o.current)) return 'done';
  await run.target.strategy.retire?.({ current: o.current.value, previous: previous.value }, run.tools);
  return 'done';
}

function sameValue(a: SecretVersion, b: SecretVersion): boolean {
  return JSON.stringify(a.value?.reveal()) === JSON.stringify(b.value?.reveal());
}

/** Whether AWSCURRENT or AWSPENDING went elsewhere since: looked after once more, right before the other side is changed. */
async function hasMoved(
  { caller, secretsManager }: SecretRun,
  { arn, versions }: SecretObservation,
): Promise<boolean> {
  const describe = new DescribeSecretCommand({ SecretId: arn });
  const { VersionIdsToStages = {} } = await caller.read(secretsManager, describe);
  return [CURRENT, PENDING].some((label) => {
    const seen = versions.find(({ labels }) => labels.includes(label))?.id;
    const now = Object.keys(VersionIdsToStages).find((id) => VersionIdsToStages[id]?.includes(label));
    return seen !== now;
  });
}

/** A label moves only from where it was seen. */
export async function moveLabel(
  { caller, secretsManager }: SecretRun,
  arn: string,
  move: LabelMove,
): Promise<SecretPerformed> {
  try {
    await caller.write(secretsManager, new UpdateSecretVersionStageCommand(labelInput(arn, move)));
    return 'done';
  } catch (error) {
    if (awsErrorName(error) === 'InvalidParameter') return 'again';
    throw error;
  }
}
