/*
 * Principal and NotPrincipal.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
import type { Caller } from '../input/caller.ts';
import type { NamedPrincipal, Statement } from '../input/statement.ts';

/**
 * How a resource policy means the caller, which decides what else must allow within one account:
 * - `direct`: the caller itself, by the ARN of the user or session, as a service or provider, or as everyone. Nothing else.
 * - `limited`: the role of the session, or the user who federated. Boundary and session policy.
 * - `delegated`: the caller's account, which leaves it to the identity policies.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type Grant = 'direct' | 'limited' | 'delegated';

/** From the one that needs the least besides it. */
export const GRANTS: readonly Grant[] = ['direct', 'limited', 'delegated'];

/** How the statement means the caller; nothing if it does not. A statement without Principal means whoever it hangs on. */
export function grantTo(statement: Statement, caller: Caller, hasBoundary: boolean): Grant | undefined {
  const { principal, effect } = statement;
  if (principal === undefined) return 'direct';
  if (!principal.not)
    return GRANTS.find((grant) => principal.entries.some((name) => means(name, caller) === grant));
  const exempt =
    effect === 'Deny' ? isExempt(principal.entries, caller, hasBoundary) : isNamed(principal.entries, caller);
  return exempt ? undefined : 'direct';
}

/** No partial wildcards: a name means one principal, or `*` means all. */
function means({ kind, name }: NamedPrincipal, caller: Caller): Grant | undefined {
  switch (kind) {
    case '*':
      return 'direct';
    case 'Service':
      return caller.kind === 'service' && name === caller.name ? 'direct' : undefined;
    case 'Federated':
      return caller.kind === 'federated' && name === caller.name ? 'direct' : undefined;
    case 'CanonicalUser':
      // No ARN tells the canonical id of its account.
      return undefined;
    case 'AWS':
      if (isSelf(name, caller)) return 'direct';
      if (isRole(name, caller) || name === caller.federatedBy) return 'limited';
      return isAccount(name, caller) ? 'delegated' : undefined;
  }
}

function isSelf(name: string, caller: Caller): boolean {
  return name === caller.sessionArn || (caller.kind === 'user' && name === caller.text);
}

/** Names of roles are unique in an account whatever their path, so a session is known by its role's name alone. */
function isRole(name: string, caller: Caller): boolean {
  if (caller.kind !== 'role') return false;
  if (caller.roleArn !== undefined) return name === caller.roleArn;
  const start = `arn:${caller.partition}:iam::${caller.account ?? ''}:role/`;
  return name.startsWith(start) && name.split('/').at(-1) === caller.name;
}

/** An account by its twelve digits, or by the ARN of its root user. */
function isAccount(name: string, { account, partition }: Caller): boolean {
  return account !== undefined && (name === account || name === `arn:${partition}:iam::${account}:root`);
}

function isNamed(names: readonly NamedPrincipal[], caller: Caller): boolean {
  return names.some((name) => means(name, caller) !== undefined);
}

/**
 * Whom a Deny with NotPrincipal spares: a caller all of whose ARNs are in the list, that is of the account, of the user or
 * role, and of the session. It never spares a caller with a permissions boundary.
 */
function isExempt(names: readonly NamedPrincipal[], caller: Caller, hasBoundary: boolean): boolean {
  const lists = (is: (name: string, caller: Caller) => boolean): boolean =>
    names.some(({ kind, name }) => kind === 'AWS' && is(name, caller));
  switch (caller.kind) {
    case 'anonymous':
      return names.some(({ kind }) => kind === '*');
    case 'service':
    case 'federated':
      return isNamed(names, caller);
    case 'root':
      return names.some(({ kind }) => kind === '*') || lists(isAccount);
    case 'user':
    case 'federated-user':
    case 'role':
      if (hasBoundary) return false;
      if (names.some(({ kind }) => kind === '*')) return true;
      return lists(isAccount) && lists(isSelf) && (caller.kind !== 'role' || lists(isRole));
  }
}
