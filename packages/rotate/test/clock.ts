import type { Clock } from '@leastwise/core';

/** AWS's time in a test: it stands still unless it is moved or slept on. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
  advanceTo(time: number): void;
}

export function createClock(start: string = '2026-01-01T00:00:00Z'): TestClock {
  let now = Date.parse(start);
  return {
    now: () => now,
    sleep: async (milliseconds, signal) => {
      if (signal?.aborted === true) throw new Error('aborted');
      now += milliseconds;
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
    advanceTo: (time) => {
      now = Math.max(now, time);
    },
  };
}

/** The same clock on a machine that is set wrong. */
export function skewed(clock: TestClock, milliseconds: number): Clock {
  return {
    now: () => clock.now() + milliseconds,
    sleep: (duration, signal) => clock.sleep(duration, signal),
  };
}
