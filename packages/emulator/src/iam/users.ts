import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { User } from '../state.ts';
import { findPolicy, iamArn, keyOf } from './entities.ts';
import { newTags, tagsOutput } from './tags.ts';

export function createUser(input: iam.CreateUserRequest, context: Context): iam.CreateUserResponse {
  const { users } = context.account;
  const { UserName: name, Path: path = '/', PermissionsBoundary: boundary } = input;
  if (users.has(keyOf(name))) {
    throw new Refusal('EntityAlreadyExists', `User with name ${name} already exists.`);
  }
  if (boundary !== undefined) findPolicy(context, boundary);
  const user: User = {
    name,
    id: context.ids.unique('AIDA'),
    arn: iamArn(context, 'user', path, name),
    path,
    created: context.now,
    tags: newTags(input.Tags),
    boundary,
    attached: [],
    inline: new Map(),
    groupIds: [],
    accessKeyIds: [],
  };
  users.set(keyOf(name), user);
  return { User: userOutput(user) };
}

function userOutput(user: User): iam.User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.created,
    Tags: tagsOutput(user.tags),
  };
}
