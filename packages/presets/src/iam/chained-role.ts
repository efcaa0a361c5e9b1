import { iam } from '@leastwise/aws/iam';
import { sts } from '@leastwise/aws/sts';
import {
  allow,
  aws,
  type Condition,
  type IdentityPolicy,
  policy,
  type Principal,
  principal,
  type Resource,
  trustPolicy,
  type TrustPolicy,
} from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { checkResource } from '../parameters/resources.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { asParameter, checkList } from '../parameters/within.ts';
import { arnOfRole, type AssumableRole } from './assumable-role.ts';

/** Which role comes before, and what goes on with the session; see {@link chainedRole}. */
export interface ChainedRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** The role whose sessions assume this one, made with `iam.role(...)`; in this account or another. */
  readonly from: Resource<'iam:role'>;
  /** Keys of the transitive tags that the session of the role before has; `[]` where there is none. */
  readonly tagKeys: readonly string[];
  /** What the role may do. */
  readonly permissions: IdentityPolicy;
}

/**
 * The next role of a chain: only a session of the role before can assume it, only if that session says on whose behalf it works
 * (its source identity) and has the tags, and it has to hand on both as they are. A session that was assumed from a session lasts
 * an hour at most.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { iam } from '@leastwise/aws/iam';
 * import { chainedRole } from '@leastwise/presets/iam';
 * import { readOnlyDataSet } from '@leastwise/presets/s3';
 *
 * export const { role, callerPolicy } = chainedRole({
 *   name: 'next',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   from: iam.role('entry', { account: '444455556666' }),
 *   tagKeys: ['team'],
 *   permissions: readOnlyDataSet({ bucket: 'my-ml-datasets' }),
 * });
 * ```
 */
export function chainedRole<const Region extends string, const Account extends string>(
  parameters: ChainedRoleParameters<Region, Account>,
): AssumableRole {
  const { from, tagKeys, permissions } = checked(parameters);
  const place = placeOf(parameters);
  checkResource(from, 'from', iam, 'iam:role', 'iam.role(name, { account })');
  const before = asParameter('from', () => principal.role(String(from)));
  checkList(tagKeys, 'tagKeys');
  tagKeys.forEach(checkTagKey);
  const role = roleOf(parameters, 'Next role of a chain', trustOf(before, tagKeys), permissions);
  const callerPolicy = policy(
    allow(sts.AssumeRole, sts.SetSourceIdentity, ...(tagKeys.length === 0 ? [] : [sts.TagSession])).on(
      arnOfRole(role, place),
    ),
  );
  return Object.freeze({ role, callerPolicy });
}

/** Each of the three permissions is asked for by itself, so that each carries what has to be handed on. */
function trustOf(before: Principal<'AWS'>, tagKeys: readonly string[]): TrustPolicy {
  const known = aws.sourceIdentity.exists();
  const tagged = tagKeys.map((key) => aws.principalTag(key).exists());
  const assume = allow(sts.AssumeRole)
    .to(before)
    .when(known, ...tagged);
  const name = allow(sts.SetSourceIdentity)
    .to(before)
    .when(sts.keys.sourceIdentity.equals(aws.sourceIdentity.variable), ...tagged);
  const [key, ...keys] = tagKeys;
  if (key === undefined) return trustPolicy(assume, name);
  const handOn = allow(sts.TagSession)
    .to(before)
    .when(known, aws.tagKeys.forAll.equals(key, ...keys), ...tagKeys.map(sameTag));
  return trustPolicy(assume, name, handOn);
}

function sameTag(key: string): Condition<`aws:RequestTag/${string}`, false> {
  return aws.requestTag(key).equals(aws.principalTag(key).variable);
}

/** Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html; a key in a variable cannot have all of these. */
function checkTagKey(key: unknown, i: number): void {
  if (typeof key !== 'string' || !/^[\w.:/=+@-]{1,128}$/.test(key))
    throw malformed(
      `a tag's key has 1 to 128 letters, digits or characters of .:/=+@_-, unlike \`${String(key)}\``,
      `tagKeys[${i}]`,
    );
}
