import { LeastwiseError } from '@leastwise/core';
import type { Run } from './context.ts';
import { decide } from './decide.ts';
import type { Decision, Look, Refuse, Step, Stop } from './decision.ts';
import { observeIdentity } from './identity.ts';
import type { Identity, LastUse, Observation } from './observation.ts';
import { observe, observeLastUse } from './observe.ts';
import { perform } from './perform.ts';
import { asKeyVersion, type Situation, situationOf } from './situation.ts';

/** What one turn of the loop came to: a step that was done, or a reason to stop. */
export type Turn =
  | { readonly situation: Situation; readonly step: Step; readonly stop?: Stop; readonly taken?: string }
  | {
      readonly situation: Situation;
      readonly step?: undefined;
      readonly stop: Stop;
      readonly taken?: undefined;
    };

/**
 * Observes, decides, and takes at most one step.
 *
 * @throws LeastwiseError `NOT_A_KEY`, `ROOT_KEY`, `FOREIGN_KEY`, and whatever the calls end in.
 */
export async function turn(run: Run, force: boolean, taken: readonly string[]): Promise<Turn> {
  const observed = await observe(run);
  const { target, holder, clock } = run;
  const identities: Record<string, Identity> = {};
  const lastUses: Record<string, LastUse> = {};
  for (;;) {
    const observation: Observation = {
      ...observed,
      ...{ target, holder, force, taken, identities, lastUses },
      now: clock.now(),
    };
    const { observed: row, decision } = decide(observation);
    const situation = situationOf(observation);
    report(run, row, decision);
    if ('refuse' in decision) throw refusal(decision, target.secret);
    if ('stop' in decision) return { situation, stop: decision };
    if ('do' in decision) return take(run, situation, decision);
    if (decision.look === 'last-use') lastUses[decision.keyId] = await observeLastUse(run, decision.keyId);
    else identities[decision.keyId] = await lookAtIdentity(run, situation, decision);
  }
}

async function take(run: Run, situation: Situation, step: Step): Promise<Turn> {
  const performed = await perform(run, situation, step);
  if (performed.result === 'stopped') return { situation, step, stop: performed.stop };
  return performed.result === 'again' && performed.taken !== undefined
    ? { situation, step, taken: performed.taken }
    : { situation, step };
}

async function lookAtIdentity(
  run: Run,
  { secret }: Situation,
  { versionId, as }: Extract<Look, { look: 'identity' }>,
): Promise<Identity> {
  const version = secret.versions.find(({ id }) => id === versionId);
  const key = version && asKeyVersion(version);
  return key ? observeIdentity(run, secret.arn, key.value, as) : 'refused';
}

function report(run: Run, observed: string, decision: Decision): void {
  const { target, emit } = run;
  const about = { user: target.user, secret: target.secret };
  const ids = {
    ...('keyId' in decision ? { keyId: decision.keyId } : {}),
    ...('versionId' in decision ? { versionId: decision.versionId } : {}),
    ...('label' in decision ? { label: decision.label } : {}),
  };
  emit({ type: 'decision', observed, does: nameOf(decision), ...about, ...ids });
  if ('alarm' in decision) {
    emit({ type: 'alarm', reason: decision.alarm, ...about, keyId: decision.keyId });
  }
}

function nameOf(decision: Decision): string {
  if ('look' in decision) return decision.look;
  if ('do' in decision) return decision.do;
  return 'stop' in decision ? decision.stop : 'refuse';
}

function refusal({ refuse: code, what, hint }: Refuse, secret: string): LeastwiseError {
  return new LeastwiseError({ code, what, path: secret, hint });
}
