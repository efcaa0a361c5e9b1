import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Account, Group, ManagedPolicy, Role, User } from '../state.ts';

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
export function findPolicy(context: Context, arn: string): ManagedPolicy {
  return policyWith(context, arn) ?? missing(`Policy ${arn} was not found.${awsPolicyHint(arn)}`);
}

/**
 * Finds a policy that its account may change.
 *
 * @throws Refusal NoSuchEntity; for a policy of AWS's own a denial
 */
export function findOwnPolicy(context: Context, arn: string): ManagedPolicy {
  const policy = findPolicy(context, arn);
  if (!isAwsPolicy(policy.arn)) return policy;
  throw new Refusal('denied', `Policy ${arn} is managed by AWS, which alone can change it.`);
}

/** The policy with this ARN, of the account's own or of those that AWS manages. */
export function policyWith({ account, cloud }: Context, arn: string): ManagedPolicy | undefined {
  return policyAt(account, arn) ?? cloud.awsPolicies.get(arn);
}

function isAwsPolicy(arn: string): boolean {
  return arn.startsWith('arn:aws:iam::aws:policy/');
}

/** What to do where a policy that AWS manages is not there; nothing for the account's own. */
export function awsPolicyHint(arn: string): string {
  if (!isAwsPolicy(arn)) return '';
  const name = arn.slice('arn:aws:iam::aws:policy/'.length);
  return ` The emulator has only the AWS managed policies that it is given: createAws({ managedPolicies: { '${name}': document } }).`;
}

/** The customer managed policy with this ARN. */
export function policyAt({ policies }: Account, arn: string): ManagedPolicy | undefined {
  const policy = policies.get(keyOf(arn.slice(arn.lastIndexOf('/') + 1)));
  return policy?.arn === arn ? policy : undefined;
}

/** @throws Refusal EntityAlreadyExists where another entity has the name, in whatever case. */
export function refuseTaken(
  entities: ReadonlyMap<string, unknown>,
  kind: 'User' | 'Group' | 'Role',
  name: string,
): void {
  if (entities.has(keyOf(name))) {
    throw new Refusal('EntityAlreadyExists', `${kind} with name ${name} already exists.`);
  }
}

/** @throws Refusal DeleteConflict while any of these holds. */
export function refuseInUse(conflicts: Readonly<Record<string, boolean>>): void {
  const [first] = Object.entries(conflicts).find(([, holds]) => holds) ?? [];
  if (first !== undefined) throw new Refusal('DeleteConflict', `Cannot delete entity, must ${first} first.`);
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
  kind: 'user' | 'group' | 'role' | 'policy' | 'instance-profile',
  path: string,
  name: string,
): string {
  return `arn:aws:iam::${account.id}:${kind}${path}${name}`;
}
