import { checkOptions, type Clock, LeastwiseError } from '@leastwise/core';

/** A clock that stands still until it is moved. */
export interface VirtualClock extends Clock {
  /**
   * Moves it ahead by so many milliseconds, and wakes whoever slept until then.
   *
   * @throws LeastwiseError `TIME_RUNS_FORWARD` for a negative number, or for none
   */
  advance(milliseconds: number): void;
}

/** How a virtual clock starts and sleeps. */
export interface VirtualClockOptions {
  /** A date as `Date.parse` reads it, or milliseconds since 1970; `2026-01-01T00:00:00Z` unless said otherwise. */
  readonly start?: string | number;
  /**
   * What sleeping does: `jump` moves the time ahead at once, so that nothing ever waits; `wait` sleeps until `advance` has moved the
   * time far enough. `jump` unless said otherwise.
   */
  readonly sleep?: 'jump' | 'wait';
}

/**
 * Makes a clock that only a test moves: for `createAws({ clock })`, and for whatever else takes a `Clock`.
 *
 * @throws LeastwiseError `MALFORMED_TIME` for a start that is no time
 * @example
 * ```ts
 * import { createVirtualClock } from '@leastwise/emulator';
 *
 * const clock = createVirtualClock({ start: '2026-03-01T00:00:00Z' });
 * clock.advance(60 * 60 * 1000);
 * console.log(new Date(clock.now()).toISOString());
 * ```
 */
export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  checkOptions('options', options, ['start', 'sleep']);
  const { sleep = 'jump' } = options;
  if (!['jump', 'wait'].includes(sleep)) throw unknownSleep(sleep);
  let now = startOf(options.start ?? '2026-01-01T00:00:00Z');
  const sleepers = new Set<Sleeper>();
  const advance: VirtualClock['advance'] = (milliseconds) => {
    if (typeof milliseconds !== 'number' || !(milliseconds >= 0)) throw backwards(milliseconds);
    now += milliseconds;
    const due = [...sleepers].filter(({ until }) => until <= now).sort((a, b) => a.until - b.until);
    for (const { wake } of due) wake();
  };
  return {
    now: () => now,
    advance,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      if (sleep === 'wait') await waitUntil(now + milliseconds, sleepers, signal);
      else advance(Math.max(0, milliseconds));
    },
  };
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

function waitUntil(until: number, sleepers: Set<Sleeper>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      sleepers.delete(sleeper);
      signal?.removeEventListener('abort', stop);
    };
    const stop = (): void => {
      leave();
      reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    const wake = (): void => {
      leave();
      resolve();
    };
    const sleeper: Sleeper = { until, wake };
    sleepers.add(sleeper);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

function startOf(start: string | number): number {
  const time = typeof start === 'number' ? start : Date.parse(start);
  if (Number.isFinite(time)) return time;
  throw new LeastwiseError({
    code: 'MALFORMED_TIME',
    what: `a clock cannot start at \`${String(start)}\``,
    path: 'options.start',
    hint: 'write a date as in `2026-01-01T00:00:00Z`',
  });
}

function unknownSleep(sleep: unknown): LeastwiseError {
  return new LeastwiseError({
    code: 'MALFORMED_PARAMETER',
    what: `a clock sleeps by \`jump\` or \`wait\`, not by \`${String(sleep)}\``,
    path: 'options.sleep',
  });
}

function backwards(milliseconds: number): LeastwiseError {
  return new LeastwiseError({
    code: 'TIME_RUNS_FORWARD',
    what: `a clock cannot be advanced by \`${milliseconds}\` milliseconds`,
    hint: 'pass a number that is not negative',
  });
}
