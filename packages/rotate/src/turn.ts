import { LeastwiseError } from '@leastwise/core';
import type { Run } from './context.ts';
import type { Decided } from './decide.ts';
import type { Decision, Look, Refuse, Step, Stop } from './decision.ts';
import { observeIdentity } from './identity.ts';
import type { Identity, LastUse, Observation, Want } from './observation.ts';
import { observe, observeLastUse } from './observe.ts';
import { perform } from './perform.ts';
import { asKeyVersion, type Situation, situationOf } from './situation.ts';

/** What a run was asked for. */
export interface Errand {
  readonly want: Want;
  readonly decide: (observation: Observation) => Decided;
}

/** What one turn of the loop came to: a step that was done, or a reason to stop. */
export type Turn =
  | {
      readonly observed: string;
      readonly situation: Situation;
      readonly step: Step;
      readonly stop?: Stop;
      readonly taken?: string;
      /** The step was not done: somebody else was faster, or the world is another than it was. */
      readonly again?: true;
    }
  | {
      readonly observed: string;
      readonly situation: Situation;
      readonly step?: undefined;
      readonly stop: Stop;
      readonly taken?: undefined;
      readonly again?: undefined;
    };

/**
 * Observes, decides, and takes at most one step.
 *
 * @throws LeastwiseError `NOT_A_KEY`, `ROOT_KEY`, `FOREIGN_KEY`, and whatever the calls end in.
 */
export async function turn(run: Run, errand: Errand, taken: readonly string[]): Promise<Turn> {
  const { situation, decided } = await look(run, errand, taken);
  const { observed, decision } = decided;
  if ('refuse' in decision) throw refusal(decision, run.target.secret);
  if ('stop' in decision) return { observed, situation, stop: decision };
  const performed = await perform(run, situation, decision);
  const turned = { observed, situation, step: decision };
  if (performed.result === 'stopped') return { ...turned, stop: performed.stop };
  if (performed.result === 'done') return turned;
  return { ...turned, again: true, ...(performed.taken === undefined ? {} : { taken: performed.taken }) };
}

/** What was seen, and what is to be done about it. */
export interface Looked {
  readonly situation: Situation;
  readonly decided: Decided & { readonly decision: Exclude<Decision, Look> };
}

/** Observes and decides, looking closer as often as the decision asks for it. Changes nothing. */
export async function look(run: Run, errand: Errand, taken: readonly string[] = []): Promise<Looked> {
  const seen = await observe(run);
  const identities: Record<string, Identity> = {};
  const lastUses: Record<string, LastUse> = {};
  for (;;) {
    const { target, holder } = run;
    const context = { target, holder, taken, identities, lastUses, want: errand.want, now: run.now() };
    const observation: Observation = { ...seen, ...context };
    const { observed, decision } = errand.decide(observation);
    const situation = situationOf(observation);
    report(run, observed, decision);
    if (!('look' in decision)) return { situation, decided: { observed, decision } };
    if (decision.look === 'last-use') lastUses[decision.keyId] = await observeLastUse(run, decision.keyId);
    else identities[decision.keyId] = await lookAtIdentity(run, situation, decision);
  }
}

/** Asks STS about a stored key. */
export async function lookAtIdentity(
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
  emit({ type: 'decision', observed, does: nameOf(decision), ...about, ...idsOf(decision) });
  if ('alarm' in decision) {
    emit({ type: 'alarm', reason: decision.alarm, ...about, keyId: decision.keyId });
  }
}

/** What a decision is about. */
export function idsOf(decision: Decision): { keyId?: string; versionId?: string; label?: string } {
  return {
    ...('keyId' in decision ? { keyId: decision.keyId } : {}),
    ...('versionId' in decision ? { versionId: decision.versionId } : {}),
    ...('label' in decision ? { label: decision.label } : {}),
  };
}

function nameOf(decision: Decision): string {
  if ('look' in decision) return decision.look;
  if ('do' in decision) return decision.do;
  return 'stop' in decision ? decision.stop : 'refuse';
}

export function refusal({ refuse: code, what, hint }: Refuse, secret: string): LeastwiseError {
  return new LeastwiseError({ code, what, path: secret, hint });
}
