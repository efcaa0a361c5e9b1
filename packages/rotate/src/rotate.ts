import { checkRun } from './check-given.ts';
import type { AccessKeyTarget } from './access-key.ts';
import { advance } from './advance.ts';
import type { GivenOptions, RotateOptions, RotateSecretOptions, Run } from './context.ts';
import { decide } from './decide.ts';
import type { Step } from './decision.ts';
import type { Want } from './observation.ts';
import { NOTHING_LEFT, outcomeOf, type RotationOutcome } from './outcome.ts';
import { runEither } from './run-either.ts';
import type { SecretTarget } from './strategy/managed-secret.ts';
import { rotateSecretIn } from './strategy/rotate-secret.ts';
import type { SecretOutcome } from './strategy/secret-outcome.ts';

/**
 * Brings a target forward as far as it can go now. Run it as often as you like, from as many places as you like, and stop it anywhere:
 * all state is in the secret and in what it is about, and the next run goes on.
 *
 * An access key that is due is created, stored, proven to work and made the current one, and the previous one is deactivated and deleted when
 * its time has come. Any other secret is made, stored, set, tested and made current as its strategy says.
 *
 * @throws LeastwiseError for an access key `USER_NOT_FOUND`, `SECRET_NOT_FOUND`, `NOT_A_KEY`, `ROOT_KEY`, `FOREIGN_KEY` before anything is
 * written; `NOT_STORED`, `UNSETTLED`; for any other secret `SECRET_NOT_FOUND`, `NOT_JSON`, `UNSETTLED` and what the strategy throws; and what
 * core's `createCaller` throws.
 *
 * @example
 * ```ts no-run
 * import { IAMClient } from '@aws-sdk/client-iam';
 * import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
 * import { consolePassword, managedSecret, rotate } from '@leastwise/rotate';
 *
 * const strategy = consolePassword({ user: 'AML@Packt', iam: new IAMClient() });
 * const target = managedSecret({ secret: 'ml/aml-packt/console', strategy, every: '90d' });
 * const { state, next } = await rotate(target, { secretsManager: new SecretsManagerClient() });
 * ```
 */
export async function rotate(target: AccessKeyTarget, options: RotateOptions): Promise<RotationOutcome>;
export async function rotate(target: SecretTarget, options: RotateSecretOptions): Promise<SecretOutcome>;
export async function rotate(
  target: AccessKeyTarget | SecretTarget,
  options: GivenOptions,
): Promise<RotationOutcome | SecretOutcome> {
  checkRun(target, options);
  return rotateAny(target, options, options.force === true ? 'now' : 'due');
}

/**
 * Finishes what is under way and begins nothing: verifies and promotes a stored value that never became current, retires a previous one,
 * clears up after a run that ended half-way. `force` has no meaning for it.
 *
 * @throws LeastwiseError as {@link rotate} does.
 */
export async function resume(target: AccessKeyTarget, options: RotateOptions): Promise<RotationOutcome>;
export async function resume(target: SecretTarget, options: RotateSecretOptions): Promise<SecretOutcome>;
export async function resume(
  target: AccessKeyTarget | SecretTarget,
  options: GivenOptions,
): Promise<RotationOutcome | SecretOutcome> {
  return rotateAny(target, options, 'nothing');
}

/** Of either kind. */
export async function rotateAny(
  target: AccessKeyTarget | SecretTarget,
  options: GivenOptions,
  want: Want,
): Promise<RotationOutcome | SecretOutcome> {
  return runEither(
    target,
    options,
    (run) => rotateIn(run, want),
    (run) => rotateSecretIn(run, want),
  );
}

/** The same within a run that was started elsewhere. */
export async function rotateIn(run: Run, want: Want): Promise<RotationOutcome> {
  const { last, steps } = await advance(run, (done) => ({ want: wantAfter(want, done), decide }));
  return outcomeOf(last.situation, last.stop ?? NOTHING_LEFT, steps);
}

/** A key that was asked for is created once. */
export function wantAfter(want: Want, steps: readonly Step[]): Want {
  const renewed = steps.some((step) => step.do === 'mint' || step.do === 'promote');
  return want === 'now' && renewed ? 'due' : want;
}
