import type { AccessKeyTarget } from './access-key.ts';
import { advance } from './advance.ts';
import { type RotateOptions, type Run, startRun } from './context.ts';
import { decide } from './decide.ts';
import type { Step } from './decision.ts';
import type { Want } from './observation.ts';
import { NOTHING_LEFT, outcomeOf, type RotationOutcome } from './outcome.ts';

/**
 * Brings the key of a target forward as far as it can go now: creates a key when one is due, stores it, proves that it works, makes
 * it the current one, and deactivates and deletes the previous one when their time has come. Run it as often as you like, from as many
 * places as you like, and stop it anywhere: all state is in the secret and the list of keys, and the next run goes on.
 *
 * @throws LeastwiseError `USER_NOT_FOUND`, `SECRET_NOT_FOUND`, `NOT_A_KEY`, `ROOT_KEY`, `FOREIGN_KEY` before anything is
 * written; `NOT_STORED`, `UNSETTLED`, and what core's `createCaller` throws.
 */
export async function rotate(target: AccessKeyTarget, options: RotateOptions): Promise<RotationOutcome> {
  return rotateIn(startRun(target, options), options.force === true ? 'now' : 'due');
}

/**
 * Finishes what is under way and begins nothing: verifies and promotes a stored key that never became current, retires a previous one,
 * clears up after a run that ended half-way. `force` has no meaning for it.
 *
 * @throws LeastwiseError as {@link rotate} does.
 */
export async function resume(target: AccessKeyTarget, options: RotateOptions): Promise<RotationOutcome> {
  return rotateIn(startRun(target, options), 'nothing');
}

/** The same within a run that was started elsewhere. */
export async function rotateIn(run: Run, want: Want): Promise<RotationOutcome> {
  const { last, steps } = await advance(run, (done) => ({ want: wantAfter(want, done), decide }));
  return outcomeOf(last.situation, last.stop ?? NOTHING_LEFT, steps);
}

/** A key that was asked for is created once. */
export function wantAfter(want: Want, steps: readonly Step[]): Want {
  const renewed = steps.some((step) => step.do === 'mint' || step.do === 'promote');
  return want === 'now' && renewed ? 'due' : want;
}
