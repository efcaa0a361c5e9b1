import type { PolicyDocument } from '@leastwise/policy';
import type { Account, AccountGroup, AccountPolicy, AccountRole, AccountUser } from '../account.ts';
import { arnOfEntity } from '../arns.ts';
import { documentMoved } from '../diff/moved.ts';
import type { PlannedCall } from '../planned-call.ts';
import { created } from './creations.ts';
import { parsed } from './parsed.ts';
import { withChanged } from './with-changed.ts';

/** What an account would be after one call. Credentials and settings are left as they are: they grant nothing. */
export function applyCall(account: Account, call: PlannedCall): Account {
  return (
    created(account, call) ??
    deleted(account, call) ??
    changed(account, call) ??
    versioned(account, call) ??
    applyToHolder(account, call)
  );
}

function deleted(account: Account, { operation, input }: PlannedCall): Account | undefined {
  switch (operation) {
    case 'DeletePolicy':
      return { ...account, policies: withChanged(account.policies, input.PolicyArn, () => undefined) };
    case 'DeleteRole':
      return { ...account, roles: withChanged(account.roles, input.RoleName, () => undefined) };
    case 'DeleteUser':
      return { ...account, users: withChanged(account.users, input.UserName, () => undefined) };
    case 'DeleteGroup':
      return { ...account, groups: withChanged(account.groups, input.GroupName, () => undefined) };
    default:
      return undefined;
  }
}

function changed(account: Account, { operation, input }: PlannedCall): Account | undefined {
  switch (operation) {
    case 'UpdateAssumeRolePolicy':
      return changeRole(account, input.RoleName, (role) => ({
        ...role,
        trust: parsed(input.PolicyDocument),
      }));
    case 'UpdateUser':
      return rename(account, 'users', input.UserName, input.NewUserName, input.NewPath);
    case 'UpdateGroup':
      return rename(account, 'groups', input.GroupName, input.NewGroupName, input.NewPath);
    case 'AddUserToGroup':
      return changeGroup(account, input.GroupName, (group) => ({
        ...group,
        members: [...group.members.filter((name) => name !== input.UserName), input.UserName ?? ''].sort(),
      }));
    case 'RemoveUserFromGroup':
      return changeGroup(account, input.GroupName, (group) => ({
        ...group,
        members: group.members.filter((name) => name.toLowerCase() !== input.UserName?.toLowerCase()),
      }));
    default:
      return undefined;
  }
}

function versioned(account: Account, { operation, input }: PlannedCall): Account | undefined {
  switch (operation) {
    case 'CreatePolicyVersion':
      return changePolicy(account, input.PolicyArn, (policy) =>
        withVersion(policy, parsed(input.PolicyDocument)),
      );
    case 'SetDefaultPolicyVersion':
      return changePolicy(account, input.PolicyArn, (policy) => ({
        ...policy,
        defaultVersion: input.VersionId ?? policy.defaultVersion,
      }));
    case 'DeletePolicyVersion':
      return changePolicy(account, input.PolicyArn, (policy) => ({
        ...policy,
        versions: policy.versions.filter(({ id }) => id !== input.VersionId),
      }));
    default:
      return undefined;
  }
}

type Holder = AccountRole | AccountUser | AccountGroup;

/** What is done to roles, users and groups alike. */
function applyToHolder(account: Account, { operation, input }: PlannedCall): Account {
  const match = /^(Attach|Detach|Put|Delete)(Role|User|Group)(PermissionsBoundary|Policy)$/.exec(operation);
  if (match === null) return account;
  const [, verb, , what] = match;
  const given = input as Readonly<Record<string, string | undefined>>;
  const { PolicyArn = '', PolicyName = '', PermissionsBoundary } = given;
  const change = <T extends Holder>(holder: T): T => {
    if (what === 'PermissionsBoundary') {
      const { boundary: _old, ...rest } = holder as T & { boundary?: string };
      return { ...rest, ...(verb === 'Put' ? { boundary: PermissionsBoundary } : {}) } as T;
    }
    if (verb === 'Attach')
      return {
        ...holder,
        policies: [...holder.policies.filter((arn) => arn !== PolicyArn), PolicyArn].sort(),
      };
    if (verb === 'Detach') return { ...holder, policies: holder.policies.filter((arn) => arn !== PolicyArn) };
    const { [PolicyName]: _before, ...inline } = holder.inline;
    return {
      ...holder,
      inline: verb === 'Put' ? { ...inline, [PolicyName]: parsed(given['PolicyDocument']) } : inline,
    };
  };
  if (given['RoleName'] !== undefined) return changeRole(account, given['RoleName'], change);
  if (given['UserName'] !== undefined)
    return { ...account, users: withChanged(account.users, given['UserName'], change) };
  return changeGroup(account, given['GroupName'], change);
}

function changeRole(
  account: Account,
  name: string | undefined,
  change: (role: AccountRole) => AccountRole,
): Account {
  return { ...account, roles: withChanged(account.roles, name, change) };
}

function changeGroup(
  account: Account,
  name: string | undefined,
  change: (group: AccountGroup) => AccountGroup,
): Account {
  return { ...account, groups: withChanged(account.groups, name, change) };
}

function changePolicy(
  account: Account,
  arn: string | undefined,
  change: (policy: AccountPolicy) => AccountPolicy,
): Account {
  return { ...account, policies: withChanged(account.policies, arn, change) };
}

function withVersion(policy: AccountPolicy, document: PolicyDocument): AccountPolicy {
  const numbers = policy.versions.map(({ id }) => Number(id.slice(1)));
  const id = `v${Math.max(0, ...numbers) + 1}`;
  return { ...policy, defaultVersion: id, versions: [...policy.versions, { id, document }] };
}

function rename(
  account: Account,
  kind: 'users' | 'groups',
  name: string | undefined,
  newName: string | undefined,
  newPath: string | undefined,
): Account {
  const arns = new Map<string, string>();
  const moved = <T extends AccountUser | AccountGroup>(entity: T): T => {
    const placed = { ...entity, name: newName ?? entity.name, path: newPath ?? entity.path };
    const arn = arnOfEntity(placed, account);
    arns.set(entity.arn, arn);
    return { ...placed, arn };
  };
  if (kind === 'groups') return { ...account, groups: withChanged(account.groups, name, moved) };
  const called = (member: string): string => (newName !== undefined && member === name ? newName : member);
  const users = withChanged(account.users, name, moved);
  return {
    ...account,
    users,
    // Whom a trust names is kept by id, so it reads by the new ARN at once.
    roles: account.roles.map((role) => {
      const trust = documentMoved(role.trust, arns);
      return JSON.stringify(trust) === JSON.stringify(role.trust) ? role : { ...role, trust };
    }),
    groups: account.groups.map((group) =>
      group.members.some((member) => called(member) !== member)
        ? { ...group, members: group.members.map(called).sort() }
        : group,
    ),
  };
}
