import {
  accountWithDueKey,
  type DueKey,
  type Life,
  live,
  SUBJECT,
  type Subject,
  type Trouble,
} from './life.ts';
import type { Wire } from './memory-port.ts';
import { Crash, Lost, refusal } from './refusal.ts';

/**
 * What can happen to a request:
 * - `refused`: AWS says no
 * - `lost reply`: the connection breaks after it was carried out; whoever may repeat it does
 * - `outage`: the same, and nothing gets through until the next run
 * - `crash before`, `crash after`: the program that sent it ends
 */
export const FAULTS = ['refused', 'lost reply', 'outage', 'crash before', 'crash after'] as const;
export type Fault = (typeof FAULTS)[number];
/** A fault and the number of the request that it strikes, counted over all runs of a life from 0. */
export interface Strike {
  readonly fault: Fault;
  readonly at: number;
}

interface Plan extends Trouble {
  /** How many requests were made. */
  requests(): number;
}

export function plan(strikes: readonly Strike[]): Plan {
  let count = 0;
  let dead = false;
  let outage = false;
  const wire: Wire = (_, carryOut) => {
    if (dead) throw new Crash();
    if (outage) throw new Lost();
    const number = count++;
    const fault = strikes.find(({ at }) => at === number)?.fault;
    if (fault === undefined) return carryOut();
    if (fault === 'refused') throw refusal('AccessDenied');
    dead = fault.startsWith('crash');
    if (fault !== 'crash before') carryOut();
    outage = fault === 'outage';
    throw dead ? new Crash() : new Lost();
  };
  const endRun = (): boolean => {
    const died = dead;
    dead = false;
    outage = false;
    return died;
  };
  return { wire, endRun, requests: () => count };
}

/** A life with these faults, and how many requests it took. */
export async function liveWith(
  strikes: readonly Strike[],
  subject: Subject = SUBJECT,
  thorough = false,
  due: DueKey = accountWithDueKey(),
): Promise<Life & { requests: number }> {
  const planned = plan(strikes);
  const life = await live(planned, subject, thorough, due);
  const where = strikes.map(({ fault, at }) => `${fault} at ${at}`).join(', ');
  const complaints = life.complaints.map((complaint) => `${where}: ${complaint}`);
  return { runs: life.runs, complaints, requests: planned.requests() };
}

/** What came of many lives. */
export interface Tally {
  lives: number;
  requests: number;
  /** The most runs that a life took. */
  mostRuns: number;
  readonly complaints: string[];
}

export function tally(): Tally {
  return { lives: 0, requests: 0, mostRuns: 0, complaints: [] };
}

function count(total: Tally, life: Life & { requests: number }): void {
  total.lives++;
  total.requests += life.requests;
  total.mostRuns = Math.max(total.mostRuns, life.runs);
  total.complaints.push(...life.complaints);
}

/** Lives with these faults, and counts the requests. */
export type LiveWith = (strikes: readonly Strike[]) => Promise<Life & { requests: number }>;

/** Every fault at every request of a life. */
export async function singles(subject: Subject = SUBJECT, thorough = false): Promise<Tally> {
  return singlesOf((strikes) => liveWith(strikes, subject, thorough));
}

export async function singlesOf(liveUnder: LiveWith): Promise<Tally> {
  const total = tally();
  const { requests } = await liveUnder([]);
  for (const fault of FAULTS) {
    for (let at = 0; at < requests; at++) count(total, await liveUnder([{ fault, at }]));
  }
  return total;
}

/** Every single fault, and every pair or those that `isChosen` takes; the second strikes at every request that is made after the first. */
export async function pairs(
  isChosen: () => boolean = () => true,
  liveUnder: LiveWith = liveWith,
): Promise<Tally> {
  const total = tally();
  const { requests } = await liveUnder([]);
  for (const fault of FAULTS) {
    for (let at = 0; at < requests; at++) {
      const first = { fault, at };
      const alone = await liveUnder([first]);
      total.complaints.push(...alone.complaints);
      for (const second of FAULTS) {
        for (let later = at + 1; later < alone.requests; later++) {
          if (isChosen()) count(total, await liveUnder([first, { fault: second, at: later }]));
        }
      }
    }
  }
  return total;
}
