import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { awsErrorName, type Secret, secret as asSecret } from '@leastwise/core';
import { announcedAt, CURRENT, PENDING } from '../labels.ts';
import { labelInput, type LabelMove } from '../requests.ts';
import { valueToken } from '../token.ts';
import { isDefinite } from '../store.ts';
import { ANNOUNCED_FOR } from './announcement.ts';
import type { SecretStep } from './secret-decision.ts';
import type { SecretObservation, SecretVersion } from './secret-observation.ts';
import type { SecretRun } from './secret-run.ts';
import type { Values } from './strategy.ts';

/** What became of a step: it was done, or somebody else was faster, perhaps with the version id that it wanted. */
export type SecretPerformed = 'done' | 'again' | { readonly taken: string };

/** Carries out one step. */
export async function performSecretStep<Value extends object>(
  run: SecretRun<Value>,
  o: SecretObservation<Value>,
  step: SecretStep,
): Promise<SecretPerformed> {
  const { arn } = o;
  switch (step.do) {
    case 'mint':
      return mint(run, o, valueToken(arn, step.base, step.attempt));
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
export function valuesOf<Value extends object>(
  { versions, current, previous }: SecretObservation<Value>,
  versionId: string,
): Values<Value> | undefined {
  const pending = versions.find(({ id }) => id === versionId)?.value;
  if (!pending) return undefined;
  return {
    pending,
    ...(current?.value && current.id !== versionId ? { current: current.value } : {}),
    ...(previous?.value && previous.id !== versionId ? { previous: previous.value } : {}),
  };
}

async function mint<Value extends object>(
  run: SecretRun<Value>,
  o: SecretObservation<Value>,
  versionId: string,
): Promise<SecretPerformed> {
  if (run.target.strategy.creates) return create(run, o, versionId);
  const value = await makeValue(run, o);
  if (!value) return 'again';
  return (await storeValue(run, o.arn, versionId, storable(o, value))) ? 'done' : { taken: versionId };
}

/** What was created and certainly not stored is taken away at once; where that is open, it is left to be found by reading. */
async function create<Value extends object>(
  run: SecretRun<Value>,
  o: SecretObservation<Value>,
  versionId: string,
): Promise<SecretPerformed> {
  const { strategy } = run.target;
  if (await hasMoved(run, o)) return 'again';
  const value = await makeValue(run, o).catch(async (error: unknown) => {
    if (isDefinite(error)) await withdraw(run, o);
    throw error;
  });
  if (!value) return 'again';
  try {
    if (await storeValue(run, o.arn, versionId, storable(o, value))) return 'done';
  } catch (error) {
    if (isDefinite(error) && (await isAbsent(run, o.arn, versionId)))
      await strategy.creates?.discard(value, run.tools);
    throw error;
  }
  // Secrets Manager says that a version exists only where it holds another value: storing the same one again succeeds.
  await strategy.creates?.discard(value, run.tools);
  return { taken: versionId };
}

/** Nothing was created. Where that cannot be written, the announcement runs out. */
async function withdraw<Value extends object>(
  run: SecretRun<Value>,
  { arn, current }: SecretObservation<Value>,
): Promise<void> {
  const label = current?.labels.find((each) => announcedAt(each) !== undefined);
  if (label !== undefined) await moveLabel(run, arn, { label, from: current?.id }).catch(() => undefined);
}

async function isAbsent<Value extends object>(
  { caller, secretsManager }: SecretRun<Value>,
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

async function reclaim<Value extends object>(
  run: SecretRun<Value>,
  o: SecretObservation<Value>,
  versionId: string,
): Promise<SecretPerformed> {
  const version = o.versions.find(({ id }) => id === versionId);
  const times = (version?.labels ?? []).flatMap((label) => announcedAt(label) ?? []);
  if (!version?.value || times.length === 0 || (await hasMoved(run, o))) return 'again';
  await run.target.strategy.creates?.reclaim(
    {
      base: version.value,
      known: o.versions.flatMap(({ value }) => value ?? []),
      from: Math.min(...times),
      until: Math.max(...times) + ANNOUNCED_FOR,
    },
    run.tools,
  );
  return 'done';
}

/** The next value; `undefined` where the strategy makes none. */
export async function makeValue<Value extends object>(
  { target: { strategy }, tools }: SecretRun<Value>,
  { current, previous }: SecretObservation<Value>,
): Promise<Secret<Value> | undefined> {
  return strategy.mint?.(
    {
      ...(current?.value ? { current: current.value } : {}),
      ...(previous?.value ? { previous: previous.value } : {}),
    },
    tools,
  );
}

/** A value as it is stored, with what is kept beside the current one. */
export function storable<Value extends object>(
  { current }: SecretObservation<Value>,
  value: Secret<Value>,
): Secret {
  return asSecret(JSON.stringify({ ...current?.members?.reveal(), ...value.reveal() }));
}

/** Stores a value as AWSPENDING; `false` where that version has another value already. */
export async function storeValue<Value extends object>(
  { caller, secretsManager }: SecretRun<Value>,
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

async function retire<Value extends object>(
  run: SecretRun<Value>,
  o: SecretObservation<Value>,
  versionId: string,
): Promise<SecretPerformed> {
  const previous = o.versions.find(({ id }) => id === versionId);
  if (!previous?.value || !o.current?.value || (await hasMoved(run, o))) return 'again';
  // The same value under two version ids, as after an edit beside it, is the one that consumers use.
  if (sameValue(previous, o.current)) return 'done';
  await run.target.strategy.retire?.({ current: o.current.value, previous: previous.value }, run.tools);
  return 'done';
}

function sameValue<Value extends object>(a: SecretVersion<Value>, b: SecretVersion<Value>): boolean {
  return JSON.stringify(a.value?.reveal()) === JSON.stringify(b.value?.reveal());
}

/** Whether AWSCURRENT or AWSPENDING went elsewhere since: looked after once more, right before the other side is changed. */
async function hasMoved<Value extends object>(
  { caller, secretsManager }: SecretRun<Value>,
  { arn, versions }: SecretObservation<Value>,
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
export async function moveLabel<Value extends object>(
  { caller, secretsManager }: SecretRun<Value>,
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
