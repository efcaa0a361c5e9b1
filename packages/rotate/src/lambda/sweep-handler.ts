import type { AccessKeyTarget } from '../access-key.ts';
import { advance } from '../advance.ts';
import { type RotateOptions, startRun } from '../context.ts';
import { NOTHING_LEFT, outcomeOf, type RotationOutcome } from '../outcome.ts';
import type { SecretTarget } from '../strategy/managed-secret.ts';
import { rotateSecretIn, type SecretOutcome } from '../strategy/rotate-secret.ts';
import { type RotateSecretOptions, startSecretRun } from '../strategy/secret-run.ts';
import { decideBeside } from './access-key-steps.ts';

/**
 * Makes the Lambda function that a schedule calls, every hour or every day, beside {@link rotationHandler}: it deactivates and deletes
 * previous credentials whose time has come, and finishes what a rotation left half-way. It begins no rotation, and leaves alone what
 * Secrets Manager is about to fill.
 *
 * @throws LeastwiseError from the handler as {@link rotate} and {@link rotateSecret} do.
 */
export function sweepHandler(target: AccessKeyTarget, options: RotateOptions): () => Promise<RotationOutcome>;
export function sweepHandler<Value extends object>(
  target: SecretTarget<Value>,
  options: RotateSecretOptions,
): () => Promise<SecretOutcome>;
export function sweepHandler<Value extends object>(
  target: AccessKeyTarget | SecretTarget<Value>,
  options: RotateOptions | RotateSecretOptions,
): () => Promise<RotationOutcome | SecretOutcome> {
  return async () => {
    // The overloads tie the options to the kind of target.
    if (target.kind === 'secret')
      return rotateSecretIn(startSecretRun(target, options as RotateSecretOptions), 'nothing');
    return sweepKey(target, options as RotateOptions);
  };
}

async function sweepKey(target: AccessKeyTarget, options: RotateOptions): Promise<RotationOutcome> {
  const errand = { want: 'nothing', decide: decideBeside } as const;
  const { last, steps } = await advance(startRun(target, options), () => errand);
  return outcomeOf(last.situation, last.stop ?? NOTHING_LEFT, steps);
}
