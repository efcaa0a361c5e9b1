import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { awsErrorName, type Secret, secret as asSecret } from '@leastwise/core';
import { CURRENT, PENDING } from '../labels.ts';
import { labelInput, type LabelMove } from '../requests.ts';
import { valueToken } from '../token.ts';
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
  const value = await makeValue(run, o);
  if (!value) return 'again';
  return (await storeValue(run, o.arn, versionId, value)) ? 'done' : { taken: versionId };
}

/** The next value as it is stored, with what is kept beside the current one; `undefined` where the strategy makes none. */
export async function makeValue<Value extends object>(
  { target: { strategy }, tools }: SecretRun<Value>,
  { current, previous }: SecretObservation<Value>,
): Promise<Secret | undefined> {
  const value = await strategy.mint?.(
    {
      ...(current?.value ? { current: current.value } : {}),
      ...(previous?.value ? { previous: previous.value } : {}),
    },
    tools,
  );
  return value && asSecret(JSON.stringify({ ...current?.members?.reveal(), ...value.reveal() }));
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
