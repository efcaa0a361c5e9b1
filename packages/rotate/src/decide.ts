import type { Decision } from './decision.ts';
import type { Observation } from './observation.ts';
import { type Situation, situationOf } from './situation.ts';
import { CURRENT_ROWS, CURRENT_STAMPS, PROMOTED_ROWS } from './table/current.ts';
import { GUARDS, OWN_INTENT } from './table/guards.ts';
import { PENDING_ROWS } from './table/pending.ts';
import { PREVIOUS_ROWS, RETIRE_ROWS } from './table/previous.ts';
import type { Row } from './table/row.ts';
import { LOCKED_OUT, STEADY, STEADY_ROWS } from './table/steady.ts';
import { UNKNOWN_ROWS } from './table/unknown.ts';

/** Every state that can be observed, in the order in which they are looked for; the first that fits decides. */
export const TABLE: readonly Row[] = [
  ...GUARDS,
  OWN_INTENT,
  CURRENT_STAMPS,
  ...PENDING_ROWS,
  ...CURRENT_ROWS,
  ...RETIRE_ROWS,
  ...PROMOTED_ROWS,
  ...UNKNOWN_ROWS,
  LOCKED_OUT,
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
  return firstOf(TABLE, situation) ?? { observed: STEADY.observed, decision: STEADY.decide(situation) };
}

/** The decision of the first row that fits. */
export function firstOf(rows: readonly Row[], situation: Situation): Decided | undefined {
  for (const { observed, decide: decideRow } of rows) {
    const decision = decideRow(situation);
    if (decision) return { observed, decision };
  }
  return undefined;
}
