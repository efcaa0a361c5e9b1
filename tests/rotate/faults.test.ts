import type { RotationOutcome } from '@leastwise/rotate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BareKey, type Cloud, createCloud, DAY, keysOf, labelsOf, storeFirstKey } from './cloud.ts';
import { createLog, type Log, runOnce, waitForNext } from './driver.ts';
import { type Fault, FAULTS, planFault } from './fault.ts';
import { watch } from './invariants.ts';
import { chain } from './wire.ts';

/** Enough for a fault, the two hours that an orphan is given, and the three runs of a lifecycle. */
const MOST_RUNS = 10;
/** Each test lives some forty lives; a machine under load takes its time. */
const TIMEOUT = 120_000;

interface Life {
  readonly requests: number;
  /** What went wrong, in words. */
  readonly complaints: readonly string[];
}

let printed: Log;

beforeEach(() => {
  printed = createLog();
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...args) => printed.add(args));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Rotates a due key with one fault, and runs again until the previous key is gone. */
async function live(fault: Fault, index: number): Promise<Life> {
  const cloud = await createCloud();
  const first = await storeFirstKey(cloud);
  cloud.clock.advanceTo(cloud.clock.now() + 60 * DAY);
  const plan = planFault(fault, index);
  const watched = await watch(cloud, first);
  const log = createLog();
  const complaints: string[] = [];
  for (let runs = 0; ; runs++) {
    const end = await runOnce(cloud, `run-${runs}`, chain(plan.intercept, watched.intercept), log, {
      crashed: plan.crashed(),
    });
    plan.endRun();
    if (end.creates > 1) complaints.push(`${end.creates} requests for a key in one run`);
    complaints.push(...blocked(end.outcome));
    if (end.outcome?.state === 'idle') break;
    if (runs === MOST_RUNS) {
      complaints.push(`not settled: ${JSON.stringify(end.outcome ?? String(end.error))}`);
      break;
    }
    waitForNext(cloud, end);
  }
  const leaks = [...watched.secrets.values()].filter((secret) => (log.text + printed.text).includes(secret));
  if (leaks.length > 0) complaints.push('I6: a secret access key was told');
  return {
    requests: plan.requests(),
    complaints: [...complaints, ...watched.violations, ...(await leftovers(cloud, first))],
  };
}

/** Nothing but an unreadable last use may call for a person here. */
function blocked(outcome: RotationOutcome | undefined): string[] {
  const excused = outcome?.state !== 'blocked' || outcome.reason.includes('iam:GetAccessKeyLastUsed');
  return excused ? [] : [`blocked: ${outcome.reason}`];
}

/** What a finished rotation must not leave. */
async function leftovers(cloud: Cloud, first: BareKey): Promise<string[]> {
  const keys = await keysOf(cloud);
  const labels = await labelsOf(cloud);
  const clean = labels.length === 2 && labels[0] === 'AWSCURRENT' && labels[1] === 'AWSPREVIOUS';
  return [
    ...(Object.values(keys).join() === 'Active' ? [] : [`left the keys ${JSON.stringify(keys)}`]),
    ...(first.id in keys ? ['did not rotate'] : []),
    ...(clean ? [] : [`left the labels ${labels.join(', ')}`]),
  ];
}

describe('a rotation', () => {
  test('keeps every invariant where nothing goes wrong', async () => {
    expect((await live('refused', -1)).complaints).toEqual([]);
  });

  test.each(FAULTS)(
    'keeps every invariant and gets done after one %s, wherever it strikes',
    async (fault) => {
      const { requests } = await live(fault, -1);
      const complaints: string[] = [];
      for (let index = 0; index < requests; index++) {
        const life = await live(fault, index);
        complaints.push(...life.complaints.map((complaint) => `${fault} at ${index}: ${complaint}`));
      }
      expect(complaints).toEqual([]);
    },
    TIMEOUT,
  );
});
