import { singles } from './faults.ts';
import {
  accountWithDueKey,
  createLog,
  HOUR,
  layered,
  leftovers,
  live,
  runOnce,
  type Subject,
  SUBJECT,
  target,
  waitForNext,
} from './life.ts';
import type { Wire } from './memory-port.ts';
import type { Account } from './account.ts';
import { carryOut as answer } from './operations.ts';
import { IN_THAT_MOMENT, interfereEverywhere } from './people.ts';
import { races, settle } from './race.ts';
import { refusal } from './refusal.ts';
import { skewed } from './clock.ts';
import { watch } from './watch.ts';

/** Somebody uses the previous key for three days after the promotion. */
export async function lateConsumer(subject: Subject = SUBJECT): Promise<readonly string[]> {
  const { account, firstId } = accountWithDueKey();
  const watched = watch(account, target.windows);
  const wire = layered((_, carryOut) => carryOut(), watched);
  const until = account.clock.now() + 72 * HOUR;
  while (account.clock.now() < until) {
    const key = account.keys.get(firstId);
    if (key?.status === 'Active') key.usedAt = account.clock.now();
    await runOnce(subject, account, wire, createLog(false), 'hourly');
    account.clock.advance(HOUR);
  }
  return watched.violations;
}

/** A new key works in some parts of AWS early, and in all only after twelve seconds. */
export async function slowKey(subject: Subject = SUBJECT): Promise<readonly string[]> {
  const due = accountWithDueKey();
  const { clock } = due.account;
  let first: number | undefined;
  let asked = 0;
  const wire: Wire = (request, carryOut) => {
    if (request.operation !== 'GetCallerIdentity') return carryOut();
    first ??= clock.now();
    if (clock.now() < first + 12_000 && asked++ !== 1) throw refusal('InvalidClientTokenId');
    return carryOut();
  };
  return (await live({ wire }, subject, false, due)).complaints;
}

/** Lists and descriptions are up to `age` old, and a new version's value is at times not there yet. */
export async function staleReads(
  random: () => number,
  age: number,
  subject: Subject = SUBJECT,
): Promise<readonly string[]> {
  const { account } = accountWithDueKey();
  const past: { at: number; replies: Map<string, unknown> }[] = [];
  const remember = (): unknown => past.push({ at: account.clock.now(), replies: repliesOf(account) });
  remember();
  const wire: Wire = (request, carryOut) => {
    const { operation } = request;
    const oldest = account.clock.now() - age;
    if (operation === 'ListAccessKeys' || operation === 'DescribeSecret') {
      // What was true at the oldest time still told, or at any time since.
      const told = past.filter(
        ({ at }, index) => at >= oldest || (past[index + 1]?.at ?? Infinity) >= oldest,
      );
      return told[Math.floor(random() * told.length)]?.replies.get(operation) ?? carryOut();
    }
    const created = account.versions.get(String(request.input['VersionId']))?.createdAt ?? 0;
    if (operation === 'GetSecretValue' && created >= oldest && random() < 0.3)
      throw refusal('ResourceNotFoundException');
    const reply = carryOut();
    remember();
    return reply;
  };
  const watched = watch(account, target.windows);
  const stale = layered(wire, watched);
  for (let runs = 0; runs < 12; runs++) {
    waitForNext(account, await runOnce(subject, account, stale, createLog(false), `run-${runs}`));
  }
  account.clock.advance(3 * HOUR);
  const settled = await settle(
    account,
    layered((_, carryOut) => carryOut(), watched),
    subject,
  );
  return [...settled, ...watched.violations, ...leftovers(account)];
}

function repliesOf(account: Account): Map<string, unknown> {
  const ask = (operation: string): [string, unknown] => [
    operation,
    answer(account, { operation, input: {} }),
  ];
  return new Map([ask('ListAccessKeys'), ask('DescribeSecret')]);
}

/** Runs every hour on machines whose clocks are right, fourteen hours ahead and fourteen behind. */
export async function wrongClocks(subject: Subject = SUBJECT): Promise<readonly string[]> {
  const { account } = accountWithDueKey();
  const watched = watch(account, target.windows);
  const wire = layered((_, carryOut) => carryOut(), watched);
  const skews = [0, 14 * HOUR, -14 * HOUR];
  for (let hour = 0; hour < 10 * 24; hour++) {
    const clock = skewed(account.clock, skews[hour % skews.length] ?? 0);
    await runOnce(subject, account, wire, createLog(false), `run-${hour}`, clock);
    account.clock.advance(HOUR);
  }
  return watched.violations;
}

type Scenario = (subject?: Subject) => Promise<readonly string[]>;

/** What a test finds wrong with the sources, by what it does to them. */
export const SCENARIOS = {
  lateConsumer,
  slowKey,
  wrongClocks,
  faults: async (subject) => (await singles(subject)).complaints,
  race: (subject) => races(40, [{ holder: 'one' }, { holder: 'two' }], subject),
  edits: (subject) => interfereEverywhere('edits what stands beside the key', subject),
  strangers: async (subject) => {
    const complaints = await interfereEverywhere('creates a key', subject);
    return complaints.filter((complaint) => !complaint.startsWith(IN_THAT_MOMENT));
  },
} satisfies Record<string, Scenario>;
