import { expect, describe, test } from 'vitest';
import { rollbackIn } from '../src/rollback.ts';
import { keyIn } from './account.ts';
import { accountWithDueKey, createLog, HOUR, leftovers, runOnce, SUBJECT, target } from './life.ts';
import { memoryClients, memoryPort, type Wire } from './memory-port.ts';
import { type Rival, races, settle } from './race.ts';
import { seeded } from './random.ts';
import { interleave } from './schedule.ts';

/** A machine under load takes its time. */
const TIMEOUT = 240_000;
/** How many times as many schedules are tried: SCHEDULES_TIMES=10 is the long run. */
const TIMES = Number(process.env['SCHEDULES_TIMES'] ?? 1);

describe('rotations at once create one key and keep every invariant', () => {
  test.each<[string, number, readonly Rival[]]>([
    ['two holders', 100, [{ holder: 'one' }, { holder: 'two' }]],
    ['two of the same holder', 50, [{ holder: 'cron' }, { holder: 'cron' }]],
    ['three holders', 50, [{ holder: 'one' }, { holder: 'two' }, { holder: 'three' }]],
    ['one of which dies somewhere', 50, [{ holder: 'one', diesAt: 30 }, { holder: 'two' }]],
    ['one on a machine that is an hour ahead', 30, [{ holder: 'one', skew: HOUR }, { holder: 'two' }]],
    ['one on a machine that is an hour behind', 30, [{ holder: 'one' }, { holder: 'two', skew: -HOUR }]],
  ])(
    '%s, in %d schedules or a multiple of them',
    async (_, schedules, rivals) => {
      expect(await races(schedules * TIMES, rivals)).toEqual([]);
    },
    TIMEOUT,
  );
});

test(
  'a rollback at the same time as rotations ends with one active key, and never leaves consumers without',
  async () => {
    const complaints: string[] = [];
    for (let seed = 1; seed <= 50 * TIMES; seed++) {
      const { account } = accountWithDueKey();
      const quiet: Wire = (_, carryOut) => carryOut();
      await runOnce(SUBJECT, account, quiet, createLog(false), 'first');
      // Some begin within the grace period, some when the previous key is about to be retired, some after.
      account.clock.advance((seed % 4) * 13 * HOUR);
      if (seed % 4 > 1) await runOnce(SUBJECT, account, quiet, createLog(false), 'second');
      const rotation = (gate: Wire): Promise<unknown> =>
        runOnce(SUBJECT, account, gate, createLog(false), 'rotation');
      const undo = (gate: Wire): Promise<unknown> => {
        const options = { ...memoryClients(), clock: account.clock, holder: 'undo' };
        return rollbackIn(SUBJECT.startRun(target, options, memoryPort(account, gate)));
      };
      await interleave<unknown>([rotation, undo], seeded(seed));
      await runOnce(SUBJECT, account, quiet, createLog(false), 'next');
      const id = keyIn(account, account.holderOf('AWSCURRENT'))?.id ?? '';
      if (account.keys.get(id)?.status !== 'Active')
        complaints.push(`seed ${seed}: the current key is not active`);
      complaints.push(...(await settle(account, quiet)).map((each) => `seed ${seed}: ${each}`));
      complaints.push(...leftovers(account).map((each) => `seed ${seed}: ${each}`));
    }
    expect(complaints).toEqual([]);
  },
  TIMEOUT,
);
