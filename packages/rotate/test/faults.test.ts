import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FAULTS, liveWith, pairs, singles } from './faults.ts';
import { createLog, type Log } from './life.ts';
import { seeded } from './random.ts';

/** A machine under load takes its time. */
const TIMEOUT = 240_000;
/** One pair in so many; all-pairs.ts tries them all. */
const ONE_IN = 64;

let printed: Log;

beforeEach(() => {
  printed = createLog(true);
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...args) => printed.add(args));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a whole lifecycle', () => {
  test('takes three runs and 51 requests where nothing goes wrong', async () => {
    expect(await liveWith([])).toEqual({ runs: 3, requests: 51, complaints: [] });
  });

  test(
    'keeps every invariant, tells no secret and gets done after any one fault at any request',
    async () => {
      const { lives, complaints, mostRuns } = await singles(undefined, true);
      expect(complaints).toEqual([]);
      expect(lives).toBe(51 * FAULTS.length);
      expect(mostRuns).toBeLessThanOrEqual(6);
      expect(printed.leaks).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    'keeps every invariant and gets done after pairs of faults, drawn evenly from all of them',
    async () => {
      const random = seeded(20260101);
      const { lives, complaints, mostRuns } = await pairs(() => random() < 1 / ONE_IN);
      expect(complaints).toEqual([]);
      expect(lives).toBeGreaterThan(400);
      expect(mostRuns).toBeLessThanOrEqual(10);
    },
    TIMEOUT,
  );
});
