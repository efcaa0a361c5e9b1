import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import type { User } from '../state.ts';
import { boundaryOutput } from './boundaries.ts';
import { findPolicy, findUser, findUserOrCaller, keyOf, refuseInUse, refuseTaken } from './entities.ts';
import { devicesOf } from './user-devices.ts';
import { newHolder } from './new-holder.ts';
import { pageUnderPath } from './page.ts';
import { rename } from './rename.ts';
import { refuseFull } from './quotas.ts';
import { addTags, listTags, newTags, removeTags, tagsOutput } from './tags.ts';

export function createUser(input: iam.CreateUserRequest, context: Context): iam.CreateUserResponse {
  const { users } = context.account;
  const { UserName: name, PermissionsBoundary: boundary } = input;
  refuseTaken(users, 'User', name);
  refuseFull('users', context);
  const user: User = {
    ...newHolder(context, 'user', name, input.Path),
    tags: newTags(input.Tags),
    boundary: boundary === undefined ? undefined : findPolicy(context, boundary).arn,
    groupIds: [],
    accessKeyIds: [],
    loginProfile: undefined,
  };
  users.set(keyOf(name), user);
  return { User: { ...listedUser(user), ...furtherOf(user) } };
}

/** Of the root, which has no name, AWS tells id, ARN and age. */
export function getUser(input: iam.GetUserRequest, context: Context): iam.GetUserResponse {
  const { account, caller } = context;
  if (input.UserName === undefined && caller.kind === 'root') {
    // The SDK's schema wants a name, which the root does not have: the account's id stands in.
    return {
      User: {
        Path: '/',
        UserName: account.id,
        UserId: account.id,
        Arn: caller.arn,
        CreateDate: account.created,
      },
    };
  }
  const user = findUserOrCaller(context, input.UserName);
  return { User: { ...listedUser(user), ...furtherOf(user) } };
}

export function listUsers(input: iam.ListUsersRequest, { account }: Context): iam.ListUsersResponse {
  const { items, rest } = pageUnderPath(account.users, input);
  return { Users: items.map(listedUser), ...rest };
}

export function updateUser(input: iam.UpdateUserRequest, context: Context): void {
  const user = findUser(context, input.UserName);
  rename(context, 'user', user, input.NewUserName, input.NewPath);
}

export function deleteUser(input: iam.DeleteUserRequest, context: Context): void {
  const user = findUser(context, input.UserName);
  refuseInUse({
    'detach all policies': user.attached.length > 0,
    'delete policies': user.inline.size > 0,
    'delete login profile': user.loginProfile !== undefined,
    'delete MFA device': devicesOf(user, context).length > 0,
    'delete access keys': user.accessKeyIds.length > 0,
    'remove users from group': user.groupIds.length > 0,
  });
  context.account.users.delete(keyOf(user.name));
}

export function tagUser(input: iam.TagUserRequest, context: Context): void {
  addTags(findUser(context, input.UserName).tags, input.Tags);
}

export function untagUser(input: iam.UntagUserRequest, context: Context): void {
  removeTags(findUser(context, input.UserName).tags, input.TagKeys);
}

export function listUserTags(input: iam.ListUserTagsRequest, context: Context): iam.ListUserTagsResponse {
  return listTags(findUser(context, input.UserName).tags, input);
}

/** A user as lists show it, without boundary and tags. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html */
export function listedUser(user: User): iam.User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.created,
  };
}

function furtherOf(user: User): Partial<iam.User> {
  return { PermissionsBoundary: boundaryOutput(user), Tags: tagsOutput(user.tags) };
}
