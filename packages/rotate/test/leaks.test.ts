import { expect, test } from 'vitest';
import { doctorIn } from '../src/doctor.ts';
import { dryRunIn } from '../src/dry-run.ts';
import { statusIn } from '../src/status.ts';
import { CANARY } from './account.ts';
import { FAULTS, plan, type Strike } from './faults.ts';
import { accountWithDueKey, createLog, type Log, runOnce, SUBJECT, target, waitForNext } from './life.ts';
import { memoryClients, memoryPort, type Wire } from './memory-port.ts';
import { seeded } from './random.ts';

/** A machine under load takes its time. */
const TIMEOUT = 240_000;
const LIVES = 60;
/** Later requests only come after a run of days; by then nothing is new. */
const REQUESTS = 51;
const RUNS = 3;

const quiet: Wire = (_, carryOut) => carryOut();

/** Rotates under two faults, and after each run asks whatever can be asked without writing. */
async function askAfter(strikes: readonly Strike[], log: Log): Promise<number> {
  const { account } = accountWithDueKey();
  const { wire, endRun } = plan(strikes);
  const onEvent = (event: unknown): void => log.add(event);
  let answers = 0;
  for (let run = 0; run < RUNS; run++) {
    const end = await runOnce(SUBJECT, account, wire, log, `run-${run}`);
    endRun?.();
    for (const ask of [statusIn, doctorIn, dryRunIn]) {
      const options = { ...memoryClients(), clock: account.clock, holder: 'asking', onEvent };
      const asking = SUBJECT.startRun(target, options, memoryPort(account, quiet));
      log.add(asking);
      try {
        log.add(await ask(asking));
        answers++;
      } catch (error) {
        log.add(error);
      }
    }
    waitForNext(account, end);
  }
  return answers;
}

test(
  'no secret is told by status, doctor or a dry run after pairs of faults, printed or inspected',
  async () => {
    const random = seeded(20260102);
    const any = (): Strike => ({
      fault: FAULTS[Math.floor(random() * FAULTS.length)] ?? 'refused',
      at: Math.floor(random() * REQUESTS),
    });
    const log = createLog(true);
    let answers = 0;
    for (let life = 0; life < LIVES; life++) answers += await askAfter([any(), any()], log);
    expect(log.leaks).toEqual([]);
    expect(answers).toBe(LIVES * RUNS * 3);
  },
  TIMEOUT,
);

test('the canary is found wherever it is told', () => {
  const log = createLog(true);
  log.add({ deep: { down: [`${CANARY}1`] } });
  log.add(Object.defineProperty({}, 'hidden', { value: CANARY }));
  log.add(new Error('x', { cause: CANARY }));
  expect(log.leaks).toHaveLength(3);
});
