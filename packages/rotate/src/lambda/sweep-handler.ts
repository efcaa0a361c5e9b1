import { checkRun } from '../check-given.ts';
import type { AccessKeyTarget } from '../access-key.ts';
import { advance } from '../advance.ts';
import type { GivenOptions, RotateOptions, RotateSecretOptions, Run } from '../context.ts';
import { NOTHING_LEFT, outcomeOf, type RotationOutcome } from '../outcome.ts';
import { runEither } from '../run-either.ts';
import type { SecretTarget } from '../strategy/managed-secret.ts';
import { rotateSecretIn } from '../strategy/rotate-secret.ts';
import type { SecretOutcome } from '../strategy/secret-outcome.ts';
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
  checkRun(target, options);
  return () => runEither(target, options, sweepKeyIn, (run) => rotateSecretIn(run, 'nothing'));
}

async function sweepKeyIn(run: Run): Promise<RotationOutcome> {
  const errand = { want: 'nothing', decide: decideBeside } as const;
  const { last, steps } = await advance(run, () => errand);
  return outcomeOf(last.situation, last.stop ?? NOTHING_LEFT, steps);
}
