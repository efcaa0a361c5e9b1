import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  ListPolicyVersionsCommand,
  PutUserPolicyCommand,
  TagRoleCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import {
  type Account,
  diff,
  type DiffOptions,
  isEmpty,
  managedPolicy,
  type Plan,
  renderPlan,
  role,
  stack,
  type StackContents,
  user,
} from '../src/index.ts';
import { type Cloud, isWrite, openCloud } from './cloud.ts';
import { lettingIn, reading, SAGEMAKER } from './documents.ts';

const ACCOUNT = '111122223333';
const data = managedPolicy('read-training-data', reading('arn:aws:s3:::data/train/*'));

/** The team of the examples, with these training data. */
function team(...resources: string[]): StackContents {
  return {
    roles: [
      role('churn-training', {
        trust: SAGEMAKER,
        description: 'trains',
        permissions: reading('arn:aws:s3:::data/churn/*'),
        inline: { logs: reading('arn:aws:s3:::logs/*') },
        maxSessionDuration: 7_200,
        tags: { team: 'ml' },
      }),
    ],
    groups: [
      {
        name: 'data-scientists',
        policies: [
          resources.length === 0 ? data : managedPolicy('read-training-data', reading(...resources)),
        ],
        members: [
          user('AML@Packt', { boundary: managedPolicy('limit', reading('*')), tags: { team: 'ml' } }),
        ],
      },
    ],
  };
}

async function planFor(cloud: Cloud, contents: StackContents): Promise<Plan> {
  const desired = stack('ml-team', contents);
  return diff(desired, await cloud.read(desired));
}

async function writesOf(cloud: Cloud, action: () => Promise<unknown>): Promise<string[]> {
  const before = cloud.operations.length;
  await action();
  return cloud.operations.slice(before).filter(isWrite);
}

describe('an empty account', () => {
  test('gets everything in the fewest calls, and then there is nothing to do', async () => {
    const cloud = openCloud();
    const desired = stack('ml-team', team());
    expect((await writesOf(cloud, () => cloud.bring(desired))).sort()).toEqual([
      'AddUserToGroup',
      'AttachGroupPolicy',
      'AttachRolePolicy',
      'CreateGroup',
      'CreatePolicy',
      'CreatePolicy',
      'CreatePolicy',
      'CreateRole',
      'CreateUser',
      'PutRolePolicy',
    ]);
    expect(renderPlan(await planFor(cloud, team()), 'text')).toBe(
      `ml-team in ${ACCOUNT}                                    nothing to do`,
    );
    expect(await writesOf(cloud, () => cloud.bring(desired))).toEqual([]);
  });

  test('is read in as many calls as there are kinds of lists', async () => {
    const cloud = openCloud();
    await cloud.read(stack('ml-team', team()));
    expect(cloud.operations).toEqual([
      'GetCallerIdentity',
      'GetAccountSummary',
      'GetAccountAuthorizationDetails',
      'ListInstanceProfiles',
      'ListOpenIDConnectProviders',
      'ListSAMLProviders',
    ]);
  });

  test('what is created reads back as what was asked for', async () => {
    const cloud = openCloud();
    await cloud.bring(stack('ml-team', team()));
    const { roles, users, groups } = await cloud.read();
    expect(roles[0]).toMatchObject({
      name: 'churn-training',
      description: 'trains',
      maxSessionDuration: 7_200,
      trust: SAGEMAKER,
      policies: [`arn:aws:iam::${ACCOUNT}:policy/churn-training`],
      tags: { team: 'ml', 'leastwise:stack': 'ml-team', 'leastwise:id': 'role/churn-training' },
    });
    expect(users[0]).toMatchObject({
      boundary: `arn:aws:iam::${ACCOUNT}:policy/limit`,
      groups: ['data-scientists'],
    });
    expect(groups[0]).toMatchObject({ path: '/leastwise/ml-team/', members: ['AML@Packt'] });
  });
});

describe('a change', () => {
  test('of one statement is one new version', async () => {
    const cloud = openCloud();
    await cloud.bring(stack('ml-team', team()));
    const wider = team('arn:aws:s3:::data/train/*', 'arn:aws:s3:::data/validation/*');
    expect(renderPlan(await planFor(cloud, wider), 'text')).toBe(
      [
        `ml-team in ${ACCOUNT}                                    0 to create, 1 to change, 0 to delete · 1 call`,
        '~ policy read-training-data',
        '    ~ statement 1  Resource  + arn:aws:s3:::data/validation/*',
      ].join('\n'),
    );
    expect(await writesOf(cloud, () => cloud.bring(stack('ml-team', wider)))).toEqual([
      'CreatePolicyVersion',
    ]);
  });

  test('back to an old version puts that one in force again', async () => {
    const cloud = openCloud();
    await cloud.bring(stack('ml-team', team()));
    await cloud.bring(stack('ml-team', team('arn:aws:s3:::other')));
    const writes = await writesOf(cloud, () => cloud.bring(stack('ml-team', team())));
    expect(writes).toEqual(['SetDefaultPolicyVersion']);
    expect(isEmpty(await planFor(cloud, team()))).toBe(true);
  });

  test('at five versions drops the oldest, but never the one in force', async () => {
    const cloud = openCloud();
    for (const n of [1, 2, 3, 4, 5]) await cloud.bring(stack('ml-team', team(`arn:aws:s3:::${n}`)));
    await cloud.bring(stack('ml-team', team('arn:aws:s3:::1')));
    await cloud.bring(stack('ml-team', team('arn:aws:s3:::6')));
    const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/read-training-data`;
    const { Versions } = await cloud.iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions?.map(({ VersionId }) => VersionId).sort()).toEqual(['v1', 'v3', 'v4', 'v5', 'v6']);
  });

  test('of everything about a role is made in place', async () => {
    const cloud = openCloud();
    await cloud.bring(stack('ml-team', team()));
    const changed: StackContents = {
      roles: [
        role('churn-training', {
          trust: lettingIn(`arn:aws:iam::${ACCOUNT}:root`),
          inline: { other: reading('arn:aws:s3:::other') },
          policies: [data],
          boundary: managedPolicy('limit', reading('*')),
          tags: { team: 'data', owner: 'ada' },
        }),
      ],
    };
    await cloud.bring(stack('ml-team', changed));
    const account = await cloud.read();
    expect(account.roles[0]).toMatchObject({
      description: '',
      maxSessionDuration: 3_600,
      trust: lettingIn(`arn:aws:iam::${ACCOUNT}:root`),
      inline: { other: reading('arn:aws:s3:::other') },
      policies: [`arn:aws:iam::${ACCOUNT}:policy/read-training-data`],
      boundary: `arn:aws:iam::${ACCOUNT}:policy/limit`,
      tags: { team: 'data', owner: 'ada' },
    });
    expect(account.users).toEqual([]);
    expect(account.groups).toEqual([]);
    expect(isEmpty(await planFor(cloud, changed))).toBe(true);
  });

  test('to nothing deletes everything that belongs to the stack', async () => {
    const cloud = openCloud();
    await cloud.bring(stack('ml-team', team()));
    await cloud.bring(stack('ml-team', team('arn:aws:s3:::other')));
    await cloud.bring(stack('ml-team', {}));
    const { policies, roles, users, groups } = await cloud.read();
    expect([policies, roles, users, groups].flat()).toEqual([]);
  });
});

describe('roles that trust each other', () => {
  const arn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

  test('are created after those whom they trust, users first', async () => {
    const cloud = openCloud();
    const chain = stack('chain', {
      roles: [
        role('a', { trust: lettingIn(arn('b')) }),
        role('b', { trust: lettingIn(`arn:aws:iam::${ACCOUNT}:user/ada`) }),
      ],
      users: [user('ada')],
    });
    const { done } = await cloud.bring(chain);
    expect(done).toEqual(['create-user user/ada', 'create-role role/b', 'create-role role/a']);
  });

  test('begin without trust where they form a circle or trust themselves', async () => {
    const cloud = openCloud();
    const circle = stack('circle', {
      roles: [
        role('a', { trust: lettingIn(arn('b')) }),
        role('b', { trust: lettingIn(arn('a')) }),
        role('c', { trust: lettingIn(arn('c')) }),
      ],
    });
    const { done } = await cloud.bring(circle);
    expect(done).toEqual([
      'create-role role/a',
      'create-role role/b',
      'create-role role/c',
      'update-trust role/a',
      'update-trust role/c',
    ]);
    expect(isEmpty(diff(circle, await cloud.read(circle)))).toBe(true);
  });
});

describe('what does not belong to the stack', () => {
  async function foreignCloud(): Promise<Cloud> {
    const cloud = openCloud();
    const PolicyDocument = JSON.stringify(reading('arn:aws:s3:::foreign'));
    const { Policy } = await cloud.iam.send(
      new CreatePolicyCommand({ PolicyName: 'foreign', PolicyDocument }),
    );
    const AssumeRolePolicyDocument = JSON.stringify(SAGEMAKER);
    await cloud.iam.send(new CreateRoleCommand({ RoleName: 'Foreign', AssumeRolePolicyDocument }));
    await cloud.iam.send(new AttachRolePolicyCommand({ RoleName: 'Foreign', PolicyArn: Policy?.Arn }));
    await cloud.iam.send(new CreateUserCommand({ UserName: 'AML@Packt', Path: '/people/' }));
    await cloud.iam.send(
      new PutUserPolicyCommand({ UserName: 'AML@Packt', PolicyName: 'own', PolicyDocument }),
    );
    await cloud.iam.send(new CreateGroupCommand({ GroupName: 'data-scientists' }));
    return cloud;
  }
  const named = ({ policies, roles, users, groups }: Account, names: readonly string[]) =>
    [...policies, ...roles, ...users, ...groups].filter(({ name }) => names.includes(name));

  test('stays as it is', async () => {
    const cloud = await foreignCloud();
    const names = ['foreign', 'Foreign', 'AML@Packt', 'data-scientists'];
    const before = named(await cloud.read(), names);
    const mine = stack('mine', {
      roles: [role('training', { trust: SAGEMAKER, permissions: reading('x') })],
    });
    await cloud.bring(mine);
    await cloud.bring(stack('mine', {}));
    expect(named(await cloud.read(), names)).toEqual(before);
    expect(before).toHaveLength(4);
  });

  test('blocks a plan that wants it, and says what to do', async () => {
    const cloud = await foreignCloud();
    const text = renderPlan(await planFor(cloud, { ...team(), policies: [] }), 'text');
    expect(text).toBe(
      [
        `ml-team in ${ACCOUNT}                                    4 to create, 0 to change, 0 to delete, 2 blocked · 6 calls`,
        '+ policy churn-training',
        '+ policy limit',
        '+ policy read-training-data',
        '! user AML@Packt',
        "    ! it exists already and does not belong to this stack  -> adopt it with `adopt: ['user/AML@Packt']`, or give yours another name",
        '+ role churn-training',
        '    + inline logs',
        '    + policy churn-training',
        '! group data-scientists',
        "    ! it exists already and does not belong to this stack  -> adopt it with `adopt: ['group/data-scientists']`, or give yours another name",
      ].join('\n'),
    );
    await expect(cloud.bring(stack('ml-team', team()))).rejects.toMatchObject({ code: 'PLAN_BLOCKED' });
  });

  test('is taken over where that is asked for, and becomes what the stack says', async () => {
    const cloud = await foreignCloud();
    const desired = stack('ml-team', team());
    const { done } = await cloud.bring(desired, { adopt: ['user/aml@packt', 'group/data-scientists'] });
    expect(done).toContain('adopt user/AML@Packt');
    expect(done).toContain('move-user user/AML@Packt');
    expect(done).toContain('delete-inline user/AML@Packt own');
    expect(isEmpty(diff(desired, await cloud.read(desired)))).toBe(true);
  });

  test('is not taken over from another stack unless it is named', async () => {
    const cloud = openCloud();
    const shared = { users: [user('ada')] };
    await cloud.bring(stack('first', shared));
    const second = stack('second', shared);
    const plan = diff(second, await cloud.read(second), { adopt: true });
    expect(plan.steps[0]?.blocked?.reason).toBe('it belongs to the stack `first`');
    await cloud.bring(second, { adopt: ['user/ada'] });
    expect(isEmpty(diff(second, await cloud.read(second)))).toBe(true);
    const first = stack('first', {});
    expect(isEmpty(diff(first, await cloud.read(first)))).toBe(true);
  });

  test('is not deleted because someone copied the tags of what is', async () => {
    const cloud = await foreignCloud();
    const Tags = [
      { Key: 'leastwise:stack', Value: 'mine' },
      { Key: 'leastwise:id', Value: 'role/original' },
    ];
    await cloud.iam.send(new TagRoleCommand({ RoleName: 'Foreign', Tags }));
    const mine = stack('mine', {});
    expect(isEmpty(diff(mine, await cloud.read(mine)))).toBe(true);
  });

  test('keeps a policy of the stack from being deleted while it uses it', async () => {
    const cloud = await foreignCloud();
    await cloud.bring(stack('mine', { policies: [data] }));
    const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/read-training-data`;
    await cloud.iam.send(new AttachRolePolicyCommand({ RoleName: 'Foreign', PolicyArn }));
    const plan = diff(stack('mine', {}), await cloud.read());
    expect(plan.steps.map(({ blocked }) => blocked?.reason)).toEqual(['role/Foreign still uses it']);
  });

  test('keeps a user of the stack from being deleted while it is in a group of others', async () => {
    const cloud = await foreignCloud();
    await cloud.bring(stack('mine', { users: [user('ada')] }));
    await cloud.iam.send(new AddUserToGroupCommand({ GroupName: 'data-scientists', UserName: 'ada' }));
    const plan = diff(stack('mine', {}), await cloud.read());
    expect(plan.steps.map(({ blocked }) => blocked?.hint)).toEqual(['take the user out of that group first']);
  });

  test('collides by name whatever its path', async () => {
    const cloud = await foreignCloud();
    const PolicyDocument = JSON.stringify(reading('theirs'));
    const elsewhere = { PolicyName: 'read-training-data', Path: '/theirs/', PolicyDocument };
    await cloud.iam.send(new CreatePolicyCommand(elsewhere));
    const mine = stack('mine', { policies: [data] });
    const blocked = async (options: DiffOptions) =>
      diff(mine, await cloud.read(mine), options).steps.map((each) => each.blocked?.reason);
    expect(await blocked({})).toEqual(['it exists already and does not belong to this stack']);
    expect(await blocked({ adopt: true })).toEqual([
      'it exists under the path `/theirs/`, and IAM cannot move a policy',
    ]);
  });

  test('collides by name whatever its case', async () => {
    const cloud = await foreignCloud();
    const contents = stack('ml-team', { roles: [role('foreign', { trust: SAGEMAKER })] });
    const blocked = async (adopt: string[]) =>
      diff(contents, await cloud.read(), { adopt }).steps[0]?.blocked;
    expect((await blocked([]))?.hint).toContain("adopt: ['role/Foreign']");
    expect((await blocked(['role/Foreign']))?.reason).toBe(
      'it exists as `Foreign`, and IAM ignores case where it compares names',
    );
  });
});
