import {
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  TagRoleCommand,
} from '@aws-sdk/client-iam';
import {
  type Account,
  type AccountEntity,
  type DiffOptions,
  group,
  instanceProfile,
  managedPolicy,
  oidcProvider,
  removed,
  role,
  samlProvider,
  type Stack,
  stack,
  user,
} from '../src/index.ts';
import type { Cloud } from './cloud.ts';
import { lettingIn, reading, SAGEMAKER, samlMetadata } from './documents.ts';

/*
 * Ways from one stack to another that between them make every call that a plan can make, but for those on credentials that a
 * stack does not describe.
 */

export interface Journey {
  readonly title: string;
  readonly from: Stack;
  readonly to: Stack;
  /** How the plan for the second stack is made. */
  readonly options: DiffOptions;
}

const ROLE = 'arn:aws:iam::111122223333:role';
const GITHUB = 'https://token.actions.githubusercontent.com';
const limit = managedPolicy('limit', reading('*'));
const data = (...resources: string[]) =>
  managedPolicy('data', reading(...resources), { tags: { kind: 'data' } });

const EMPTY = stack('team', {});

const HOLDERS = stack('team', {
  roles: [
    role('kept', {
      trust: SAGEMAKER,
      inline: { old: reading('a') },
      policies: [data('a')],
      tags: { a: 'b' },
    }),
    role('gone', { trust: SAGEMAKER, inline: { i: reading('a') }, policies: [data('a')] }),
  ],
  users: [user('moves', { boundary: limit })],
  groups: [
    group('team', { policies: [data('a')], members: [user('leaves'), user('moves', { boundary: limit })] }),
  ],
});
const OTHER_HOLDERS = stack('team', {
  roles: [
    role('kept', {
      trust: lettingIn(`${ROLE}/circle`),
      description: 'changed',
      inline: { fresh: reading('b') },
      policies: [data('a', 'b')],
      boundary: limit,
      tags: { c: 'd' },
    }),
    role('circle', { trust: lettingIn(`${ROLE}/circle`), permissions: reading('c') }),
  ],
  groups: [
    group('team', {
      inline: { i: reading('c') },
      members: [user('joins'), user('moves', { path: '/new/' })],
    }),
  ],
});

const told = (description: string) => managedPolicy('told', reading('a'), { description });
const PLACES = stack('team', {
  roles: [
    role('node', { trust: SAGEMAKER, policies: [told('old')] }),
    role('moved', { trust: SAGEMAKER, inline: { own: reading('a') } }),
    role('released', { trust: SAGEMAKER, tags: { a: 'b' } }),
  ],
  instanceProfiles: [
    instanceProfile('nodes', { role: 'node', tags: { a: 'b' } }),
    instanceProfile('movers', { role: 'moved' }),
  ],
});
const OTHER_PLACES = stack('team', {
  roles: [
    role('node', { trust: SAGEMAKER, policies: [told('new')] }),
    role('moved', { path: '/team/', trust: SAGEMAKER, inline: { own: reading('a') } }),
    role('theirs', { trust: SAGEMAKER, inline: { own: reading('b') } }),
  ],
  instanceProfiles: [
    instanceProfile('nodes', { role: 'moved', tags: { c: 'd' } }),
    instanceProfile('fresh', { role: 'node' }),
  ],
  removed: [removed('role/released', { keep: true })],
});

const NAMES = stack('team', {
  groups: [
    group('readers', {
      inline: { own: reading('a') },
      members: [user('ada', { inline: { own: reading('a') } })],
    }),
  ],
  roles: [role('trusting', { trust: lettingIn('arn:aws:iam::111122223333:user/ada') })],
});
const OTHER_NAMES = stack('team', {
  groups: [
    group('authors', {
      inline: { own: reading('a') },
      members: [user('ada.lovelace', { path: '/new/', inline: { own: reading('b') } })],
    }),
    group('guests', { members: [user('eve', { login: { secret: 'login/eve' } })] }),
  ],
  roles: [
    role('trusting', { trust: lettingIn('arn:aws:iam::111122223333:user/new/ada.lovelace') }),
    role('later', { trust: lettingIn('arn:aws:iam::111122223333:user/new/ada.lovelace') }),
  ],
});

const SETTINGS = stack('team', {
  oidcProviders: [oidcProvider(GITHUB, { clientIds: ['a', 'b'], thumbprints: ['a'.repeat(40)] })],
  samlProviders: [samlProvider('idp', samlMetadata('one'))],
  passwordPolicy: { minimumLength: 12 },
  alias: 'team-before',
});
const OTHER_SETTINGS = stack('team', {
  oidcProviders: [
    oidcProvider(GITHUB, { clientIds: ['b', 'c'], thumbprints: ['b'.repeat(40)], tags: { a: 'b' } }),
    oidcProvider('https://ci.example.com', { clientIds: ['x'] }),
  ],
  samlProviders: [samlProvider('idp', samlMetadata('two')), samlProvider('fresh', samlMetadata('three'))],
  passwordPolicy: { minimumLength: 30, maxAge: 90 },
  alias: 'team-after',
});
const NOTHING = stack('team', {
  removed: [removed('account/alias'), removed('account/password-policy')],
});

export const JOURNEYS: readonly Journey[] = [
  { title: 'nothing to something', from: EMPTY, to: OTHER_HOLDERS, options: {} },
  { title: 'something to something else', from: HOLDERS, to: OTHER_HOLDERS, options: {} },
  { title: 'something to nothing', from: HOLDERS, to: EMPTY, options: {} },
  {
    title: 'profiles and roles to others in their place',
    from: PLACES,
    to: OTHER_PLACES,
    options: { replace: ['role/moved', 'policy/told'], adopt: ['role/theirs'] },
  },
  { title: 'profiles and roles to nothing', from: PLACES, to: EMPTY, options: {} },
  {
    title: 'names to others, and to a first password',
    from: NAMES,
    to: OTHER_NAMES,
    options: {
      renames: { 'user/ada': 'ada.lovelace', 'group/readers': 'authors' },
      adopt: ['group/guests'],
    },
  },
  { title: 'names and a password to nothing', from: OTHER_NAMES, to: EMPTY, options: {} },
  { title: 'providers and settings to others', from: SETTINGS, to: OTHER_SETTINGS, options: {} },
  { title: 'providers and settings to nothing', from: SETTINGS, to: NOTHING, options: {} },
];

/** What others have in the account: some of it the second whole account takes over. */
export async function foreign({ iam }: Cloud): Promise<void> {
  const AssumeRolePolicyDocument = JSON.stringify(SAGEMAKER);
  const PolicyDocument = JSON.stringify(reading('theirs'));
  for (const RoleName of ['foreign', 'theirs']) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
  }
  const Tags = [{ Key: 'leastwise:stack', Value: 'others' }];
  await iam.send(new TagRoleCommand({ RoleName: 'foreign', Tags }));
  await iam.send(new CreateUserCommand({ UserName: 'stranger' }));
  await iam.send(new PutUserPolicyCommand({ UserName: 'stranger', PolicyName: 'own', PolicyDocument }));
  await iam.send(new CreateGroupCommand({ GroupName: 'guests' }));
  await iam.send(new CreateGroupCommand({ GroupName: 'strangers' }));
  await iam.send(new CreatePolicyCommand({ PolicyName: 'foreign', PolicyDocument }));
}

const FOREIGN = ['foreign', 'stranger', 'strangers'];

/** What no plan may change, to the byte. */
export function foreignIn({ policies, roles, users, groups }: Account): string {
  const all: readonly AccountEntity[] = [...policies, ...roles, ...users, ...groups];
  return JSON.stringify(all.filter(({ name }) => FOREIGN.includes(name)));
}
