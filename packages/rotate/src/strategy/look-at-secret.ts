import { valuesHeldIn } from './announcement.ts';
import { decideSecret } from './secret-decision.ts';
import { observeSecret, type SecretObservation } from './secret-observation.ts';
import type { SecretRun } from './secret-run.ts';
import {
  type Findings,
  memoryOf,
  NOTHING_FOUND,
  type SecretDecision,
  type SecretStep,
  type SecretStop,
  type SecretWant,
} from './secret-step.ts';
import type { Existing } from './strategy.ts';

/** What was seen, and what is to be done about it. */
export interface SecretLooked {
  readonly seen: SecretObservation;
  readonly observed: string;
  readonly decision: SecretStep | SecretStop;
  readonly findings: Findings;
}

/** Observes and decides. Changes nothing. */
export async function lookAtSecret(
  run: SecretRun,
  want: SecretWant,
  steps: readonly SecretStep[] = [],
  findings: Findings = NOTHING_FOUND,
): Promise<SecretLooked> {
  return decideCloser(run, await observeSecret(run), want, steps, findings);
}

/** Decides about what was seen, and looks closer where the decision asks for it. */
export async function decideCloser(
  run: SecretRun,
  seen: SecretObservation,
  want: SecretWant,
  steps: readonly SecretStep[] = [],
  findings: Findings = NOTHING_FOUND,
): Promise<SecretLooked> {
  const decided = decideSecret(seen, run.target, memoryOf(want, steps, findings));
  report(run, decided);
  const { observed, decision } = decided;
  if (!('look' in decision)) return { seen, observed, decision, findings };
  const checked = (await run.target.strategy.check?.(existingIn(seen), run.tools)) ?? 'clear';
  return decideCloser(run, seen, want, steps, { ...findings, checked });
}

/** The values that a next one comes after. */
export function existingIn({ versions, current, previous }: SecretObservation): Existing<object> {
  return {
    known: valuesHeldIn(versions),
    ...(current?.value ? { current: current.value } : {}),
    ...(previous?.value ? { previous: previous.value } : {}),
  };
}

function report({ emit, target }: SecretRun, { observed, decision }: SecretDecision): void {
  emit({
    type: 'decision',
    observed,
    does: nameOf(decision),
    secret: target.secret,
    ...('versionId' in decision ? { versionId: decision.versionId } : {}),
    ...('label' in decision ? { label: decision.label } : {}),
  });
}

function nameOf(decision: SecretDecision['decision']): string {
  if ('look' in decision) return decision.look;
  return 'stop' in decision ? decision.stop : decision.do;
}
