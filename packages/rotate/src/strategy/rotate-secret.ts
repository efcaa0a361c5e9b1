import { LeastwiseError } from '@leastwise/core';
import { NO_BASE } from '../stored-value.ts';
import type { SecretTarget } from './managed-secret.ts';
import {
  decideSecret,
  type Memory,
  type SecretDecision,
  type SecretStep,
  type SecretStop,
} from './secret-decision.ts';
import { observeSecret, type SecretObservation } from './secret-observation.ts';
import { type RotateSecretOptions, type SecretRun, startSecretRun } from './secret-run.ts';
import { performSecretStep } from './secret-steps.ts';

/** How a run ended. Plain JSON without a secret in it. */
export interface SecretOutcome {
  /** As for an access key; `promoted` where this run put a new value into use. */
  readonly state: 'promoted' | 'rolled-back' | SecretStop['stop'];
  readonly secret: string;
  /** The version that consumers read. */
  readonly versionId?: string;
  readonly next?: { readonly what: string; readonly at: string };
  readonly reason: string;
  /** What this run changed, in order. */
  readonly steps: readonly SecretStep['do'][];
}

const MOST_TURNS = 60;
/** Values that the other side refuses are thrown away; more than this in one run are no accident. */
const MOST_REFUSED = 3;

/**
 * Brings a secret forward as far as it can go now: makes a value when one is due, stores it, sets it, tests it, makes it current, and takes the
 * previous one away when its time has come. It can be stopped anywhere and run again from anywhere: all state is in the secret.
 *
 * @throws LeastwiseError `SECRET_NOT_FOUND`, `NOT_JSON`, `UNSETTLED`, what the strategy throws, and what core's `createCaller` throws.
 *
 * @example
 * ```ts no-run
 * import { IAMClient } from '@aws-sdk/client-iam';
 * import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
 * import { consolePassword, managedSecret, rotateSecret } from '@leastwise/rotate';
 *
 * const strategy = consolePassword({ user: 'AML@Packt', iam: new IAMClient() });
 * const target = managedSecret({ secret: 'ml/aml-packt/console', strategy, every: '90d' });
 * const { state, next } = await rotateSecret(target, { secretsManager: new SecretsManagerClient() });
 * ```
 */
export async function rotateSecret<Value extends object>(
  target: SecretTarget<Value>,
  options: RotateSecretOptions,
): Promise<SecretOutcome> {
  return rotateSecretIn(startSecretRun(target, options), options.force === true ? 'now' : 'due');
}

/** The same within a run that was started elsewhere. */
export async function rotateSecretIn<Value extends object>(
  run: SecretRun<Value>,
  wanted: Memory['want'],
): Promise<SecretOutcome> {
  const taken: string[] = [];
  const done = new Set<string>();
  const steps: SecretStep[] = [];
  const refused = new Set<string>();
  for (let turns = 0; turns < MOST_TURNS; turns++) {
    const observation = await observeSecret(run);
    const isRenewed = steps.some((step) => step.do === 'mint' || step.do === 'promote');
    const want = isRenewed && wanted === 'now' ? 'due' : wanted;
    const decided = decideSecret(observation, run.target, { want, taken, done, refused });
    report(run, decided);
    const { decision } = decided;
    if ('stop' in decision) return outcomeOf(run.target, observation, decision, steps);
    try {
      const performed = await performSecretStep(run, observation, decision);
      if (typeof performed === 'object') taken.push(performed.taken);
      if (performed === 'done') steps.push(decision);
      if (performed === 'done' && 'versionId' in decision) done.add(`${decision.do} ${decision.versionId}`);
    } catch (error) {
      if (!isRefusedValue(error, decision) || !run.target.strategy.mint) throw error;
      if (refused.add(decision.versionId).size === MOST_REFUSED) throw error;
    }
  }
  throw new LeastwiseError({
    code: 'UNSETTLED',
    what: `the rotation of \`${run.target.secret}\` did not settle in ${MOST_TURNS} steps`,
    hint: 'find out who else changes the labels of this secret',
  });
}

function isRefusedValue(
  error: unknown,
  step: SecretStep,
): step is Extract<SecretStep, { do: 'set' | 'test' | 'retire' | 'reclaim' }> {
  return step.do === 'set' && error instanceof LeastwiseError && error.code === 'VALUE_REFUSED';
}

function report<Value extends object>(
  { emit, target }: SecretRun<Value>,
  { observed, decision }: SecretDecision,
): void {
  emit({
    type: 'decision',
    observed,
    does: 'stop' in decision ? decision.stop : decision.do,
    secret: target.secret,
    ...('versionId' in decision ? { versionId: decision.versionId } : {}),
  });
}

function outcomeOf<Value extends object>(
  { secret }: SecretTarget<Value>,
  { current }: SecretObservation<Value>,
  { stop, reason, next }: SecretStop,
  steps: readonly SecretStep[],
): SecretOutcome {
  const isNew = steps.some((step) => step.do === 'promote' || (step.do === 'mint' && step.base === NO_BASE));
  return Object.freeze({
    state: isNew && stop !== 'blocked' ? 'promoted' : stop,
    secret,
    ...(current ? { versionId: current.id } : {}),
    ...(next ? { next: Object.freeze({ what: next.what, at: new Date(next.at).toISOString() }) } : {}),
    reason,
    steps: Object.freeze(steps.map((step) => step.do)),
  });
}
