import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { findEntity } from '../find-entity.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Account, Role } from '../state.ts';
import { findRole, iamArn, keyOf, missing, refuseInUse } from './entities.ts';
import type { InstanceProfile } from './entity-state.ts';
import { page, pageUnderPath } from './page.ts';
import { QUOTAS, refuseFull } from './quotas.ts';
import { findModifiableRole } from './protected-roles.ts';
import { listedRole } from './roles.ts';
import { addTags, listTags, newTags, removeTags, tagsOutput } from './tags.ts';

export function createInstanceProfile(
  input: iam.CreateInstanceProfileRequest,
  context: Context,
): iam.CreateInstanceProfileResponse {
  const { instanceProfiles } = context.account;
  const { InstanceProfileName: name, Path: path = '/' } = input;
  if (instanceProfiles.has(keyOf(name))) {
    throw new Refusal('EntityAlreadyExists', `Instance Profile ${name} already exists.`);
  }
  refuseFull('instanceProfiles', context);
  const profile: InstanceProfile = {
    name,
    id: context.ids.unique('AIPA'),
    arn: iamArn(context, 'instance-profile', path, name),
    path,
    created: context.now,
    tags: newTags(input.Tags),
    roleId: undefined,
  };
  instanceProfiles.set(keyOf(name), profile);
  return { InstanceProfile: profileOutput(profile, context) };
}

export function getInstanceProfile(
  input: iam.GetInstanceProfileRequest,
  context: Context,
): iam.GetInstanceProfileResponse {
  const profile = findProfile(context, input.InstanceProfileName);
  return { InstanceProfile: profileOutput(profile, context) };
}

/** Lists profiles without their tags. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html */
export function listInstanceProfiles(
  input: iam.ListInstanceProfilesRequest,
  context: Context,
): iam.ListInstanceProfilesResponse {
  const { items, rest } = pageUnderPath(context.account.instanceProfiles, input);
  return { InstanceProfiles: items.map((profile) => listedProfile(profile, context)), ...rest };
}

export function listInstanceProfilesForRole(
  input: iam.ListInstanceProfilesForRoleRequest,
  context: Context,
): iam.ListInstanceProfilesForRoleResponse {
  const role = findRole(context, input.RoleName);
  const { items, rest } = page(profilesOf(role, context.account), ({ name }) => keyOf(name), input);
  return { InstanceProfiles: items.map((profile) => listedProfile(profile, context)), ...rest };
}

/** A profile holds one role, and that cannot be raised. */
export function addRoleToInstanceProfile(input: iam.AddRoleToInstanceProfileRequest, context: Context): void {
  const profile = findProfile(context, input.InstanceProfileName);
  const role = findModifiableRole(context, input.RoleName);
  if (roleOf(profile, context.account)) {
    throw new Refusal(
      'LimitExceeded',
      `Cannot exceed quota for InstanceSessionsPerInstanceProfile: ${QUOTAS.rolesPerInstanceProfile}`,
    );
  }
  profile.roleId = role.id;
}

export function removeRoleFromInstanceProfile(
  input: iam.RemoveRoleFromInstanceProfileRequest,
  context: Context,
): void {
  const profile = findProfile(context, input.InstanceProfileName);
  const role = findModifiableRole(context, input.RoleName);
  if (profile.roleId !== role.id) missing(`The role with name ${input.RoleName} cannot be found.`);
  profile.roleId = undefined;
}

export function deleteInstanceProfile(input: iam.DeleteInstanceProfileRequest, context: Context): void {
  const profile = findProfile(context, input.InstanceProfileName);
  refuseInUse({ 'remove roles from instance profile': roleOf(profile, context.account) !== undefined });
  context.account.instanceProfiles.delete(keyOf(profile.name));
}

export function tagInstanceProfile(input: iam.TagInstanceProfileRequest, context: Context): void {
  addTags(findProfile(context, input.InstanceProfileName).tags, input.Tags);
}

export function untagInstanceProfile(input: iam.UntagInstanceProfileRequest, context: Context): void {
  removeTags(findProfile(context, input.InstanceProfileName).tags, input.TagKeys);
}

export function listInstanceProfileTags(
  input: iam.ListInstanceProfileTagsRequest,
  context: Context,
): iam.ListInstanceProfileTagsResponse {
  return listTags(findProfile(context, input.InstanceProfileName).tags, input);
}

/** The profiles that a role is in. */
export function profilesOf(role: Role, { instanceProfiles }: Account): InstanceProfile[] {
  return [...instanceProfiles.values()].filter(({ roleId }) => roleId === role.id);
}

/** A profile as lists show it, without its tags. */
export function listedProfile(profile: InstanceProfile, context: Context): iam.InstanceProfile {
  const role = roleOf(profile, context.account);
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.created,
    Roles: role ? [listedRole(role, context)] : [],
  };
}

function profileOutput(profile: InstanceProfile, context: Context): iam.InstanceProfile {
  return { ...listedProfile(profile, context), Tags: tagsOutput(profile.tags) };
}

function roleOf({ roleId }: InstanceProfile, { roles }: Account): Role | undefined {
  return roleId === undefined ? undefined : findEntity(roles, ({ id }) => id === roleId);
}

function findProfile({ account }: Context, name: string): InstanceProfile {
  return account.instanceProfiles.get(keyOf(name)) ?? missing(`Instance Profile ${name} cannot be found.`);
}
