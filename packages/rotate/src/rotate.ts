import { LeastwiseError } from '@leastwise/core';
import type { AccessKeyTarget } from './access-key.ts';
import { type RotateOptions, startRun } from './context.ts';
import type { Step } from './decision.ts';
import { outcomeOf, type RotationOutcome } from './outcome.ts';
import { turn } from './turn.ts';

/** A rotation takes about a dozen turns; one that does not settle has a rival that undoes what it does. */
const MOST_TURNS = 60;

/**
 * Brings the key of a target forward as far as it can go now: creates a key when one is due, stores it, proves that it works, makes
 * it the current one, and deactivates and deletes the previous one when their time has come. Run it as often as you like, from as many
 * places as you like, and stop it anywhere: all state is in the secret and the list of keys, and the next run goes on.
 *
 * @throws LeastwiseError `USER_NOT_FOUND`, `SECRET_NOT_FOUND`, `NOT_A_KEY`, `ROOT_KEY`, `FOREIGN_KEY` before anything is
 * written; `NOT_STORED`, `UNSETTLED`, and what core's `createCaller` throws.
 */
export async function rotate(target: AccessKeyTarget, options: RotateOptions): Promise<RotationOutcome> {
  const run = startRun(target, options);
  const steps: Step[] = [];
  const taken: string[] = [];
  for (let turns = 0; turns < MOST_TURNS; turns++) {
    const renewed = steps.some((step) => step.do === 'mint' || step.do === 'promote');
    const result = await turn(run, options.force === true && !renewed, taken);
    if (run.listenerErrors.length > 0) throw run.listenerErrors[0];
    if (result.taken !== undefined) taken.push(result.taken);
    else if (result.step) steps.push(result.step);
    if (result.stop) return outcomeOf(result.situation, result.stop, steps);
  }
  throw new LeastwiseError({
    code: 'UNSETTLED',
    what: `the rotation of \`${target.secret}\` did not settle in ${MOST_TURNS} steps`,
    hint: 'find out who else changes the keys of this user or the labels of this secret',
  });
}
