import type { AccessKeyTarget } from '../access-key.ts';
import { advance } from '../advance.ts';
import { type GivenOptions, type RotateOptions, type RotateSecretOptions, startRun } from '../context.ts';
import { NOTHING_LEFT, outcomeOf, type RotationOutcome } from '../outcome.ts';
import type { SecretTarget } from '../strategy/managed-secret.ts';
import { rotateSecretIn } from '../strategy/rotate-secret.ts';
import type { SecretOutcome } from '../strategy/secret-outcome.ts';
import { startSecretRun } from '../strategy/secret-run.ts';
import { decideBeside } from './access-key-steps.ts';

/**
 * Makes the Lambda function that a schedule calls, every hour or every day, beside {@link rotationHandler}: it deactivates and deletes
 * previous credentials whose time has come, and finishes what a rotation left half-way. It begins no rotation, and leaves alone what
 * Secrets Manager is about to fill.
 *
 * @throws LeastwiseError from the handler as {@link rotate} does.
 */
export function sweepHandler(target: AccessKeyTarget, options: RotateOptions): () => Promise<RotationOutcome>;
export function sweepHandler(
  target: SecretTarget,
  options: RotateSecretOptions,
): () => Promise<SecretOutcome>;
export function sweepHandler(
  target: AccessKeyTarget | SecretTarget,
  options: GivenOptions,
): () => Promise<RotationOutcome | SecretOutcome> {
  return async () => {
    if (target.kind === 'secret') return rotateSecretIn(startSecretRun(target, options), 'nothing');
    return sweepKey(target, options);
  };
}

async function sweepKey(target: AccessKeyTarget, options: GivenOptions): Promise<RotationOutcome> {
  const errand = { want: 'nothing', decide: decideBeside } as const;
  const { last, steps } = await advance(startRun(target, options), () => errand);
  return outcomeOf(last.situation, last.stop ?? NOTHING_LEFT, steps);
}
