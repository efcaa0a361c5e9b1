import type { RotateSecretOptions } from '../context.ts';
import { CURRENT } from '../labels.ts';
import { decideCloser, lookAtSecret } from '../strategy/look-at-secret.ts';
import type { SecretTarget } from '../strategy/managed-secret.ts';
import { observeSecret, type SecretObservation } from '../strategy/secret-observation.ts';
import { type SecretRun, startSecretRun } from '../strategy/secret-run.ts';
import {
  makeValue,
  moveLabel,
  performSecretStep,
  storable,
  storeValue,
  valuesOf,
} from '../strategy/secret-steps.ts';
import { notReady } from './not-ready.ts';
import { checkRequest, type CheckedRequest } from './rotation-request.ts';

/** Takes one step of Secrets Manager's rotation of a secret that a strategy replaces. */
export async function stepStrategy(
  target: SecretTarget,
  options: RotateSecretOptions,
  event: unknown,
): Promise<void> {
  const run = startSecretRun(target, options);
  await takeStep(run, event);
  if (run.listenerErrors.length > 0) throw run.listenerErrors[0];
}

async function takeStep(run: SecretRun, event: unknown): Promise<void> {
  const { target } = run;
  const request = await checkRequest(event, target.secret, run);
  if (request.isCurrent) return request.step === 'finish' ? stamp(run) : undefined;
  const o = await observeSecret(run);
  const values = valuesOf(o, request.token);
  const { strategy } = target;
  switch (request.step) {
    case 'create':
      return values ? undefined : create(run, request);
    case 'set':
      return values ? strategy.set(values, run.tools) : notReady('the pending version holds no value', o.arn);
    case 'test': {
      // Without a value this is a trial of the function, which the current value has to pass.
      const value = values?.pending ?? o.current?.value;
      return value ? strategy.test(value, run.tools) : notReady('there is no value to test', o.arn);
    }
    case 'finish':
      if (!values) return notReady('the pending version holds no value', o.arn);
      await strategy.test(values.pending, run.tools);
      await promote(run, o, request);
      return stamp(run);
  }
}

const MOST_TURNS = 20;

/** Stores a value under the version id that Secrets Manager chose, once nothing of an earlier rotation is in the way. */
async function create(run: SecretRun, { token, arn }: CheckedRequest): Promise<void> {
  for (let turns = 0; turns < MOST_TURNS; turns++) {
    const seen = await observeSecret(run);
    const o = { ...seen, pending: undefined };
    const { decision } = await decideCloser(run, o, 'now');
    if ('stop' in decision) return notReady(decision.reason, arn);
    if (decision.do === 'mint') {
      const value = await makeValue(run, o);
      if (value) await storeValue(run, arn, token, storable(o, value));
      return;
    }
    await performSecretStep(run, seen, decision);
  }
  notReady('somebody else keeps changing the labels of the secret', arn);
}

async function promote(
  run: SecretRun,
  { arn, current }: SecretObservation,
  { token }: CheckedRequest,
): Promise<void> {
  const moved = await moveLabel(run, arn, { label: CURRENT, to: token, from: current?.id });
  if (moved !== 'done') notReady('another version became current meanwhile', arn);
}

/** The grace period of the previous value counts from here. AWSPENDING is left to Secrets Manager. */
async function stamp(run: SecretRun): Promise<void> {
  const { seen, decision } = await lookAtSecret(run, 'nothing');
  if ('do' in decision && decision.do === 'label') await performSecretStep(run, seen, decision);
}
