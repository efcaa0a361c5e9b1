import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import {
  accountWithDueKey,
  createLog,
  HOUR,
  layered,
  leftovers,
  live,
  runOnce,
  SUBJECT,
  target,
  waitForNext,
} from './life.ts';
import type { Wire } from './memory-port.ts';
import { settle } from './race.ts';
import { seeded } from './random.ts';
import { refusal } from './refusal.ts';
import { staleReads } from './scenarios.ts';
import { watch } from './watch.ts';

const quiet: Wire = (_, carryOut) => carryOut();

test('reads every page of a list of keys', async () => {
  const due = accountWithDueKey();
  due.account.pageSize = 1;
  expect((await live({ wire: quiet }, SUBJECT, false, due)).complaints).toEqual([]);
});

test('gets done where AWS asks to slow down twice before every request', async () => {
  let asked = 0;
  const wire: Wire = (_, carryOut) => {
    if (asked++ % 3 < 2) throw refusal('Throttling');
    return carryOut();
  };
  expect((await live({ wire })).complaints).toEqual([]);
});

test.each([5_000, 60_000, HOUR])(
  'keeps every invariant where reads are up to %d ms old, in 60 lives',
  async (age) => {
    const complaints: string[] = [];
    for (let seed = 1; seed <= 60; seed++) {
      complaints.push(
        ...(await staleReads(seeded(seed), age)).map((complaint) => `seed ${seed}: ${complaint}`),
      );
    }
    expect(complaints).toEqual([]);
  },
  120_000,
);

const OPERATIONS = [
  'DescribeSecret',
  'GetSecretValue',
  'PutSecretValue',
  'UpdateSecretVersionStage',
  'ListAccessKeys',
  'CreateAccessKey',
  'UpdateAccessKey',
  'DeleteAccessKey',
  'GetAccessKeyLastUsed',
];

/** A rotation every six hours for ten days with some requests refused, then as long as it takes without. */
async function refusing(
  isRefused: (operation: string, account: Account) => string | undefined,
): Promise<string[]> {
  const { account, firstId } = accountWithDueKey();
  const watched = watch(account, target.windows);
  let mended = false;
  const wire = layered((request, carryOut) => {
    const name = mended ? undefined : isRefused(request.operation, account);
    if (name !== undefined) throw refusal(name);
    return carryOut();
  }, watched);
  for (let runs = 0; runs < 40; runs++) {
    await runOnce(SUBJECT, account, wire, createLog(false), `run-${runs}`);
    account.clock.advance(6 * HOUR);
  }
  mended = true;
  return [...(await settle(account, wire)), ...watched.violations, ...leftovers(account, firstId)];
}

describe('loses nothing, and gets done once it is mended, where for ten days', () => {
  test.each(OPERATIONS)('%s is denied', async (operation) => {
    expect(await refusing((asked) => (asked === operation ? 'AccessDenied' : undefined))).toEqual([]);
  });

  test.each(OPERATIONS)('%s is denied every other time', async (operation) => {
    let asked = 0;
    expect(
      await refusing((each) => (each === operation && asked++ % 2 === 0 ? 'AccessDenied' : undefined)),
    ).toEqual([]);
  });

  test.each([
    ['decrypt', 'GetSecretValue', 'DecryptionFailure'],
    ['encrypt', 'PutSecretValue', 'EncryptionFailure'],
  ])('the KMS key may not %s', async (_, operation, name) => {
    expect(await refusing((asked) => (asked === operation ? name : undefined))).toEqual([]);
  });

  test('the KMS key may not encrypt any more once the key exists', async () => {
    const fails = (operation: string, { keys }: Account): string | undefined =>
      operation === 'PutSecretValue' && keys.size === 2 ? 'EncryptionFailure' : undefined;
    expect(await refusing(fails)).toEqual([]);
  });
});

test('keeps the previous key until every copy of the secret is up to date', async () => {
  const { account, firstId } = accountWithDueKey();
  const run = (): ReturnType<typeof runOnce> => runOnce(SUBJECT, account, quiet, createLog(false), 'cron');
  account.replicas = [{ Region: 'eu-west-2', Status: 'InProgress' }];
  for (let days = 0; days < 5; days++) {
    const end = await run();
    expect(end.outcome).toMatchObject({ state: days === 0 ? 'promoted' : 'waiting' });
    waitForNext(account, end);
    account.clock.advance(24 * HOUR);
  }
  account.replicas = [{ Region: 'eu-west-2', Status: 'Failed', StatusMessage: 'no such KMS key' }];
  expect((await run()).outcome).toMatchObject({
    state: 'blocked',
    reason: expect.stringContaining('eu-west-2 (no such KMS key)') as unknown,
  });
  expect(account.keys.get(firstId)?.status).toBe('Active');
  account.replicas = [{ Region: 'eu-west-2', Status: 'InSync' }];
  expect(await settle(account, quiet)).toEqual([]);
  expect(leftovers(account, firstId)).toEqual([]);
});
