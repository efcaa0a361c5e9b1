import { type IdentityPolicy, policy, type Resource } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { readSecrets } from './read-secrets.ts';

/** Which secrets are read; see {@link secretReader}. */
export interface SecretReaderParameters<
  Region extends string = string,
  Account extends string = string,
> extends PlaceParameters<Region, Account> {
  /** Names of secrets, taken literally, without the six characters at the end of their ARN; one or more. */
  readonly secretIds: readonly string[];
  /** The key that encrypts them, made with `kms.key(...)`, where it is not AWS's own. */
  readonly kmsKey?: Resource<'kms:key'>;
}

/**
 * A policy to read the values of secrets in AWS Secrets Manager, such as `credentialsFromSecret` of `@leastwise/rotate` does; and to
 * list, change and delete none.
 *
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `secretIds[0]`
 * @example
 * ```ts
 * import { secretReader } from '@leastwise/presets/secretsmanager';
 *
 * export const registry = secretReader({ secretIds: ['ml/registry'], region: 'eu-west-1', account: '111122223333' });
 * ```
 */
export function secretReader<const Region extends string, const Account extends string>(
  parameters: SecretReaderParameters<Region, Account>,
): IdentityPolicy {
  const { secretIds, kmsKey } = checked(parameters);
  const statements = readSecrets(secretIds, placeOf(parameters), kmsKey);
  if (statements.length === 0) throw malformed('no secret is named to read', 'secretIds');
  return policy(...statements);
}
