import { size } from '@leastwise/policy';
import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { currentText, type ResourcePolicy, resourcePolicy } from '../resource-policy.ts';
import type { PolicyHolder, Role } from '../state.ts';
import { boundaryOutput } from './boundaries.ts';
import { checkDocument, encodeDocument } from './documents.ts';
import { findPolicy, findRole, keyOf, refuseInUse, refuseTaken } from './entities.ts';
import { newHolder } from './new-holder.ts';
import { pageUnderPath } from './page.ts';
import { findModifiableRole } from './protected-roles.ts';
import { refuseFull } from './quotas.ts';
import { addTags, listTags, newTags, removeTags, tagsOutput } from './tags.ts';

/** In seconds. */
const DEFAULT_SESSION_DURATION = 3600;

export function createRole(input: iam.CreateRoleRequest, context: Context): iam.CreateRoleResponse {
  const { RoleName: name, PermissionsBoundary: boundary } = input;
  refuseTaken(context.account.roles, 'Role', name);
  refuseFull('roles', context);
  const role = addRole(context, {
    ...newHolder(context, 'role', name, input.Path),
    trust: checkedTrust(input.AssumeRolePolicyDocument, context),
    description: input.Description,
    maxSessionDuration: input.MaxSessionDuration,
    tags: newTags(input.Tags),
    boundary: boundary === undefined ? undefined : findPolicy(context, boundary).arn,
  });
  return { Role: { ...listedRole(role, context), ...furtherOf(role) } };
}

/** A role in the making. */
type NewRole = PolicyHolder &
  Pick<Role, 'trust' | 'description'> &
  Partial<Pick<Role, 'tags' | 'boundary'>> & { readonly maxSessionDuration?: number | undefined };

/** Adds a role, which no one has used yet. */
export function addRole({ account }: Context, given: NewRole): Role {
  const role: Role = {
    tags: new Map(),
    boundary: undefined,
    ...given,
    maxSessionDuration: given.maxSessionDuration ?? DEFAULT_SESSION_DURATION,
    lastUsed: undefined,
  };
  account.roles.set(keyOf(role.name), role);
  return role;
}

export function getRole(input: iam.GetRoleRequest, context: Context): iam.GetRoleResponse {
  const role = findRole(context, input.RoleName);
  return { Role: { ...listedRole(role, context), ...furtherOf(role), RoleLastUsed: lastUsedOutput(role) } };
}

export function listRoles(input: iam.ListRolesRequest, context: Context): iam.ListRolesResponse {
  const { items, rest } = pageUnderPath(context.account.roles, input);
  return { Roles: items.map((role) => listedRole(role, context)), ...rest };
}

/**
 * A session duration that is left out is set back to one hour, a description that is left out stays.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
 */
export function updateRole(input: iam.UpdateRoleRequest, context: Context): iam.UpdateRoleResponse {
  const role = findRole(context, input.RoleName);
  role.description = input.Description ?? role.description;
  role.maxSessionDuration = input.MaxSessionDuration ?? DEFAULT_SESSION_DURATION;
  return {};
}

/** The older form, which Terraform uses. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html */
export function updateRoleDescription(
  input: iam.UpdateRoleDescriptionRequest,
  context: Context,
): iam.UpdateRoleDescriptionResponse {
  const role = findRole(context, input.RoleName);
  role.description = input.Description;
  return { Role: { ...listedRole(role, context), ...furtherOf(role) } };
}

export function updateAssumeRolePolicy(input: iam.UpdateAssumeRolePolicyRequest, context: Context): void {
  findModifiableRole(context, input.RoleName).trust = checkedTrust(input.PolicyDocument, context);
}

/** @throws Refusal MalformedPolicyDocument, also for a user or role that does not exist. */
export function checkedTrust(document: string, context: Context): ResourcePolicy {
  checkDocument(document, 'trust');
  const { left, limit } = size(document, 'trust');
  if (left < 0) throw new Refusal('LimitExceeded', `Cannot exceed quota for ACLSizePerRole: ${limit}`);
  return resourcePolicy(context, document, 'MalformedPolicyDocument');
}

export function deleteRole(input: iam.DeleteRoleRequest, context: Context): void {
  const role = findModifiableRole(context, input.RoleName);
  refuseInUse({
    'detach all policies': role.attached.length > 0,
    'delete policies': role.inline.size > 0,
    'remove roles from instance profile': [...context.account.instanceProfiles.values()].some(
      ({ roleId }) => roleId === role.id,
    ),
  });
  context.account.roles.delete(keyOf(role.name));
}

export function tagRole(input: iam.TagRoleRequest, context: Context): void {
  addTags(findRole(context, input.RoleName).tags, input.Tags);
}

export function untagRole(input: iam.UntagRoleRequest, context: Context): void {
  removeTags(findRole(context, input.RoleName).tags, input.TagKeys);
}

export function listRoleTags(input: iam.ListRoleTagsRequest, context: Context): iam.ListRoleTagsResponse {
  return listTags(findRole(context, input.RoleName).tags, input);
}

/** A role as lists show it, without boundary, last use and tags. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export function listedRole(role: Role, { cloud }: Context): iam.Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.created,
    AssumeRolePolicyDocument: encodeDocument(currentText(cloud, role.trust)),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
  };
}

function furtherOf(role: Role): Partial<iam.Role> {
  return { PermissionsBoundary: boundaryOutput(role), Tags: tagsOutput(role.tags) };
}

/** Empty for a role that was never used. */
export function lastUsedOutput({ lastUsed }: Role): iam.RoleLastUsed {
  return lastUsed ? { LastUsedDate: lastUsed.at, Region: lastUsed.region } : {};
}
