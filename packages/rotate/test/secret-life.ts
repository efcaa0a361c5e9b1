import type { SecretOutcome } from '../src/strategy/secret-outcome.ts';
import { rotateSecretIn } from '../src/strategy/rotate-secret.ts';
import { startSecretRun } from '../src/strategy/secret-run.ts';
import { createAccount } from './account.ts';
import { createClock } from './clock.ts';
import { type LiveWith, plan, type Strike } from './faults.ts';
import type { Life } from './life.ts';
import { memoryClients, memoryPort, type Wire } from './memory-port.ts';
import { seeded } from './random.ts';
import { type Kind, secretKind } from './secret-kinds.ts';
import { watchSecret } from './watch-secret.ts';

/** The code under test: the package's own, or a copy with a mistake in it. */
export interface SecretSubject {
  readonly startSecretRun: typeof startSecretRun;
  readonly rotateSecretIn: typeof rotateSecretIn;
}
export const SECRET_SUBJECT: SecretSubject = { startSecretRun, rotateSecretIn };

/** Enough for two faults, what each makes a run wait for, and the runs of a lifecycle. */
const MOST_RUNS = 24;

/** Lives from an empty secret through as many values as the kind has, under these faults. */
export function secretLife(kind: Kind, subject: SecretSubject = SECRET_SUBJECT): LiveWith {
  return async (strikes) => {
    const planned = plan(strikes);
    const life = await live(kind, planned, subject);
    const where = strikes.map(({ fault, at }: Strike) => `${fault} at ${at}`).join(', ');
    const complaints = life.complaints.map((complaint) => `${where}: ${complaint}`);
    return { runs: life.runs, complaints, requests: planned.requests() };
  };
}

async function live(
  name: Kind,
  trouble: { readonly wire: Wire; readonly endRun?: () => boolean },
  subject: SecretSubject,
): Promise<Life> {
  const account = createAccount(createClock());
  const kind = secretKind(name, account);
  const watched = watchSecret(account, kind);
  const told: string[] = [];
  const complaints: string[] = [];
  const wire: Wire = (request, carryOut) => trouble.wire(request, () => watched.wire(request, carryOut));
  const options = {
    ...{ secretsManager: memoryClients().secretsManager, clock: account.clock, random: seeded(3) },
    onEvent: (event: unknown) => void told.push(JSON.stringify(event)),
  };
  const runOnce = async (): Promise<SecretOutcome | undefined> => {
    try {
      const run = subject.startSecretRun(kind.target, options, memoryPort(account, wire));
      return await subject.rotateSecretIn(run, 'due');
    } catch (error) {
      told.push(`${String(error)} ${JSON.stringify(error)}`);
      return undefined;
    }
  };
  for (let runs = 1; ; runs++) {
    const ended = await runOnce();
    const outcome = trouble.endRun?.() === true ? undefined : ended;
    if (outcome) told.push(JSON.stringify(outcome));
    if (outcome?.state === 'blocked') complaints.push(`blocked: ${outcome.reason}`);
    const isSettled = outcome?.state === 'idle' || outcome?.state === 'promoted';
    if (isSettled) watched.settled();
    const isLast = watched.currents() >= kind.values;
    if (outcome?.state === 'idle' && isLast) return { runs, complaints: [...complaints, ...atEnd()] };
    if (runs === MOST_RUNS) return { runs, complaints: [...complaints, ...atEnd(), 'S5 not settled'] };
    const next = isSettled && isLast && outcome.state === 'promoted' ? undefined : outcome?.next?.at;
    const until = next === undefined ? 0 : Date.parse(next);
    account.clock.advanceTo(Math.max(until, account.clock.now() + (outcome ? 1_000 : 20 * 60_000)));
  }

  function atEnd(): string[] {
    const values = [...account.passwords, ...account.tokens, 'CANARY'];
    const text = told.join('\n');
    const leaks = values.some((value) => text.includes(value)) ? ['S6 a value was told'] : [];
    return [...watched.violations, ...watched.leftovers(), ...leaks];
  }
}
