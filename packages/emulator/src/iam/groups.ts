import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Group } from '../state.ts';
import { findGroup, findUser, keyOf, refuseInUse, refuseTaken } from './entities.ts';
import { newHolder } from './new-holder.ts';
import { page, pageUnderPath } from './page.ts';
import { QUOTAS, refuseFull } from './quotas.ts';
import { rename } from './rename.ts';
import { listedUser } from './users.ts';

export function createGroup(input: iam.CreateGroupRequest, context: Context): iam.CreateGroupResponse {
  const { groups } = context.account;
  const { GroupName: name } = input;
  refuseTaken(groups, 'Group', name);
  refuseFull('groups', context);
  const group = newHolder(context, 'group', name, input.Path);
  groups.set(keyOf(name), group);
  return { Group: groupOutput(group) };
}

/** A group with its members, which are what is paged. */
export function getGroup(input: iam.GetGroupRequest, context: Context): iam.GetGroupResponse {
  const group = findGroup(context, input.GroupName);
  const members = [...context.account.users.values()].filter(({ groupIds }) => groupIds.includes(group.id));
  const { items, rest } = page(members, ({ name }) => keyOf(name), input);
  return { Group: groupOutput(group), Users: items.map(listedUser), ...rest };
}

export function listGroups(input: iam.ListGroupsRequest, { account }: Context): iam.ListGroupsResponse {
  const { items, rest } = pageUnderPath(account.groups, input);
  return { Groups: items.map(groupOutput), ...rest };
}

export function updateGroup(input: iam.UpdateGroupRequest, context: Context): void {
  const group = findGroup(context, input.GroupName);
  rename(context, 'group', group, input.NewGroupName, input.NewPath);
}

export function deleteGroup(input: iam.DeleteGroupRequest, context: Context): void {
  const { users, groups } = context.account;
  const group = findGroup(context, input.GroupName);
  refuseInUse({
    'remove users from group': [...users.values()].some(({ groupIds }) => groupIds.includes(group.id)),
    'detach all policies': group.attached.length > 0,
    'delete policies': group.inline.size > 0,
  });
  groups.delete(keyOf(group.name));
}

/** Adding a member again changes nothing. */
export function addUserToGroup(input: iam.AddUserToGroupRequest, context: Context): void {
  const group = findGroup(context, input.GroupName);
  const { groupIds } = findUser(context, input.UserName);
  if (groupIds.includes(group.id)) return;
  if (groupIds.length >= QUOTAS.groupsPerUser) {
    throw new Refusal('LimitExceeded', `Cannot exceed quota for GroupsPerUser: ${QUOTAS.groupsPerUser}`);
  }
  groupIds.push(group.id);
}

/** Removing a user who is no member changes nothing. */
export function removeUserFromGroup(input: iam.RemoveUserFromGroupRequest, context: Context): void {
  const group = findGroup(context, input.GroupName);
  const { groupIds } = findUser(context, input.UserName);
  const at = groupIds.indexOf(group.id);
  if (at >= 0) groupIds.splice(at, 1);
}

export function listGroupsForUser(
  input: iam.ListGroupsForUserRequest,
  context: Context,
): iam.ListGroupsForUserResponse {
  const { groupIds } = findUser(context, input.UserName);
  const groups = [...context.account.groups.values()].filter(({ id }) => groupIds.includes(id));
  const { items, rest } = page(groups, ({ name }) => keyOf(name), input);
  return { Groups: items.map(groupOutput), ...rest };
}

export function groupOutput(group: Group): iam.Group {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: group.arn,
    CreateDate: group.created,
  };
}
