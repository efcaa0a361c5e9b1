import type { AccessKeyTarget } from './access-key.ts';
import { advance } from './advance.ts';
import type { GivenOptions, RotateOptions, RotateSecretOptions, Run } from './context.ts';
import { decide } from './decide.ts';
import type { Step } from './decision.ts';
import { NOTHING_LEFT, outcomeOf, type RotationOutcome } from './outcome.ts';
import { runEither } from './run-either.ts';
import type { SecretTarget } from './strategy/managed-secret.ts';
import { reconcileSecretIn, type SecretReconciled } from './strategy/reconcile-secret.ts';
import { idsOf } from './turn.ts';

/** What one step of a rotation came to. */
export type Reconciled =
  | {
      readonly state: 'stepped';
      /** The row of the table of states that was found. */
      readonly observed: string;
      /** What was changed, and on what. */
      readonly step: {
        readonly do: Step['do'];
        readonly keyId?: string;
        readonly versionId?: string;
        readonly label?: string;
      };
    }
  | (RotationOutcome & { readonly observed: string });

/**
 * Looks at the secret and at what it is about, takes the one safe next step, and reports: `stepped` where it changed something, else the
 * outcome that {@link rotate} would give. For programs that bring their own loop; {@link rotate} is this until it has to wait.
 * It remembers nothing: the next call may come from anywhere. With `force`, each call that finds nothing under way begins a rotation.
 * With a strategy, a step is one that changes the secret: what is set and tested before it goes with it.
 *
 * @throws LeastwiseError as {@link rotate} does.
 */
export async function reconcile(target: AccessKeyTarget, options: RotateOptions): Promise<Reconciled>;
export async function reconcile(
  target: SecretTarget,
  options: RotateSecretOptions,
): Promise<SecretReconciled>;
export async function reconcile(
  target: AccessKeyTarget | SecretTarget,
  options: GivenOptions,
): Promise<Reconciled | SecretReconciled> {
  return runEither(target, options, reconcileIn, reconcileSecretIn);
}

/** The same within a run that was started elsewhere. */
async function reconcileIn(run: Run): Promise<Reconciled> {
  const errand = { want: run.options.force === true ? ('now' as const) : ('due' as const), decide };
  // A step that somebody else was faster with is none, and the next turn sees what they did.
  const { last, steps } = await advance(
    run,
    () => errand,
    ({ again }) => again !== true,
  );
  const { observed, situation, step, stop } = last;
  if (stop || !step) {
    return Object.freeze({ ...outcomeOf(situation, stop ?? NOTHING_LEFT, steps), observed });
  }
  return Object.freeze({
    state: 'stepped',
    observed,
    step: Object.freeze({ do: step.do, ...idsOf(step) }),
  });
}
