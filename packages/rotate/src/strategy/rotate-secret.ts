import { LeastwiseError } from '@leastwise/core';
import { lookAtSecret } from './look-at-secret.ts';
import { type SecretOutcome, secretOutcomeOf } from './secret-outcome.ts';
import type { SecretObservation } from './secret-observation.ts';
import type { SecretRun } from './secret-run.ts';
import {
  type Findings,
  NOTHING_FOUND,
  type SecretStep,
  type SecretStop,
  type SecretWant,
} from './secret-step.ts';
import { performSecretStep } from './secret-steps.ts';

const MOST_TURNS = 60;
/** Values that the other side refuses are thrown away; more than this in one run are no accident. */
const MOST_REFUSED = 3;

/** How far a run came. */
export interface SecretAdvanced {
  readonly seen: SecretObservation;
  readonly observed: string;
  /** Absent where it had come far enough before. */
  readonly stop?: SecretStop;
  readonly steps: readonly SecretStep[];
}

/** Takes steps until it has to stop. */
export async function rotateSecretIn(run: SecretRun, want: SecretWant): Promise<SecretOutcome> {
  const { seen, stop, steps } = await advanceSecret(run, want);
  return secretOutcomeOf(run.target, seen, stop ?? { stop: 'idle', reason: 'nothing is left to do' }, steps);
}

/**
 * Takes steps until one of them is enough, or it has to stop.
 *
 * @throws LeastwiseError `UNSETTLED`, a listener's error, what the strategy throws, and what core's `createCaller` throws.
 */
export async function advanceSecret(
  run: SecretRun,
  want: SecretWant,
  isEnough: (step: SecretStep) => boolean = () => false,
): Promise<SecretAdvanced> {
  const steps: SecretStep[] = [];
  let findings = NOTHING_FOUND;
  for (let turns = 0; turns < MOST_TURNS; turns++) {
    const looked = await lookAtSecret(run, want, steps, findings);
    const { seen, observed, decision } = looked;
    if ('stop' in decision) return { seen, observed, stop: decision, steps };
    const { isDone, found } = await take(run, seen, decision, looked.findings);
    findings = found;
    if (isDone) steps.push(decision);
    if (run.listenerErrors.length > 0) throw run.listenerErrors[0];
    if (isDone && isEnough(decision)) return { seen, observed, steps };
  }
  throw new LeastwiseError({
    code: 'UNSETTLED',
    what: `the rotation of \`${run.target.secret}\` did not settle in ${MOST_TURNS} steps`,
    hint: 'find out who else changes the labels of this secret',
  });
}

async function take(
  run: SecretRun,
  seen: SecretObservation,
  step: SecretStep,
  findings: Findings,
): Promise<{ isDone: boolean; found: Findings }> {
  try {
    const performed = await performSecretStep(run, seen, step);
    if (typeof performed !== 'object') return { isDone: performed === 'done', found: findings };
    return { isDone: false, found: { ...findings, taken: [...findings.taken, performed.taken] } };
  } catch (error) {
    if (!isRefusedValue(error, step) || !run.target.strategy.mint) throw error;
    const refused = new Set([...findings.refused, step.versionId]);
    if (refused.size === MOST_REFUSED) throw error;
    return { isDone: false, found: { ...findings, refused } };
  }
}

function isRefusedValue(
  error: unknown,
  step: SecretStep,
): step is Extract<SecretStep, { do: 'set' | 'test' | 'retire' | 'reclaim' }> {
  return step.do === 'set' && error instanceof LeastwiseError && error.code === 'VALUE_REFUSED';
}
