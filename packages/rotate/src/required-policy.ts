import { checkTarget } from './check-given.ts';
import { iam } from '@leastwise/aws/iam';
import { kms } from '@leastwise/aws/kms';
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { checkParameter, LeastwiseError } from '@leastwise/core';
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
import { MANAGED, type Place } from './place.ts';
import type { SecretTarget } from './strategy/managed-secret.ts';

/** Where the user and the secret are, and what else the rotator's permissions depend on. */
export interface RequiredPolicyOptions extends Place {
  /** The customer managed key that encrypts the secret, as `kms.key(...)` gives it; leave it out for `aws/secretsmanager`. */
  readonly kmsKey?: Resource<'kms:key'>;
  /** Also what `adopt` needs to create the secret. */
  readonly adopt?: boolean;
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
export function requiredPolicy(
  target: AccessKeyTarget | SecretTarget,
  options: RequiredPolicyOptions,
): IdentityPolicy {
  checkTarget(target);
  checkParameter('options', options, {
    ...{ account: 'text', region: 'text', 'adopt?': 'boolean' },
    ...{ 'userPath?': 'text', 'tag?': 'object' },
  });
  const own =
    target.kind === 'access-key'
      ? keyStatements(target, options)
      : (target.strategy.permissions?.(options) ?? []);
  return policy(...own, ...secretStatements(target, options), ...kmsStatements(options));
}

function keyStatements(
  { user, protectedUsers }: AccessKeyTarget,
  { account, region, userPath = '/', tag = MANAGED }: RequiredPolicyOptions,
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

function secretStatements(
  target: AccessKeyTarget | SecretTarget,
  options: RequiredPolicyOptions,
): [IdentityStatement, ...IdentityStatement[]] {
  const own = secretOf(target, options);
  const { DescribeSecret, GetSecretValue, PutSecretValue, CreateSecret } = secretsmanager;
  const put = target.kind === 'access-key' || target.strategy.mint !== undefined;
  return [
    (put ? allow(DescribeSecret, GetSecretValue, PutSecretValue) : allow(DescribeSecret, GetSecretValue)).on(
      own,
    ),
    allow(secretsmanager.UpdateSecretVersionStage)
      .on(own)
      .when(secretsmanager.keys.versionStage.forAny.like(CURRENT, PENDING, ...furtherLabels(target))),
    ...(options.adopt === true ? [allow(CreateSecret).on(own)] : []),
  ];
}

function furtherLabels(target: AccessKeyTarget | SecretTarget): string[] {
  if (target.kind === 'access-key') return [INTENT, WITHDRAWN, 'RETIRED_*', 'DISABLED_*'];
  const { overlap, creates } = target.strategy;
  const announcement = creates ? ['CREATING_*'] : [];
  if (overlap === 'single') return announcement;
  return [...(overlap === 'dual' ? ['RETIRED_*', 'DISABLED_*'] : ['RETIRED_*']), ...announcement];
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
function kmsStatements({ kmsKey, region }: RequiredPolicyOptions): IdentityStatement[] {
  if (kmsKey === undefined) return [];
  const throughSecretsManager = kms.keys.viaService.equals(`secretsmanager.${region}.amazonaws.com`);
  return [allow(kms.Decrypt, kms.GenerateDataKey).on(kmsKey).when(throughSecretsManager)];
}

/** A secret's ARN ends in six characters that Secrets Manager chooses, so a name stands for all of them. */
function secretOf(
  { secret }: { readonly secret: string },
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
