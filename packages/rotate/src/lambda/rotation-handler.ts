import { checkRun } from '../check-given.ts';
import { LeastwiseError } from '@leastwise/core';
import type { AccessKeyTarget } from '../access-key.ts';
import type { GivenOptions, RotateOptions, RotateSecretOptions } from '../context.ts';
import type { SecretTarget } from '../strategy/managed-secret.ts';
import { stepAccessKey } from './access-key-steps.ts';
import type { RotationRequest } from './rotation-request.ts';
import { stepStrategy } from './strategy-steps.ts';

/** The handler of a Lambda function that Secrets Manager calls four times for each rotation. */
export type RotationHandler = (event: RotationRequest) => Promise<void>;

/**
 * Makes the Lambda function that Secrets Manager's own rotation calls: `createSecret`, `setSecret`, `testSecret` and `finishSecret`, each of which can be
 * repeated. There is no fifth step, so taking the previous credential away is the work of {@link sweepHandler} on a schedule.
 *
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 *
 * @throws LeastwiseError `MALFORMED_STRATEGY` for a strategy that `creates`, which goes by `rotate` alone; from the handler: `NOT_A_ROTATION`,
 * `WRONG_SECRET`, `ROTATION_NOT_ENABLED`, `TOKEN_NOT_PENDING`, `ROTATION_NOT_READY`, `NOT_VERIFIED`, and as {@link rotate} does. Secrets Manager then tries again.
 *
 * @example
 * ```ts no-run
 * import { IAMClient } from '@aws-sdk/client-iam';
 * import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
 * import { STSClient } from '@aws-sdk/client-sts';
 * import { accessKey, rotationHandler, sweepHandler } from '@leastwise/rotate';
 *
 * const target = accessKey({
 *   user: 'AML@Packt',
 *   secret: 'ml/aml-packt',
 *   every: '60d',
 *   consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
 * });
 * const clients = {
 *   iam: new IAMClient(),
 *   secretsManager: new SecretsManagerClient(),
 *   stsFor: (credentials: { accessKeyId: string; secretAccessKey: string }) => new STSClient({ credentials }),
 * };
 * export const rotation = rotationHandler(target, clients);
 * export const sweep = sweepHandler(target, clients);
 * ```
 */
export function rotationHandler(target: AccessKeyTarget, options: RotateOptions): RotationHandler;
export function rotationHandler(target: SecretTarget, options: RotateSecretOptions): RotationHandler;
export function rotationHandler(
  target: AccessKeyTarget | SecretTarget,
  options: GivenOptions,
): RotationHandler {
  checkRun(target, options);
  if (target.kind === 'secret' && target.strategy.creates) throw creates(target.strategy.name);
  return async (event) => {
    if (target.kind === 'secret') return stepStrategy(target, options, event);
    return stepAccessKey(target, options, event);
  };
}

function creates(name: string): LeastwiseError {
  return new LeastwiseError({
    code: 'MALFORMED_STRATEGY',
    what: `the strategy \`${name}\` creates what it stores, which Secrets Manager's four steps do not announce`,
    path: '$.strategy.creates',
    hint: 'run `rotate` on a schedule instead',
  });
}
