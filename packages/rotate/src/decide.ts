import type { Decision } from './decision.ts';
import type { Observation } from './observation.ts';
import { situationOf } from './situation.ts';
import { CURRENT_ROWS, PROMOTED_ROWS } from './table/current.ts';
import { GUARDS } from './table/guards.ts';
import { PENDING_ROWS } from './table/pending.ts';
import { PREVIOUS_ROWS, RETIRE_ROWS } from './table/previous.ts';
import type { Row } from './table/row.ts';
import { STEADY, STEADY_ROWS } from './table/steady.ts';
import { UNKNOWN_ROWS } from './table/unknown.ts';

/** Every state that can be observed, in the order in which they are looked for; the first that fits decides. */
export const TABLE: readonly Row[] = [
  ...GUARDS,
  ...PENDING_ROWS,
  ...CURRENT_ROWS,
  ...RETIRE_ROWS,
  ...PROMOTED_ROWS,
  ...UNKNOWN_ROWS,
  ...PREVIOUS_ROWS,
  ...STEADY_ROWS,
];

/** A decision and the row of the table that made it. */
export interface Decided {
  readonly observed: string;
  readonly decision: Decision;
}

/** Decides what to do about an observation. Pure: the same observation always gives the same decision. */
export function decide(observation: Observation): Decided {
  const situation = situationOf(observation);
  for (const { observed, decide: decideRow } of TABLE) {
    const decision = decideRow(situation);
    if (decision) return { observed, decision };
  }
  return { observed: STEADY.observed, decision: STEADY.decide(situation) };
}
