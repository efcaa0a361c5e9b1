import type { AccessKeyTarget } from './access-key.ts';
import { advance } from './advance.ts';
import type { GivenOptions, RotateOptions, RotateSecretOptions, Run } from './context.ts';
import { decide, type Decided, firstOf } from './decide.ts';
import type { Step } from './decision.ts';
import type { Observation } from './observation.ts';
import { NOTHING_LEFT, outcomeOf, type RotationOutcome } from './outcome.ts';
import { runEither } from './run-either.ts';
import { situationOf } from './situation.ts';
import type { SecretTarget } from './strategy/managed-secret.ts';
import { rollbackSecretIn } from './strategy/rollback-secret.ts';
import type { SecretOutcome } from './strategy/secret-outcome.ts';
import { NOTHING_TO_UNDO, ROLLBACK_ROWS } from './table/rollback.ts';
import type { Errand } from './turn.ts';

/**
 * Goes back to the value before, as far as there is a way. Calling it again does nothing more; what was edited beside the value stays as it is now.
 *
 * A pending key is deleted; after a promotion the previous key is shown to work and made current again, reactivated first where it was
 * deactivated. Once it is deleted there is only the way forward, and the outcome is `idle`. The key that was rolled back from becomes the
 * previous one, and `rotate` retires it in its time.
 *
 * With a strategy, a pending value is given up after the current one was made to work again, and a current one is swapped for the previous,
 * which is made to work and tested first; where there is none, the outcome is `blocked`.
 *
 * What is due is replaced by the next `rotate`, so find out first why the new value did not do.
 *
 * @throws LeastwiseError as `rotate` does.
 */
export async function rollback(target: AccessKeyTarget, options: RotateOptions): Promise<RotationOutcome>;
export async function rollback(target: SecretTarget, options: RotateSecretOptions): Promise<SecretOutcome>;
export async function rollback(
  target: AccessKeyTarget | SecretTarget,
  options: GivenOptions,
): Promise<RotationOutcome | SecretOutcome> {
  return runEither(target, options, rollbackIn, rollbackSecretIn);
}

/** The same within a run that was started elsewhere. */
export async function rollbackIn(run: Run): Promise<RotationOutcome> {
  const { last, steps } = await advance(run, errandAfter);
  const outcome = outcomeOf(last.situation, last.stop ?? NOTHING_LEFT, steps);
  const undid = steps.some(isUndoing) && outcome.state !== 'blocked' && outcome.state !== 'busy';
  return undid ? Object.freeze({ ...outcome, state: 'rolled-back' }) : outcome;
}

/** Once it has gone back, what is left is what any run would tidy. */
function errandAfter(steps: readonly Step[]): Errand {
  const isBack = steps.some((step) => step.do === 'promote');
  return { want: 'nothing', decide: isBack ? decide : decideRollback };
}

function isUndoing(step: Step): boolean {
  return step.do === 'promote' || step.do === 'discard';
}

/** Decides what to undo. Pure, as {@link decide} is. */
function decideRollback(observation: Observation): Decided {
  return firstOf(ROLLBACK_ROWS, situationOf(observation)) ?? NOTHING_TO_UNDO;
}
