import type { Clock } from '@leastwise/core';

/** A clock that stands still unless it is moved or slept on. */
export interface VirtualClock extends Clock {
  advanceTo(time: number): void;
}

export function createVirtualClock(start = '2026-01-01T00:00:00Z'): VirtualClock {
  let now = Date.parse(start);
  return {
    now: () => now,
    sleep: async (milliseconds, signal) => {
      if (signal?.aborted) throw new Error('aborted');
      now += milliseconds;
    },
    advanceTo: (time) => {
      now = Math.max(now, time);
    },
  };
}
