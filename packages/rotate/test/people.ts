import { type Account, keyIn, moveLabel } from './account.ts';
import {
  accountWithDueKey,
  createLog,
  runOnce,
  type RunEnd,
  type Subject,
  SUBJECT,
  target,
  waitForNext,
} from './life.ts';
import type { Wire } from './memory-port.ts';
import { currentKey } from './operations.ts';
import { Crash } from './refusal.ts';
import { watch } from './watch.ts';

/** What a person does behind the rotation's back; false where there is nothing to do it to. */
export type Act = (account: Account, strangers: Set<string>) => boolean;

const otherKey = (account: Account): string | undefined =>
  [...account.keys.keys()].find((id) => id !== currentKey(account)?.id);

function setStatus(account: Account, id: string | undefined): boolean {
  const key = account.keys.get(id ?? '');
  if (key?.status !== 'Active') return false;
  key.status = 'Inactive';
  return true;
}

function moveOff(account: Account, label: string): boolean {
  if (account.holderOf(label) === undefined) return false;
  moveLabel(account, label, undefined);
  return true;
}

export const ACTS: Readonly<Record<string, Act>> = {
  'creates a key': (account, strangers) => {
    if (account.keys.size >= 2) return false;
    strangers.add(account.addKey().id);
    return true;
  },
  'deletes the current key': (account) => account.keys.delete(currentKey(account)?.id ?? ''),
  'deletes the other key': (account) => account.keys.delete(otherKey(account) ?? ''),
  'deactivates the current key': (account) => setStatus(account, currentKey(account)?.id),
  'deactivates the other key': (account) => setStatus(account, otherKey(account)),
  'edits what stands beside the key': (account) => {
    const value = account.versions.get(account.holderOf('AWSCURRENT') ?? '')?.value ?? '{}';
    const edited = { ...(JSON.parse(value) as object), bucket: 'edited' };
    account.addVersion(`edit-${account.versions.size}`, JSON.stringify(edited), ['AWSCURRENT']);
    return true;
  },
  'swaps AWSCURRENT back': (account) => {
    const previous = account.holderOf('AWSPREVIOUS');
    if (!account.keys.has(keyIn(account, previous)?.id ?? '')) return false;
    moveLabel(account, 'AWSCURRENT', previous);
    return true;
  },
  'takes AWSPENDING off': (account) => moveOff(account, 'AWSPENDING'),
  'puts AWSPENDING on the current version': (account) => {
    moveLabel(account, 'AWSPENDING', account.holderOf('AWSCURRENT'));
    return true;
  },
  'takes the announcement off': (account) => moveOff(account, 'LEASTWISE_INTENT'),
};

/** The one point at which nothing tells a person's key from ours: between an announcement and a request that the program died before. */
export const IN_THAT_MOMENT = 'creates a key at 4, where the program dies';

const MOST_RUNS = 25;

/** A life in which a person acts before that request; `dies` ends the program at the same moment. */
export async function interfere(
  name: string,
  at: number,
  dies: boolean,
  subject: Subject = SUBJECT,
): Promise<{ complaints: string[]; requests: number }> {
  const act = ACTS[name] ?? (() => false);
  const { account } = accountWithDueKey();
  const strangers = new Set<string>();
  const watched = watch(account, target.windows, strangers);
  let count = 0;
  const person = { acted: false };
  let dead = false as boolean;
  const wire: Wire = (request, carryOut) => {
    if (!dead && count++ === at) {
      person.acted = act(account, strangers);
      watched.excuse();
      dead = dies;
    }
    if (dead) throw new Crash();
    if (count === at + 1 && person.acted) {
      // It was on its way when they acted: nothing in AWS could have told.
      const before = watched.violations.length;
      const reply = watched.wire(request, carryOut);
      watched.violations.length = before;
      return reply;
    }
    return watched.wire(request, carryOut);
  };
  const complaints: string[] = [];
  let end: RunEnd = {};
  for (let runs = 0; ; runs++) {
    end = await runOnce(subject, account, wire, createLog(false), `run-${runs}`);
    dead = false;
    if (end.outcome?.state === 'idle') break;
    if (end.outcome?.state === 'blocked' && end.outcome.reason.includes('does not hold'))
      resolveBy(account, watched.excuse);
    if (runs === MOST_RUNS) {
      complaints.push(`I5 not settled: ${JSON.stringify(end.outcome ?? String(end.error))}`);
      break;
    }
    waitForNext(account, end);
  }
  const left = account.keys.get(currentKey(account)?.id ?? '');
  if (left?.status !== 'Active') complaints.push('I2 no active key is current in the end');
  if (
    name.startsWith('edits') &&
    person.acted &&
    !account.versions.get(account.holderOf('AWSCURRENT') ?? '')?.value.includes('edited')
  )
    complaints.push('what was edited is lost');
  const where = `${name} at ${at}${dies ? ', where the program dies' : ''}`;
  return {
    complaints: [...complaints, ...watched.violations].map((what) => `${where}: ${what}`),
    requests: count,
  };
}

/** A person follows the advice: deletes the key that the secret does not hold. */
function resolveBy(account: Account, excuse: () => void): void {
  const held = [...account.versions]
    .filter(([, { labels }]) => labels.size > 0)
    .map(([id]) => keyIn(account, id)?.id);
  for (const id of account.keys.keys()) if (!held.includes(id)) account.keys.delete(id);
  excuse();
}

/** A person who does it at every point of a life, with and without the program dying there. */
export async function interfereEverywhere(name: string, subject: Subject = SUBJECT): Promise<string[]> {
  const complaints: string[] = [];
  for (const dies of [false, true]) {
    for (let at = 0; ; at++) {
      const life = await interfere(name, at, dies, subject);
      if (at >= life.requests) break;
      complaints.push(...life.complaints);
    }
  }
  return complaints;
}
