import type { Account, AccountGroup, AccountPolicy, AccountRole, AccountUser } from '../account.ts';
import { arnOfEntity } from '../arns.ts';
import type { Entity } from '../entity.ts';
import type { PlannedCall } from '../planned-call.ts';
import { tagsFrom } from '../read/from-iam.ts';
import { parsed } from './parsed.ts';

/** What an account would be after a call that makes a policy, role, user or group; nothing for any other call. */
export function created(account: Account, { operation, input }: PlannedCall): Account | undefined {
  switch (operation) {
    case 'CreatePolicy':
      return withPolicy(account, input);
    case 'CreateRole':
      return withRole(account, input);
    case 'CreateUser':
      return withUser(account, input);
    case 'CreateGroup':
      return withGroup(account, input);
    default:
      return undefined;
  }
}

function withPolicy(account: Account, input: PlannedCall<'CreatePolicy'>['input']): Account {
  const made = placed({ type: 'policy', name: input.PolicyName ?? '' }, input.Path, account);
  const policy: AccountPolicy = {
    ...made,
    type: 'policy',
    description: input.Description ?? '',
    defaultVersion: 'v1',
    versions: [{ id: 'v1', document: parsed(input.PolicyDocument) }],
    tags: tagsFrom(input.Tags),
  };
  return { ...account, policies: [...account.policies, policy] };
}

function withRole(account: Account, input: PlannedCall<'CreateRole'>['input']): Account {
  const role: AccountRole = {
    ...placed({ type: 'role', name: input.RoleName ?? '' }, input.Path, account),
    type: 'role',
    description: input.Description ?? '',
    trust: parsed(input.AssumeRolePolicyDocument),
    maxSessionDuration: input.MaxSessionDuration ?? 3_600,
    policies: [],
    inline: {},
    instanceProfiles: [],
    ...(input.PermissionsBoundary === undefined ? {} : { boundary: input.PermissionsBoundary }),
    tags: tagsFrom(input.Tags),
  };
  return { ...account, roles: [...account.roles, role] };
}

function withUser(account: Account, input: PlannedCall<'CreateUser'>['input']): Account {
  const user: AccountUser = {
    ...placed({ type: 'user', name: input.UserName ?? '' }, input.Path, account),
    type: 'user',
    policies: [],
    inline: {},
    groups: [],
    ...(input.PermissionsBoundary === undefined ? {} : { boundary: input.PermissionsBoundary }),
    tags: tagsFrom(input.Tags),
  };
  return { ...account, users: [...account.users, user] };
}

function withGroup(account: Account, input: PlannedCall<'CreateGroup'>['input']): Account {
  const made = placed({ type: 'group', name: input.GroupName ?? '' }, input.Path, account);
  const group: AccountGroup = { ...made, type: 'group', policies: [], inline: {}, members: [] };
  return { ...account, groups: [...account.groups, group] };
}

interface Placed {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly id: string;
}

function placed(entity: Entity, path: string | undefined, account: Account): Placed {
  const at = { ...entity, path: path ?? '/' };
  const arn = arnOfEntity(at, account);
  return { name: entity.name, path: at.path, arn, id: `new ${arn}` };
}
