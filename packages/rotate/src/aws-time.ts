import type { Clock } from '@leastwise/core';

/** Differences below this are the whole seconds of a `Date` and the reply's way here. */
const TOLERANCE = 60_000;

/** AWS's time as far as it is known. */
export interface AwsTime {
  readonly now: () => number;
  /** Takes the date of a reply that has just come in. */
  readonly learn: (date: number) => void;
}

/**
 * Keeps AWS's time by this machine's clock, corrected where the two differ by more than a minute. A machine that is ahead would
 * otherwise take a live announcement for an expired one, and a grace period for over.
 */
export function createAwsTime(clock: Clock): AwsTime {
  let ahead = 0;
  return {
    now: () => clock.now() + ahead,
    learn: (date) => {
      const seen = date - clock.now();
      if (Math.abs(seen - ahead) > TOLERANCE) ahead = Math.abs(seen) > TOLERANCE ? seen : 0;
    },
  };
}
