import { advanceSecret } from './rotate-secret.ts';
import { type SecretOutcome, secretOutcomeOf } from './secret-outcome.ts';
import type { SecretRun } from './secret-run.ts';
import type { SecretStep } from './secret-step.ts';

/** What one step of a rotation by a strategy came to. */
export type SecretReconciled =
  | {
      readonly state: 'stepped';
      /** The state that was found. */
      readonly observed: string;
      readonly step: { readonly do: SecretStep['do']; readonly versionId?: string; readonly label?: string };
    }
  | (SecretOutcome & { readonly observed: string });

/** Nothing tells the next call that a value was set and tested, so these go with the change of the secret that follows them. */
const REMEMBERED: ReadonlySet<SecretStep['do']> = new Set(['mint', 'promote', 'label', 'unlabel']);

/** Goes on until a step has changed the secret. */
export async function reconcileSecretIn(run: SecretRun): Promise<SecretReconciled> {
  const want = run.force ? 'now' : 'due';
  const { seen, observed, stop, steps } = await advanceSecret(run, want, (step) => REMEMBERED.has(step.do));
  const step = steps.at(-1);
  if (stop || !step) {
    const last = stop ?? { stop: 'idle', reason: 'nothing is left to do' };
    return Object.freeze({ ...secretOutcomeOf(run.target, seen, last, steps), observed });
  }
  return Object.freeze({
    state: 'stepped',
    observed,
    step: Object.freeze({
      do: step.do,
      ...('versionId' in step ? { versionId: step.versionId } : {}),
      ...('label' in step ? { label: step.label } : {}),
    }),
  });
}
