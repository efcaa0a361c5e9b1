import type { AccessKeyTarget } from './access-key.ts';
import type { GivenOptions, RotateOptions, RotateSecretOptions, Run } from './context.ts';
import { decide } from './decide.ts';
import type { Decision, Look, Step } from './decision.ts';
import type { Identity, LastUse, Observation } from './observation.ts';
import { observe, observeLastUse } from './observe.ts';
import { NEW_KEY, predict } from './predict.ts';
import { plannedCalls } from './planned-calls.ts';
import { type DryRun, MOST_STEPS, type PlannedStep } from './planned-run.ts';
import { wantAfter } from './rotate.ts';
import { runEither } from './run-either.ts';
import { type Situation, situationOf } from './situation.ts';
import { dryRunSecretIn } from './strategy/dry-run-secret.ts';
import type { SecretTarget } from './strategy/managed-secret.ts';
import { lookAtIdentity, refusal } from './turn.ts';

/**
 * Lists the exact requests by which a run would change something now, where nothing goes wrong and nobody interferes. It makes the
 * reads of that run and no change; a new value is taken to work, and what follows from it is named instead of made up. What a strategy of
 * your own sends is listed where its `planned` tells it.
 *
 * @throws LeastwiseError as `rotate` does before it writes.
 */
export async function dryRun(target: AccessKeyTarget, options: RotateOptions): Promise<DryRun>;
export async function dryRun(target: SecretTarget, options: RotateSecretOptions): Promise<DryRun>;
export async function dryRun(target: AccessKeyTarget | SecretTarget, options: GivenOptions): Promise<DryRun> {
  return runEither(target, options, dryRunIn, dryRunSecretIn);
}

/** The same within a run that was started elsewhere. */
export async function dryRunIn(run: Run): Promise<DryRun> {
  const { target, holder, options } = run;
  let world = await observe(run);
  const identities: Record<string, Identity> = { [NEW_KEY]: 'works' };
  const lastUses: Record<string, LastUse> = { [NEW_KEY]: 'never' };
  const taken: Step[] = [];
  const steps: PlannedStep[] = [];
  for (;;) {
    const want = wantAfter(options.force === true ? 'now' : 'due', taken);
    const observation: Observation = {
      ...{ target, holder, want, identities, lastUses, taken: [], now: run.now() },
      ...world,
    };
    const { observed, decision } = decide(observation);
    const situation = situationOf(observation);
    if ('refuse' in decision) throw refusal(decision, target.secret);
    if ('look' in decision) await lookCloser(run, situation, decision, { identities, lastUses });
    else if ('stop' in decision || steps.length === MOST_STEPS) return report(run, steps, decision);
    else {
      taken.push(decision);
      steps.push({ observed, does: decision.do, calls: plannedCalls(situation, decision) });
      const { versions, keys } = predict(situation, decision);
      world = { secret: { ...world.secret, versions }, keys };
      if (decision.do === 'deactivate' && decision.last === true) return report(run, steps, decision);
    }
  }
}

async function lookCloser(
  run: Run,
  situation: Situation,
  look: Look,
  { identities, lastUses }: { identities: Record<string, Identity>; lastUses: Record<string, LastUse> },
): Promise<void> {
  const { keyId } = look;
  if (look.look === 'last-use') lastUses[keyId] = await observeLastUse(run, keyId);
  else identities[keyId] = await lookAtIdentity(run, situation, look);
}

function report({ target }: Run, steps: readonly PlannedStep[], decision: Decision): DryRun {
  const then =
    'stop' in decision
      ? { state: decision.stop, reason: decision.reason }
      : { state: 'waiting', reason: 'it would go on' };
  return Object.freeze({ user: target.user, secret: target.secret, steps: Object.freeze(steps), then });
}
