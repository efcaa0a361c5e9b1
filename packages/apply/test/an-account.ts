import type { Account, AccountGroup, AccountPolicy, AccountRole, AccountUser } from '../src/index.ts';
import { reading, SAGEMAKER } from './documents.ts';

/*
 * Accounts by hand, for differences that no endpoint is needed for. What is not given is as plain as can be.
 */

export const ACCOUNT = '111122223333';

export function account(entities: Partial<Account> = {}): Account {
  return {
    ...{ id: ACCOUNT, partition: 'aws', policies: [], roles: [], users: [], groups: [] },
    ...{ instanceProfiles: [], oidcProviders: [], samlProviders: [], quotas: {}, notices: [] },
    ...entities,
  };
}

/** The tags of what belongs to a stack. */
export function tagsOf(stack: string, id: string): Readonly<Record<string, string>> {
  return { 'leastwise:stack': stack, 'leastwise:id': id };
}

export function aPolicy(name: string, rest: Partial<AccountPolicy> = {}): AccountPolicy {
  return {
    type: 'policy',
    name,
    path: '/',
    arn: `arn:aws:iam::${ACCOUNT}:policy/${name}`,
    id: `ANPA${name}`,
    defaultVersion: 'v1',
    versions: [{ id: 'v1', document: reading('data') }],
    tags: {},
    ...rest,
  };
}

export function aRole(name: string, rest: Partial<AccountRole> = {}): AccountRole {
  return {
    type: 'role',
    name,
    path: '/',
    arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    id: `AROA${name}`,
    description: '',
    trust: SAGEMAKER,
    maxSessionDuration: 3_600,
    policies: [],
    inline: {},
    instanceProfiles: [],
    tags: {},
    ...rest,
  };
}

export function aUser(name: string, rest: Partial<AccountUser> = {}): AccountUser {
  return {
    type: 'user',
    name,
    path: '/',
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    id: `AIDA${name}`,
    policies: [],
    inline: {},
    groups: [],
    tags: {},
    ...rest,
  };
}

export function aGroup(name: string, rest: Partial<AccountGroup> = {}): AccountGroup {
  return {
    type: 'group',
    name,
    path: '/',
    arn: `arn:aws:iam::${ACCOUNT}:group/${name}`,
    id: `AGPA${name}`,
    policies: [],
    inline: {},
    members: [],
    ...rest,
  };
}
