import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Group, ManagedPolicy, Role, User } from '../state.ts';

// Names are not distinguished by case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html

/** The key under which an entity of this name is kept. */
export function keyOf(name: string): string {
  return name.toLowerCase();
}

/** @throws Refusal NoSuchEntity */
export function findUser({ account }: Context, name: string): User {
  return account.users.get(keyOf(name)) ?? missing(`The user with name ${name} cannot be found.`);
}

/** @throws Refusal NoSuchEntity */
export function findGroup({ account }: Context, name: string): Group {
  return account.groups.get(keyOf(name)) ?? missing(`The group with name ${name} cannot be found.`);
}

/** @throws Refusal NoSuchEntity */
export function findRole({ account }: Context, name: string): Role {
  return account.roles.get(keyOf(name)) ?? missing(`The role with name ${name} cannot be found.`);
}

/** @throws Refusal NoSuchEntity */
export function findPolicy({ account }: Context, arn: string): ManagedPolicy {
  const policy = account.policies.get(keyOf(arn.slice(arn.lastIndexOf('/') + 1)));
  return policy?.arn === arn ? policy : missing(`Policy ${arn} was not found.`);
}

/**
 * The user that a request means when it names none: its sender.
 *
 * @throws Refusal where the sender is no user.
 */
export function findUserOrCaller(context: Context, name: string | undefined): User {
  if (name !== undefined) return findUser(context, name);
  if (context.caller.kind === 'user') return context.caller.user;
  throw new Refusal('invalid', 'Must specify userName when calling with non-User credentials');
}

/** @throws Refusal NoSuchEntity */
export function missing(message: string): never {
  throw new Refusal('NoSuchEntity', message);
}

/** The ARN of an IAM entity, whose path begins and ends with a slash. */
export function iamArn(
  { account }: Context,
  kind: 'user' | 'group' | 'role' | 'policy',
  path: string,
  name: string,
): string {
  return `arn:aws:iam::${account.id}:${kind}${path}${name}`;
}
