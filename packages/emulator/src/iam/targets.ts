import { type Demand, type Keys, requestTags, resourceTags, type Target } from '../authorization/row.ts';
import type { Context } from '../context.ts';
import { findEntity } from '../find-entity.ts';
import type { Entity, Tags } from '../state.ts';
import { iamArn, keyOf, policyAt } from './entities.ts';

// What IAM's operations are about. A name is looked up in whatever case; where there is nothing of that name, the target is what
// it would be without a path.

type Kind = 'user' | 'group' | 'role' | 'policy';

/** A user; the caller where no name is given. Its boundary is not its key: only some operations have it. */
export function user(context: Context, name: string | undefined): Target {
  const { account, caller } = context;
  if (name !== undefined) return entity(context, 'user', name, account.users.get(keyOf(name)));
  return caller.kind === 'user'
    ? entity(context, 'user', caller.user.name, caller.user)
    : { arn: caller.kind === 'root' ? caller.arn : '*' };
}

export function group(context: Context, name: string): Target {
  return entity(context, 'group', name, context.account.groups.get(keyOf(name)));
}

export function role(context: Context, name: string): Target {
  return entity(context, 'role', name, context.account.roles.get(keyOf(name)));
}

export function policy(context: Context, arn: string): Target {
  const found = policyAt(context.account, arn) ?? context.cloud.awsPolicies.get(arn);
  return found ? tagged(found.arn, found.tags) : { arn: arn.startsWith('arn:') ? arn : '*' };
}

/** Something that a request is about to make. */
export function newEntity(context: Context, kind: Kind, path: string | undefined, name: string): Target {
  return { arn: iamArn(context, kind, path ?? '/', name) };
}

/** The user of an access key, whom the request does not name. */
export function ownerOfKey(context: Context, accessKeyId: string): Target {
  const ownerId = context.cloud.accessKeys.get(accessKeyId)?.ownerId;
  const owner = findEntity(context.account.users, ({ id }) => id === ownerId);
  return owner ? tagged(owner.arn, owner.tags) : { arn: '*' };
}

/** The keys of operations on what a user or role may do: the boundary that it has. */
export function boundaryOf(context: Context, kind: 'user' | 'role', name: string): Keys {
  const holders = kind === 'user' ? context.account.users : context.account.roles;
  return { 'iam:PermissionsBoundary': holders.get(keyOf(name))?.boundary };
}

/** What handing a role to a service needs. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export function passRole(context: Context, name: string, service: string): Demand {
  return { action: 'iam:PassRole', on: role(context, name), keys: { 'iam:PassedToService': service } };
}

function entity(
  context: Context,
  kind: Kind,
  name: string,
  found: (Entity & { readonly tags?: Tags }) | undefined,
): Target {
  return found ? tagged(found.arn, found.tags) : { arn: iamArn(context, kind, '/', name) };
}

/** A target with its tags, which IAM knows under two names. */
export function tagged(arn: string, tags: Tags | undefined): Target {
  return tags === undefined ? { arn } : { arn, keys: resourceTags(tags.values(), 'iam:ResourceTag/') };
}

/**
 * What making something needs: where it gets tags, the right to tag it too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam-new-user-tag.html allows both in one statement.
 */
export function creation(
  on: Target,
  tagging: string,
  tags: Parameters<typeof requestTags>[0],
  keys: Keys = {},
): readonly Demand[] {
  const asked = requestTags(tags);
  const create = { on, keys: { ...asked, ...keys } };
  return tags === undefined || tags.length === 0 ? [create] : [create, { action: tagging, on, keys: asked }];
}
