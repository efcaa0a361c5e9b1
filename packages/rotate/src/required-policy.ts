import { iam } from '@leastwise/aws/iam';
import { kms } from '@leastwise/aws/kms';
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { LeastwiseError } from '@leastwise/core';
import {
  allow,
  aws,
  deny,
  type IdentityPolicy,
  type IdentityStatement,
  policy,
  type Resource,
} from '@leastwise/policy';
import type { AccessKeyTarget } from './access-key.ts';
import { CURRENT, INTENT, PENDING, WITHDRAWN } from './labels.ts';

/** Where the user and the secret are, and what else the rotator's permissions depend on. */
export interface RequiredPolicyOptions {
  /** The account's twelve digits. */
  readonly account: string;
  /** The secret's region. */
  readonly region: string;
  /** `/teams/ml/` for a user who was created with a path; `/` unless said otherwise. */
  readonly userPath?: string;
  /** The customer managed key that encrypts the secret, as `kms.key(...)` gives it; leave it out for `aws/secretsmanager`. */
  readonly kmsKey?: Resource<'kms:key'>;
  /** The tag that a user carries whose keys may be rotated; `{ key: 'rotation', value: 'managed' }` unless said otherwise. */
  readonly tag?: { readonly key: string; readonly value: string };
}

/**
 * The least that the identity which rotates a target has to be allowed: every action of it is needed in the course of a rotation, or
 * of clearing up after one that was cut off.
 *
 * The user has to carry the tag, and the target's protected users are denied by name: whoever can create an administrator's key
 * is one. Condition keys: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
 *
 * @throws LeastwiseError `MALFORMED_PLACE` where the secret's ARN is in another account or region, and what the builders throw.
 *
 * @example
 * ```ts
 * import { accessKey, requiredPolicy } from '@leastwise/rotate';
 *
 * const target = accessKey({
 *   user: 'AML@Packt',
 *   secret: 'ml/aml-packt',
 *   every: '60d',
 *   consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
 *   protectedUsers: ['admin'],
 * });
 * JSON.stringify(requiredPolicy(target, { account: '111122223333', region: 'eu-west-1' }));
 * ```
 */
export function requiredPolicy(target: AccessKeyTarget, options: RequiredPolicyOptions): IdentityPolicy {
  return policy(
    ...keyStatements(target, options),
    ...secretStatements(target, options),
    ...kmsStatements(options),
  );
}

function keyStatements(
  { user, protectedUsers }: AccessKeyTarget,
  { account, region, userPath = '/', tag = { key: 'rotation', value: 'managed' } }: RequiredPolicyOptions,
): IdentityStatement[] {
  const users = iam.at({ account, region });
  const own = users.user(`${userPath.slice(1)}${user}`);
  const statements = [
    allow(
      iam.ListAccessKeys,
      iam.GetAccessKeyLastUsed,
      iam.CreateAccessKey,
      iam.UpdateAccessKey,
      iam.DeleteAccessKey,
    )
      .on(own)
      .when(aws.resourceTag(tag.key).equals(tag.value)),
  ];
  const [first, ...rest] = protectedUsers.flatMap((name) => [users.user(name), users.user(`*/${name}`)]);
  if (!first) return statements;
  const keys = deny(iam.CreateAccessKey, iam.UpdateAccessKey, iam.DeleteAccessKey);
  return [...statements, keys.on(first, ...rest)];
}

function secretStatements(target: AccessKeyTarget, options: RequiredPolicyOptions): IdentityStatement[] {
  const own = secretOf(target, options);
  return [
    allow(secretsmanager.DescribeSecret, secretsmanager.GetSecretValue, secretsmanager.PutSecretValue).on(
      own,
    ),
    allow(secretsmanager.UpdateSecretVersionStage)
      .on(own)
      .when(
        secretsmanager.keys.versionStage.forAny.like(
          CURRENT,
          PENDING,
          INTENT,
          WITHDRAWN,
          'RETIRED_*',
          'DISABLED_*',
        ),
      ),
  ];
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
function kmsStatements({ kmsKey, region }: RequiredPolicyOptions): IdentityStatement[] {
  if (kmsKey === undefined) return [];
  const throughSecretsManager = kms.keys.viaService.equals(`secretsmanager.${region}.amazonaws.com`);
  return [allow(kms.Decrypt, kms.GenerateDataKey).on(kmsKey).when(throughSecretsManager)];
}

/** A secret's ARN ends in six characters that Secrets Manager chooses, so a name stands for all of them. */
function secretOf(
  { secret }: AccessKeyTarget,
  { account, region }: RequiredPolicyOptions,
): Resource<'secretsmanager:Secret'> {
  const [, , , secretRegion, secretAccount, , name] = secret.split(':');
  const place = secretsmanager.at({ account, region });
  if (name === undefined) return place.secret(`${secret}-??????`);
  if (secretRegion === region && secretAccount === account) return place.secret(name);
  throw new LeastwiseError({
    code: 'MALFORMED_PLACE',
    what: `the secret \`${secret}\` is not in ${region} of ${account}`,
    path: '$.region',
    hint: "give the account and the region that the secret's ARN names",
  });
}
