import { inspect } from 'node:util';
import type { Clock } from '@leastwise/core';
import { accessKey, type AccessKeyTarget } from '../src/access-key.ts';
import { startRun } from '../src/context.ts';
import type { RotationEvent } from '../src/events.ts';
import type { RotationOutcome } from '../src/outcome.ts';
import { rotateIn } from '../src/rotate.ts';
import { type Account, CANARY, createAccount } from './account.ts';
import { createClock } from './clock.ts';
import { memoryClients, memoryPort, type Wire } from './memory-port.ts';
import { currentKey } from './operations.ts';
import { watch, type Watch } from './watch.ts';

/** The code under test: the package's own, or a copy with a mistake in it. */
export interface Subject {
  readonly startRun: typeof startRun;
  readonly rotateIn: typeof rotateIn;
}
export const SUBJECT: Subject = { startRun, rotateIn };

export const DAY = 86_400_000;
export const HOUR = DAY / 24;

export const target: AccessKeyTarget = accessKey({
  user: 'AML@Packt',
  secret: 'ml/aml-packt',
  every: '60d',
  consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
});

export interface DueKey {
  readonly account: Account;
  readonly firstId: string;
}

/** An account whose user's only key is in the secret and due. */
export function accountWithDueKey(): DueKey {
  const account = createAccount(createClock());
  const { id, secret } = account.addKey();
  const value = JSON.stringify({ AccessKeyId: id, SecretAccessKey: secret, bucket: 'my-ml-datasets' });
  account.addVersion('first', value, ['AWSCURRENT']);
  account.clock.advance(60 * DAY);
  return { account, firstId: id };
}

/** How a run ended. */
export interface RunEnd {
  readonly outcome?: RotationOutcome;
  readonly error?: unknown;
}

/** What a program could have logged, held against the canary in every secret. */
export interface Log {
  readonly leaks: string[];
  add(value: unknown): void;
}

/** `thorough` also prints what a debugger would show; it takes a hundred times as long. */
export function createLog(thorough: boolean): Log {
  const leaks: string[] = [];
  return {
    leaks,
    add: (value) => {
      const text =
        value instanceof Error
          ? `${String(value)} ${String(value.cause)} ${JSON.stringify(value)}`
          : JSON.stringify(value);
      const seen = thorough ? text + inspect(value, { showHidden: true, depth: 10 }) : text;
      if (seen.includes(CANARY)) leaks.push('I6 a secret access key was told');
    },
  };
}

/** Runs one rotation as a program of its own would. */
export async function runOnce(
  subject: Subject,
  account: Account,
  wire: Wire,
  log: Log,
  holder: string,
  clock: Clock = account.clock,
): Promise<RunEnd> {
  const onEvent = (event: RotationEvent): void => log.add(event);
  const options = { ...memoryClients(), clock, random: () => 0.5, holder, onEvent };
  try {
    const run = subject.startRun(target, options, memoryPort(account, wire));
    const outcome = await subject.rotateIn(run, 'due');
    log.add(outcome);
    return { outcome };
  } catch (error) {
    log.add(error);
    return { error };
  }
}

/** When somebody would run it next: when it said so, or after twenty minutes. */
export function waitForNext({ clock }: Account, { outcome }: RunEnd): void {
  const next = outcome?.next ? Date.parse(outcome.next.at) : 0;
  clock.advanceTo(Math.max(next, clock.now() + (outcome ? 1_000 : 20 * 60_000)));
}

export interface Life {
  readonly runs: number;
  /** What went wrong, in words. */
  readonly complaints: readonly string[];
}

/** What a test puts in the way of a life. */
export interface Trouble {
  readonly wire: Wire;
  /** Called after each run; says whether the program was dead, so that nothing of its end counts. */
  readonly endRun?: () => boolean;
}

/** Enough for two faults, the two hours that an orphan is given, and the three runs of a lifecycle. */
const MOST_RUNS = 14;

/** Rotates a due key with whatever trouble, and runs again until the previous key is gone. */
export async function live(
  trouble: Trouble,
  subject: Subject = SUBJECT,
  thorough = false,
  { account, firstId }: DueKey = accountWithDueKey(),
): Promise<Life> {
  const watched = watch(account, target.windows);
  const log = createLog(thorough);
  const complaints: string[] = [];
  const wire = layered(trouble.wire, watched);
  let runs = 0;
  for (; ; runs++) {
    const end = await runOnce(subject, account, wire, log, `run-${runs}`);
    const died = trouble.endRun?.() ?? false;
    const { outcome } = died ? {} : end;
    if (outcome?.state === 'blocked' && !outcome.reason.includes('iam:GetAccessKeyLastUsed'))
      complaints.push(`blocked: ${outcome.reason}`);
    if (outcome?.state === 'idle') break;
    if (runs === MOST_RUNS) {
      complaints.push(`I5 not settled: ${JSON.stringify(outcome ?? String(end.error))}`);
      break;
    }
    waitForNext(account, died ? {} : end);
  }
  return {
    runs: runs + 1,
    complaints: [...complaints, ...watched.violations, ...log.leaks, ...leftovers(account, firstId)],
  };
}

export function layered(outer: Wire, { wire }: Watch): Wire {
  return (request, carryOut) => outer(request, () => wire(request, carryOut));
}

/** What a finished rotation must not leave. */
export function leftovers(account: Account, firstId?: string): string[] {
  const statuses = [...account.keys].map(([id, { status }]) => `${id} ${status}`).join(', ');
  const labels = [...account.versions.values()].flatMap((each) => [...each.labels]).sort();
  const current = currentKey(account)?.id;
  return [
    ...(statuses === `${current} Active` ? [] : [`I5 left the keys ${statuses}`]),
    ...(current === firstId ? ['I5 did not rotate'] : []),
    ...(labels.join() === 'AWSCURRENT,AWSPREVIOUS' ? [] : [`I5 left the labels ${labels.join(', ')}`]),
  ];
}
