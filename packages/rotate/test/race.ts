import { inspect } from 'node:util';
import type { Account } from './account.ts';
import { skewed } from './clock.ts';
import {
  accountWithDueKey,
  createLog,
  layered,
  leftovers,
  type RunEnd,
  runOnce,
  SUBJECT,
  type Subject,
  target,
  waitForNext,
} from './life.ts';
import type { Wire } from './memory-port.ts';
import { seeded } from './random.ts';
import { Crash } from './refusal.ts';
import { interleave } from './schedule.ts';
import { watch } from './watch.ts';

export interface Rival {
  readonly holder: string;
  /** How far its machine's clock is ahead. */
  readonly skew?: number;
  /** The program ends before that request of its own. */
  readonly diesAt?: number;
}

async function race(rivals: readonly Rival[], seed: number, subject: Subject): Promise<string[]> {
  const { account, firstId } = accountWithDueKey();
  const watched = watch(account, target.windows);
  const random = seeded(seed);
  const creates = counting(layered((_, carryOut) => carryOut(), watched));
  const ends = await interleave(
    rivals.map((rival) => (gate: Wire) => {
      const wire = dying(rival, random, (request, carryOut) =>
        gate(request, () => creates.wire(request, carryOut)),
      );
      return runAt(account, rival, wire, subject);
    }),
    random,
  );
  const complaints = ends.flatMap(({ error }) =>
    error === undefined || error instanceof Crash ? [] : [`failed: ${inspect(error)}`],
  );
  if (creates.count() > 1) complaints.push(`${creates.count()} keys asked for`);
  return [
    ...complaints,
    ...(await settle(account, creates.wire, subject)),
    ...watched.violations,
    ...leftovers(account, firstId),
  ];
}

function counting(wire: Wire): { wire: Wire; count: () => number } {
  let creates = 0;
  return {
    count: () => creates,
    wire: (request, carryOut) => {
      if (request.operation === 'CreateAccessKey') creates++;
      return wire(request, carryOut);
    },
  };
}

function dying({ diesAt }: Rival, random: () => number, wire: Wire): Wire {
  let left = diesAt === undefined ? Infinity : Math.floor(random() * diesAt);
  return (request, carryOut) => {
    if (left-- <= 0) throw new Crash();
    return wire(request, carryOut);
  };
}

function runAt(account: Account, { holder, skew = 0 }: Rival, wire: Wire, subject: Subject): Promise<RunEnd> {
  return runOnce(subject, account, wire, createLog(false), holder, skewed(account.clock, skew));
}

/** One run after the other until nothing is left to do. */
export async function settle(account: Account, wire: Wire, subject: Subject = SUBJECT): Promise<string[]> {
  let end: RunEnd | undefined;
  for (let runs = 0; runs < 10 && end?.outcome?.state !== 'idle'; runs++) {
    if (end) waitForNext(account, end);
    end = await runOnce(subject, account, wire, createLog(false), `later-${runs}`);
  }
  return end?.outcome?.state === 'idle' ? [] : [`I5 not settled: ${JSON.stringify(end)}`];
}

/** Races of the same rivals in many schedules, then one run after the other until all is done; gives what went wrong. */
export async function races(
  count: number,
  rivals: readonly Rival[],
  subject: Subject = SUBJECT,
): Promise<string[]> {
  const complaints: string[] = [];
  for (let seed = 1; seed <= count; seed++) {
    complaints.push(...(await race(rivals, seed, subject)).map((complaint) => `seed ${seed}: ${complaint}`));
  }
  return complaints;
}
