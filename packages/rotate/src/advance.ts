import { LeastwiseError } from '@leastwise/core';
import type { Run } from './context.ts';
import type { Step } from './decision.ts';
import { type Errand, turn, type Turn } from './turn.ts';

/** A rotation takes about a dozen turns; one that does not settle has a rival that undoes what it does. */
const MOST_TURNS = 60;

/** How far a run came. */
export interface Advanced {
  readonly last: Turn;
  /** What it set out to change, in order. */
  readonly steps: readonly Step[];
}

/**
 * Takes turns until one of them satisfies `isEnough` or stops. `errandAfter` says what is wanted after the steps so far.
 *
 * @throws LeastwiseError `UNSETTLED`, a listener's error, and whatever the turns throw.
 */
export async function advance(
  run: Run,
  errandAfter: (steps: readonly Step[]) => Errand,
  isEnough: (turned: Turn) => boolean = () => false,
): Promise<Advanced> {
  const steps: Step[] = [];
  const taken: string[] = [];
  for (let turns = 0; turns < MOST_TURNS; turns++) {
    const turned = await turn(run, errandAfter(steps), taken);
    if (run.listenerErrors.length > 0) throw run.listenerErrors[0];
    if (turned.taken !== undefined) taken.push(turned.taken);
    else if (turned.step) steps.push(turned.step);
    if (turned.stop || isEnough(turned)) return { last: turned, steps };
  }
  throw new LeastwiseError({
    code: 'UNSETTLED',
    what: `the rotation of \`${run.target.secret}\` did not settle in ${MOST_TURNS} steps`,
    hint: 'find out who else changes the keys of this user or the labels of this secret',
  });
}
