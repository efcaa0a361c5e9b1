import type { PlannedCall } from './decision.ts';

/** A step that a run would take now, and its requests. */
export interface PlannedStep {
  /** The row of the table of states that it would find. */
  readonly observed: string;
  /** The step's name: `mint`, `promote` ... */
  readonly does: string;
  readonly calls: readonly PlannedCall[];
  /** What else it does, where a strategy does not tell its requests. */
  readonly note?: string;
}

/** What a run would do now. Plain JSON without a secret in it. */
export interface DryRun {
  /** Where it is about an access key. */
  readonly user?: string;
  readonly secret: string;
  readonly steps: readonly PlannedStep[];
  /** Where it would stop. */
  readonly then: { readonly state: string; readonly reason: string };
}

/** As many as a run takes at most. */
export const MOST_STEPS: number = 60;
