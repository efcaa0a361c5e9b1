import { policy, principal, type Resource, type RoleDefinition } from '@leastwise/policy';
import { writeLogs } from '../logs/write-logs.ts';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustServiceOfAccount } from '../parameters/trust.ts';
import { each } from '../parameters/within.ts';
import type { EncryptedLocation } from '../s3/encrypted-location.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { writeResults } from '../s3/write-results.ts';
import { readSecrets } from '../secretsmanager/read-secrets.ts';

/** What a function is told; see {@link functionRole}. */
export interface FunctionRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** The name of the function, which is also that of its log group: `/aws/lambda/NAME`. */
  readonly functionName: string;
  /** What the function reads in Amazon S3. */
  readonly reads: readonly Omit<EncryptedLocation, 'partition'>[];
  /** What it writes. */
  readonly writes: readonly Omit<EncryptedLocation, 'partition'>[];
  /** Names of secrets that it reads. */
  readonly secretIds?: readonly string[];
  /** The key that encrypts the secrets, where it is not AWS's own. */
  readonly secretsKmsKey?: Resource<'kms:key'>;
}

/**
 * The execution role of one function of AWS Lambda: writes the logs of that function, reads and writes its locations in Amazon S3,
 * and reads its secrets.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html for the trust and the logs. Lambda
 * does not say for which account it assumes a role; only an account's own users can give the role to a function.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `reads[0].bucket`
 * @example
 * ```ts
 * import { functionRole } from '@leastwise/presets/lambda';
 *
 * export const preprocess = functionRole({
 *   name: 'preprocess',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   functionName: 'preprocess',
 *   reads: [{ bucket: 'my-ml-raw', prefix: 'events/' }],
 *   writes: [{ bucket: 'my-ml-datasets', prefix: 'events/' }],
 * });
 * ```
 */
export function functionRole<const Region extends string, const Account extends string>(
  parameters: FunctionRoleParameters<Region, Account>,
): RoleDefinition {
  const { functionName, reads, writes, secretIds = [], secretsKmsKey } = checked(parameters);
  const place = placeOf(parameters);
  const { partition } = place;
  checkFunctionName(functionName);
  return roleOf(
    parameters,
    'Execution role of an AWS Lambda function',
    trustServiceOfAccount(principal.services.lambda),
    policy(
      ...writeLogs(`/aws/lambda/${functionName}`, place, { describesStreams: false }),
      ...each('reads', reads, (path) => readDataSet({ ...path, partition })),
      ...each('writes', writes, (path) => writeResults({ ...path, partition })),
      ...readSecrets(secretIds, place, secretsKmsKey, ['secretIds', 'secretsKmsKey']),
    ),
  );
}

/** Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
function checkFunctionName(name: unknown): void {
  if (typeof name !== 'string' || !/^[\w-]{1,64}$/.test(name))
    throw malformed(
      `a function's name has 1 to 64 letters, digits, hyphens and underscores, unlike \`${String(name)}\``,
      'functionName',
    );
}
