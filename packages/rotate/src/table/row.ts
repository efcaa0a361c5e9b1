import type { Decision } from '../decision.ts';
import type { Situation } from '../situation.ts';

/** One state of the world and what is done about it. */
export interface Row {
  /** What is observed, in words; events name it. */
  readonly observed: string;
  /** The decision, or `undefined` where the state is another one. */
  readonly decide: (situation: Situation) => Decision | undefined;
}

/**
 * How long a new key gets to become known everywhere, and a list to become complete, before either is given up.
 * IAM is eventually consistent: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html
 */
export const SETTLED: number = 2 * 3_600_000;

/** When looking again is worth while, where nothing says so. */
export const LOOK_AGAIN: number = 5 * 60_000;
