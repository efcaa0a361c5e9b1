import { CURRENT, PENDING } from '../labels.ts';
import type { SecretTarget } from './managed-secret.ts';
import { rotateSecretIn, type SecretOutcome } from './rotate-secret.ts';
import { observeSecret, type SecretObservation } from './secret-observation.ts';
import { type RotateSecretOptions, type SecretRun, startSecretRun } from './secret-run.ts';
import { moveLabel } from './secret-steps.ts';

/**
 * Goes back to the value before. A pending one is given up, after the current one was made to work again; one that is current already is
 * swapped for the previous one, which is made to work and tested first. A later rotation goes forward from there; until one is due, run none.
 *
 * @throws LeastwiseError as {@link rotateSecret} does.
 */
export async function rollbackSecret<Value extends object>(
  target: SecretTarget<Value>,
  options: RotateSecretOptions,
): Promise<SecretOutcome> {
  const run = startSecretRun(target, options);
  const o = await observeSecret(run);
  const went = o.pending?.value ? await giveUp(run, o) : await goBack(run, o);
  if (went === undefined) return stay(run, o);
  if (went === 'set') return { ...(await rotateSecretIn(run, 'nothing')), state: 'rolled-back' };
  const { current } = await observeSecret(run);
  return Object.freeze({
    state: 'rolled-back',
    secret: target.secret,
    ...(current ? { versionId: current.id } : {}),
    reason: went,
    steps: Object.freeze([]),
  });
}

/** While AWSPENDING is there, a run that comes after one that died here sets the pending value and promotes it. */
async function giveUp<Value extends object>(
  run: SecretRun<Value>,
  { arn, current, pending }: SecretObservation<Value>,
): Promise<string | undefined> {
  const { strategy } = run.target;
  if (!current?.value || !pending?.value) return undefined;
  if (strategy.overlap === 'single') await strategy.set({ pending: current.value }, run.tools);
  if (strategy.overlap === 'dual') {
    await strategy.retire?.({ current: current.value, previous: pending.value }, run.tools);
  }
  await strategy.test(current.value, run.tools);
  await strategy.creates?.discard(pending.value, run.tools);
  await moveLabel(run, arn, { label: PENDING, from: pending.id });
  return 'the pending value was given up, and the current one works';
}

async function goBack<Value extends object>(
  run: SecretRun<Value>,
  { arn, current, previous }: SecretObservation<Value>,
): Promise<string | undefined> {
  const { strategy } = run.target;
  if (!current?.value || !previous?.value) return undefined;
  if (strategy.overlap === 'single') {
    // The label comes first: a run that dies after it is finished by any other.
    await moveLabel(run, arn, { label: PENDING, to: previous.id });
    return 'set';
  }
  await strategy.restore?.({ current: current.value, previous: previous.value }, run.tools);
  await strategy.test(previous.value, run.tools);
  await moveLabel(run, arn, { label: CURRENT, to: previous.id, from: current.id });
  return 'the previous value works and is current again';
}

function stay<Value extends object>(
  { target }: SecretRun<Value>,
  { current }: SecretObservation<Value>,
): SecretOutcome {
  return Object.freeze({
    state: 'blocked',
    secret: target.secret,
    ...(current ? { versionId: current.id } : {}),
    reason: `the secret \`${target.secret}\` holds no value to go back to`,
    steps: Object.freeze([]),
  });
}
