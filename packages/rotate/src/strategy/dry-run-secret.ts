import { type DryRun, MOST_STEPS, type PlannedStep } from '../planned-run.ts';
import { decideCloser } from './look-at-secret.ts';
import { plannedSecretStep } from './planned-secret-step.ts';
import { predictSecret } from './predict-secret.ts';
import { observeSecret } from './secret-observation.ts';
import type { SecretRun } from './secret-run.ts';
import { NOTHING_FOUND, type SecretStep } from './secret-step.ts';

export async function dryRunSecretIn(run: SecretRun): Promise<DryRun> {
  const { secret } = run.target;
  const steps: SecretStep[] = [];
  const planned: PlannedStep[] = [];
  let findings = NOTHING_FOUND;
  let seen = await observeSecret(run);
  for (;;) {
    const looked = await decideCloser(run, seen, run.force ? 'now' : 'due', steps, findings);
    const { observed, decision } = looked;
    findings = looked.findings;
    if ('stop' in decision || steps.length === MOST_STEPS) {
      const { stop: state, reason } =
        'stop' in decision ? decision : { stop: 'waiting', reason: 'it would go on' };
      return Object.freeze({ secret, steps: Object.freeze(planned), then: { state, reason } });
    }
    planned.push({ observed, ...(await plannedSecretStep(run, seen, decision)) });
    steps.push(decision);
    seen = predictSecret(seen, decision, run.target.strategy.creates !== undefined);
  }
}
