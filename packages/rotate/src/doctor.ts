import type { AccessKeyTarget } from './access-key.ts';
import type { GivenOptions, RotateOptions, RotateSecretOptions, Run } from './context.ts';
import { diagnose, diagnosing, type Diagnosis } from './diagnosis.ts';
import { runEither } from './run-either.ts';
import { statusIn } from './status.ts';
import { doctorSecretIn } from './strategy/doctor-secret.ts';
import type { SecretTarget } from './strategy/managed-secret.ts';

/**
 * Says what is stuck, why, and what would mend it, in words and as the exact next request. It only reads, and it answers also where
 * a run would throw: a missing permission, user or secret is a finding. For a secret with a strategy it also asks that to `check` and to `test`
 * the current value, which takes two minutes where AWS does not accept a key.
 */
export async function doctor(target: AccessKeyTarget, options: RotateOptions): Promise<Diagnosis>;
export async function doctor(target: SecretTarget, options: RotateSecretOptions): Promise<Diagnosis>;
export async function doctor(
  target: AccessKeyTarget | SecretTarget,
  options: GivenOptions,
): Promise<Diagnosis> {
  return runEither(target, options, doctorIn, doctorSecretIn);
}

/** The same within a run that was started elsewhere. */
export async function doctorIn(run: Run): Promise<Diagnosis> {
  return diagnosing(async () => diagnose(await statusIn(run)));
}
