import { describe, expect, test } from 'vitest';
import type { RotationOutcome } from '../src/outcome.ts';
import { rollbackIn } from '../src/rollback.ts';
import { rotateIn } from '../src/rotate.ts';
import type { Account } from './account.ts';
import { accountWithDueKey, createLog, DAY, HOUR, layered, runOnce, SUBJECT, target } from './life.ts';
import { memoryClients, memoryPort, type Wire } from './memory-port.ts';
import { currentKey } from './operations.ts';
import { Crash } from './refusal.ts';
import { watch } from './watch.ts';

const quiet: Wire = (_, carryOut) => carryOut();

function undo(account: Account, wire: Wire = quiet): Promise<RotationOutcome> {
  const options = { ...memoryClients(), clock: account.clock, random: () => 0.5, holder: 'undo' };
  return rollbackIn(SUBJECT.startRun(target, options, memoryPort(account, wire)));
}

const dyingAt = (at: number): Wire => {
  let count = 0;
  return (_, carryOut) => {
    if (count++ >= at) throw new Crash();
    return carryOut();
  };
};

describe('a rollback', () => {
  test('before the promotion deletes the pending key and lets no announcement bring it back', async () => {
    const { account, firstId } = accountWithDueKey();
    await runOnce(SUBJECT, account, dyingAt(9), createLog(false), 'dead');
    expect(account.keys.size).toBe(2);
    account.clock.advance(HOUR);
    expect(await undo(account)).toMatchObject({ state: 'rolled-back', steps: ['discard', 'label'] });
    expect([...account.keys.keys()]).toEqual([firstId]);
    account.clock.advance(HOUR);
    const run = SUBJECT.startRun(
      target,
      { ...memoryClients(), clock: account.clock },
      memoryPort(account, quiet),
    );
    expect(await rotateIn(run, 'nothing')).toMatchObject({ state: 'idle', steps: [] });
  });

  test.each([
    ['right after the promotion', 0, 'Active'],
    ['after the deactivation', 14 * HOUR, 'Inactive'],
  ])('%s makes the previous key current again', async (_, later, status) => {
    const { account, firstId } = accountWithDueKey();
    await runOnce(SUBJECT, account, quiet, createLog(false), 'first');
    account.clock.advance(later);
    if (later > 0) await runOnce(SUBJECT, account, quiet, createLog(false), 'second');
    expect(account.keys.get(firstId)?.status).toBe(status);
    const secondId = currentKey(account)?.id ?? '';
    expect(await undo(account)).toMatchObject({
      state: 'rolled-back',
      keyId: firstId,
      previousKeyId: secondId,
    });
    expect(currentKey(account)?.id).toBe(firstId);
    expect(account.keys.get(firstId)?.status).toBe('Active');
    // Once more is no way back to where it came from.
    expect(await undo(account)).toMatchObject({ state: 'idle', steps: [] });
  });

  test('keeps what was edited beside the key since', async () => {
    const { account, firstId } = accountWithDueKey();
    await runOnce(SUBJECT, account, quiet, createLog(false), 'first');
    const current = account.versions.get(account.holderOf('AWSCURRENT') ?? '')?.value ?? '';
    account.addVersion('edit', current.replace('my-ml-datasets', 'edited'), ['AWSCURRENT']);
    expect(await undo(account)).toMatchObject({ state: 'rolled-back', keyId: firstId });
    expect(account.versions.get(account.holderOf('AWSCURRENT') ?? '')?.value).toContain('edited');
  });

  test('after the deletion says that it only goes forward', async () => {
    const { account } = accountWithDueKey();
    for (const days of [0, 1, 8, 1]) {
      account.clock.advance(days * DAY);
      await runOnce(SUBJECT, account, quiet, createLog(false), 'cron');
    }
    expect(account.keys.size).toBe(1);
    const outcome = await undo(account);
    expect(outcome).toMatchObject({ state: 'idle', steps: [] });
    expect(outcome.reason).toContain('only goes forward');
  });

  test('at any point of a lifecycle, and cut off at any point of its own, keeps every invariant and gets there', async () => {
    const complaints: string[] = [];
    for (let at = 0; at < 51; at += 1) {
      for (let cut = 0; cut < 30; cut += 3) {
        const { account } = accountWithDueKey();
        const watched = watch(account, target.windows);
        const wire = layered(dyingAt(at), watched);
        for (const hours of [14, 8 * 24, 1]) {
          await runOnce(SUBJECT, account, wire, createLog(false), 'dead');
          if (at > 25) account.clock.advance(hours * HOUR);
        }
        account.clock.advance(HOUR);
        await undo(account, layered(dyingAt(cut), watched)).catch(() => undefined);
        account.clock.advance(20 * 60_000);
        const outcome = await undo(account, watched.wire);
        const id = currentKey(account)?.id ?? '';
        if (account.keys.get(id)?.status !== 'Active') complaints.push(`${at}, cut at ${cut}: no active key`);
        if (outcome.state === 'blocked') complaints.push(`${at}, cut at ${cut}: ${outcome.reason}`);
        complaints.push(...watched.violations.map((what) => `${at}, cut at ${cut}: ${what}`));
      }
    }
    expect(complaints).toEqual([]);
  });
});
