import { CURRENT, PENDING } from '../labels.ts';
import { rotateSecretIn } from './rotate-secret.ts';
import { guarded } from './secret-decision.ts';
import { observeSecret, type SecretObservation } from './secret-observation.ts';
import { type SecretChange, type SecretOutcome, secretOutcomeOf } from './secret-outcome.ts';
import type { SecretRun } from './secret-run.ts';
import type { SecretStop } from './secret-step.ts';
import { moveLabel } from './secret-steps.ts';

/** What was undone; without a `reason` it is only begun, and any run finishes it. */
type Undone = 'overtaken' | { readonly reason?: string; readonly steps: readonly SecretChange[] };

/** Gives a pending value up, or swaps back to the previous one. */
export async function rollbackSecretIn(run: SecretRun): Promise<SecretOutcome> {
  const seen = await observeSecret(run);
  const guard = guarded(seen, run.target)?.decision;
  if (guard && 'stop' in guard) return secretOutcomeOf(run.target, seen, guard, []);
  const undone = seen.pending?.value ? await giveUp(run, seen) : await goBack(run, seen);
  if (run.listenerErrors.length > 0) throw run.listenerErrors[0];
  if (undone === undefined) return secretOutcomeOf(run.target, seen, noWayBack(run), []);
  if (undone === 'overtaken') return secretOutcomeOf(run.target, await observeSecret(run), OVERTAKEN, []);
  // Once it has gone back, what is left is what any run would tidy.
  const outcome = await rotateSecretIn(run, 'nothing');
  return Object.freeze({
    ...outcome,
    state: 'rolled-back',
    reason: undone.reason ?? outcome.reason,
    steps: Object.freeze([...undone.steps, ...outcome.steps]),
  });
}

/** While AWSPENDING is there, a run that comes after one that died here sets the pending value and promotes it. */
async function giveUp(
  run: SecretRun,
  { arn, current, pending }: SecretObservation,
): Promise<Undone | undefined> {
  const { strategy } = run.target;
  if (!pending?.value || (!current?.value && !strategy.creates)) return undefined;
  const steps: SecretChange[] = [];
  if (current?.value) {
    if (strategy.overlap === 'single') {
      await strategy.set({ pending: current.value }, run.tools);
      steps.push('set');
    }
    if (strategy.overlap === 'dual') {
      await strategy.retire?.({ current: current.value, previous: pending.value }, run.tools);
      steps.push('retire');
    }
    await strategy.test(current.value, run.tools);
    steps.push('test');
  }
  if (strategy.creates) {
    await strategy.creates.discard(pending.value, run.tools);
    steps.push('discard');
  }
  if ((await moveLabel(run, arn, { label: PENDING, from: pending.id })) !== 'done') return 'overtaken';
  const reason = current
    ? 'the pending value was given up, and the current one works'
    : 'the pending value was given up, and there is no other';
  return { reason, steps: [...steps, 'unlabel'] };
}

async function goBack(
  run: SecretRun,
  { arn, current, previous }: SecretObservation,
): Promise<Undone | undefined> {
  const { strategy } = run.target;
  if (!current?.value || !previous?.value) return undefined;
  if (strategy.overlap === 'single') {
    // The label comes first: a run that dies after it is finished by any other.
    const moved = await moveLabel(run, arn, { label: PENDING, to: previous.id });
    return moved === 'done' ? { steps: ['label'] } : 'overtaken';
  }
  if (strategy.restore) {
    await strategy.restore({ current: current.value, previous: previous.value }, run.tools);
  }
  await strategy.test(previous.value, run.tools);
  const swap = { label: CURRENT, to: previous.id, from: current.id };
  if ((await moveLabel(run, arn, swap)) !== 'done') return 'overtaken';
  return {
    reason: 'the previous value works and is current again',
    steps: [...(strategy.restore ? (['restore'] as const) : []), 'test', 'promote'],
  };
}

const OVERTAKEN: SecretStop = {
  stop: 'waiting',
  reason: 'somebody else changed the labels of the secret meanwhile',
  remedy: { what: 'look at `status`, and roll back again if that is still wanted' },
};

function noWayBack({ target: { secret } }: SecretRun): SecretStop {
  return { stop: 'blocked', reason: `the secret \`${secret}\` holds no value to go back to` };
}
