import { iam } from '@leastwise/aws/iam';
import {
  allow,
  type AnyStatement,
  deny,
  type IdentityPolicy,
  type IdentityStatement,
  literal,
  type ManagedPolicyDefinition,
  type Partition,
  policy,
  type Resource,
} from '@leastwise/policy';
import type { CheckAccount } from '@leastwise/policy/catalog';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { accountOf, partitionOf } from '../parameters/place.ts';
import { checkPath } from '../parameters/role.ts';
import { checkList } from '../parameters/within.ts';

/** What is delegated; see {@link delegatedAdmin}. */
export interface DelegatedAdminParameters<Account extends string = string> {
  readonly account: CheckAccount<Account>;
  /** `aws` unless said otherwise. */
  readonly partition?: Partition;
  /** The path below which the administrators work, such as `/ml/`; not `/`, where everything else is. */
  readonly path: string;
  /** The name of the boundary. */
  readonly boundaryName: string;
  /** The most that any role or user that they make may do; one statement or more. */
  readonly allows: readonly IdentityStatement[];
}

/** Both policies: the second holds whoever the first lets be made. */
export interface DelegatedAdminPolicies {
  /** The policy of the administrators. Their own role or user must not be below the path. */
  readonly adminPolicy: IdentityPolicy;
  /** The boundary of all that they make; it is kept outside of the path, where they cannot change it. */
  readonly boundary: ManagedPolicyDefinition;
}

/**
 * Administrators of a part of IAM: below one path they make roles, users and policies and look after them, but every role and user
 * has the boundary, which nobody whom it holds can change, take off, or get around by way of what is outside of the path.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { iam } from '@leastwise/aws/iam';
 * import { s3 } from '@leastwise/aws/s3';
 * import { allow } from '@leastwise/policy';
 * import { delegatedAdmin } from '@leastwise/presets/iam';
 *
 * export const { adminPolicy, boundary } = delegatedAdmin({
 *   account: '111122223333',
 *   path: '/ml/',
 *   boundaryName: 'ml-boundary',
 *   allows: [allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')), allow(iam.all).onAnyResource()],
 * });
 * ```
 */
export function delegatedAdmin<const Account extends string>(
  parameters: DelegatedAdminParameters<Account>,
): DelegatedAdminPolicies {
  const { allows, boundaryName } = checked(parameters);
  const below = resourcesBelow(parameters);
  checkBoundaryName(boundaryName);
  checkList(allows, 'allows');
  if (allows.length === 0) throw malformed('the boundary would allow nothing', 'allows', 'name what it may');
  allows.forEach(checkAllows);
  return Object.freeze({
    adminPolicy: policy(...administration(below)),
    boundary: Object.freeze({
      kind: 'managed-policy',
      name: boundaryName,
      description: `The most that roles and users below ${parameters.path} may do`,
      document: policy(...allows, ...fence(below)),
    }),
  });
}

interface Below {
  readonly roles: Resource<'iam:role'>;
  readonly users: Resource<'iam:user'>;
  readonly policies: Resource<'iam:policy'>;
  readonly profiles: Resource<'iam:instance-profile'>;
  readonly boundary: Resource<'iam:policy'>;
}

type Where = Omit<DelegatedAdminParameters, 'account' | 'allows'> & { readonly account: string };

function resourcesBelow({ account, partition, path, boundaryName }: Where): Below {
  const at = { account: accountOf(account), partition: partitionOf(partition) };
  checkPath(path);
  if (path === '/')
    throw malformed('everything is below `/`', 'path', 'give what is delegated a path: `/ml/`');
  const any = `${literal(path.slice(1))}*`;
  return {
    roles: iam.role(any, at),
    users: iam.user(any, at),
    policies: iam.policy(any, at),
    profiles: iam.instanceProfile(any, at),
    boundary: iam.policy(boundaryName, at),
  };
}

/** What AWS asks for together with the boundary of the role or user carries the condition; the rest has the path alone. */
function administration({ roles, users, policies, boundary }: Below): readonly IdentityStatement[] {
  const bounded = iam.keys.permissionsBoundary.equals(boundary);
  return [
    allow(...FOR_BOUNDED_ROLES)
      .on(roles)
      .when(bounded),
    allow(...FOR_BOUNDED_USERS)
      .on(users)
      .when(bounded),
    allow(...FOR_ROLES).on(roles),
    allow(...FOR_USERS).on(users),
    allow(...FOR_POLICIES).on(policies),
  ];
}

const FOR_BOUNDED_ROLES = [
  iam.CreateRole,
  iam.PutRolePermissionsBoundary,
  iam.AttachRolePolicy,
  iam.DetachRolePolicy,
  iam.PutRolePolicy,
  iam.DeleteRolePolicy,
] as const;

const FOR_BOUNDED_USERS = [
  iam.CreateUser,
  iam.PutUserPermissionsBoundary,
  iam.AttachUserPolicy,
  iam.DetachUserPolicy,
  iam.PutUserPolicy,
  iam.DeleteUserPolicy,
] as const;

const FOR_ROLES = [
  iam.GetRole,
  iam.UpdateRole,
  iam.UpdateAssumeRolePolicy,
  iam.DeleteRole,
  iam.ListRolePolicies,
  iam.GetRolePolicy,
  iam.ListAttachedRolePolicies,
  iam.TagRole,
  iam.UntagRole,
] as const;

const FOR_USERS = [
  iam.GetUser,
  iam.DeleteUser,
  iam.ListUserPolicies,
  iam.GetUserPolicy,
  iam.ListAttachedUserPolicies,
  iam.TagUser,
  iam.UntagUser,
] as const;

const FOR_POLICIES = [
  iam.CreatePolicy,
  iam.GetPolicy,
  iam.DeletePolicy,
  iam.CreatePolicyVersion,
  iam.GetPolicyVersion,
  iam.ListPolicyVersions,
  iam.SetDefaultPolicyVersion,
  iam.DeletePolicyVersion,
  iam.TagPolicy,
  iam.UntagPolicy,
] as const;

/** In the boundary: whatever it allows, what it holds stays below the path, and what is made there has the boundary. */
function fence({ roles, users, policies, profiles, boundary }: Below): readonly IdentityStatement[] {
  return [
    deny(iam.all).onAllExcept(roles, users, policies, profiles),
    deny(iam.CreateRole, iam.CreateUser, iam.PutRolePermissionsBoundary, iam.PutUserPermissionsBoundary)
      .onAnyResource()
      .when(iam.keys.permissionsBoundary.notEquals(boundary)),
    deny(iam.DeleteRolePermissionsBoundary, iam.DeleteUserPermissionsBoundary).onAnyResource(),
  ];
}

/** The boundary must not be below the path: `/` is the only path that it can have here. */
function checkBoundaryName(name: unknown): void {
  if (typeof name !== 'string' || !/^[\w+=,.@-]{1,128}$/.test(name))
    throw malformed(
      `a policy's name has 1 to 128 letters, digits or characters of +=,.@_-, unlike \`${String(name)}\``,
      'boundaryName',
    );
}

function checkAllows(statement: AnyStatement | null, i: number): void {
  if (typeof statement?.toJSON !== 'function')
    throw malformed('this is no statement', `allows[${i}]`, 'make it with `allow(...)`');
}
