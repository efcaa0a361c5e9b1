import { type CallKind, checkParameter, type Clock, type Pace, systemClock } from '@leastwise/core';
import { CLOCK } from '../check-given.ts';

/** Requests a second to begin with; IAM publishes no limits. */
const FIRST_RATE = 15;
const SLOWEST_RATE = 0.5;
/** How many requests may follow each other at once. */
const BURST = 10;
/** What a throttled request makes of the rate, and what each other one adds to it. */
const SLOWER = 0.6;
const FASTER = 0.25;

interface Bucket {
  rate: number | undefined;
  tokens: number;
  filled: number;
}

/**
 * A pace that begins unbounded and, once AWS throttles, lets through as many requests a second as AWS takes: fewer after
 * every refusal, slowly more after every answer. Reads and writes are counted apart, as IAM does.
 */
export function adaptivePace(clock: Clock = systemClock): Pace {
  checkParameter('clock', clock, CLOCK);
  const bucket = (): Bucket => ({ rate: undefined, tokens: BURST, filled: clock.now() });
  const reads = bucket();
  const writes = bucket();
  const of = (kind: CallKind): Bucket => (kind === 'read' ? reads : writes);
  return {
    before: async (kind, signal) => {
      const wait = take(of(kind), clock.now());
      if (wait > 0) await clock.sleep(wait, signal);
    },
    after: (kind, answer) => {
      const bucket = of(kind);
      if (answer === 'throttled') {
        bucket.rate = Math.max(SLOWEST_RATE, (bucket.rate ?? FIRST_RATE / SLOWER) * SLOWER);
        bucket.tokens = Math.min(bucket.tokens, 0);
      } else if (bucket.rate !== undefined) bucket.rate += FASTER;
    },
  };
}

/** Takes a token, on credit if need be; gives back how long to wait for it, in milliseconds. */
function take(bucket: Bucket, now: number): number {
  if (bucket.rate === undefined) return 0;
  bucket.tokens = Math.min(BURST, bucket.tokens + ((now - bucket.filled) / 1_000) * bucket.rate);
  bucket.filled = now;
  bucket.tokens -= 1;
  return bucket.tokens >= 0 ? 0 : Math.ceil((-bucket.tokens / bucket.rate) * 1_000);
}
