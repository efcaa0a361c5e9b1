import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createCloud, DAY, keysOf, storeFirstKey } from './cloud.ts';
import { createLog, type RunEnd, runOnce, waitForNext } from './driver.ts';
import { watch } from './invariants.ts';
import { chain, type Intercept } from './wire.ts';

/** Thousands more run on an account in memory, in packages/rotate/test. */
const SCHEDULES = 3;
/** A machine under load takes its time. */
const TIMEOUT = 120_000;

/** Numbers that look random and are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs programs at once; while all of them are about to send a request, `random` says whose goes first. */
async function interleave<T>(
  programs: readonly ((gate: Intercept) => Promise<T>)[],
  random: () => number,
): Promise<T[]> {
  const waiting: (() => void)[] = [];
  let running = programs.length;
  const gate: Intercept = async (_, send) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return send();
  };
  const results = Promise.all(programs.map((program) => program(gate).finally(() => running--)));
  while (running > 0) {
    await setImmediate();
    if (waiting.length === running) waiting.splice(Math.floor(random() * waiting.length), 1)[0]?.();
  }
  return results;
}

/** Two rotations of a due key at once, then one at a time until all is done; gives what went wrong. */
async function race(holders: readonly string[], seed: number): Promise<string[]> {
  const cloud = await createCloud();
  const first = await storeFirstKey(cloud);
  cloud.clock.advanceTo(cloud.clock.now() + 60 * DAY);
  const watched = await watch(cloud, first);
  const log = createLog();
  const ends = await interleave(
    holders.map((holder) => (gate: Intercept) => runOnce(cloud, holder, chain(gate, watched.intercept), log)),
    seeded(seed),
  );
  const complaints = ends.flatMap(({ error }) => (error === undefined ? [] : [`failed: ${inspect(error)}`]));
  const creates = ends.reduce((sum, end) => sum + end.creates, 0);
  if (creates !== 1) complaints.push(`${creates} keys asked for`);
  let end: RunEnd | undefined;
  for (let runs = 0; runs < 6 && end?.outcome?.state !== 'idle'; runs++) {
    if (end) waitForNext(cloud, end);
    end = await runOnce(cloud, 'later', watched.intercept, log);
  }
  if (end?.outcome?.state !== 'idle') complaints.push(`not settled: ${JSON.stringify(end)}`);
  if (Object.values(await keysOf(cloud)).join() !== 'Active') complaints.push('not one active key');
  return [...complaints, ...watched.violations];
}

describe('two rotations at once', () => {
  test.each([
    ['of different holders', ['one', 'two']],
    ['of the same holder', ['cron', 'cron']],
    ['and a third', ['one', 'two', 'three']],
  ])(
    '%s create one key and keep every invariant',
    async (_, holders) => {
      const complaints: string[] = [];
      for (let seed = 1; seed <= SCHEDULES; seed++) {
        complaints.push(...(await race(holders, seed)).map((complaint) => `seed ${seed}: ${complaint}`));
      }
      expect(complaints).toEqual([]);
    },
    TIMEOUT,
  );
});
