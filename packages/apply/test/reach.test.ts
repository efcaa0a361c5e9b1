import { CreatePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Account,
  diff,
  instanceProfile,
  isEmpty,
  managedPolicy,
  readAccount,
  role,
  type Stack,
  stack,
  type StackContents,
  user,
} from '../src/index.ts';
import type { Cost } from '../src/read/cost.ts';
import { type Choose, readAccountBy } from '../src/read/read-account.ts';
import { type Cloud, openCloud, refusal, swiftClock } from './cloud.ts';
import { contents } from './contents.ts';
import { reading, SAGEMAKER } from './documents.ts';
import { foreign } from './journeys.ts';

/*
 * `reach: 'stack'` reads what a stack names, in bulk or by name. Which way it took must show in nothing but the number of calls.
 */

const NOT_LOOKED_AT = 'what the stack no longer names was not looked at';

interface Reading {
  readonly account: Account;
  readonly calls: number;
  /** What was reckoned before, where it was. */
  readonly cost: Cost | undefined;
}

/** Reads by this way, or by the one that is chosen where none is given. */
async function readOnly(cloud: Cloud, scope: Stack, together: boolean, way?: keyof Cost): Promise<Reading> {
  const before = cloud.operations.length;
  const { iam, sts, tagging } = cloud;
  const clients = together ? { iam, sts, tagging } : { iam, sts };
  const options = { scope, reach: 'stack', clock: swiftClock(), random: () => 0 } as const;
  let cost: Cost | undefined;
  const choose: Choose = (reckoned) => {
    cost = reckoned;
    return way ?? 'bulk';
  };
  const account = await (way === undefined
    ? readAccount(clients, options)
    : readAccountBy(choose, clients, options));
  return { account, calls: cloud.operations.length - before, cost };
}

/** How many times what is there an account seems to hold. */
const TIMES = 250;

/** Makes an account as slow to read as one so many times as large: its summary says so, and that many fewer entities come in a page. */
function enlarge({ iam }: Cloud): void {
  iam.middlewareStack.add(
    (next) => async (args) => {
      const { input } = args;
      const paged = 'MaxItems' in input && input.MaxItems === 1_000;
      const reply = await next(paged ? { ...args, input: { ...input, MaxItems: 1_000 / TIMES } } : args);
      if ('SummaryMap' in reply.output)
        reply.output.SummaryMap = Object.fromEntries(
          Object.entries(reply.output.SummaryMap ?? {}).map(([key, count]) => [
            key,
            COUNTS.test(key) ? count * TIMES : count,
          ]),
        );
      return reply;
    },
    { step: 'initialize' },
  );
}

const COUNTS = /^(Users|Groups|Roles|Policies|PolicyVersionsInUse|InstanceProfiles)$/;

/** What a stack finds beside it: others', and roles and policies that nobody owns. */
async function crowd(cloud: Cloud, strangers: number): Promise<void> {
  await foreign(cloud);
  for (let i = 0; i < strangers; i++) {
    const AssumeRolePolicyDocument = JSON.stringify(SAGEMAKER);
    await cloud.iam.send(new CreateRoleCommand({ RoleName: `stranger-${i}`, AssumeRolePolicyDocument }));
    const PolicyDocument = JSON.stringify(reading('x'));
    await cloud.iam.send(new CreatePolicyCommand({ PolicyName: `strange-${i}`, PolicyDocument }));
  }
}

const surroundings = fc.record({
  strangers: fc.integer({ min: 0, max: 12 }),
  large: fc.boolean(),
  few: fc.boolean(),
  together: fc.boolean(),
});

const one: StackContents = { roles: [role('one', { trust: SAGEMAKER })] };
/** Something of everything, each with all that a call is spent on. */
const all: StackContents = {
  ...one,
  policies: ['a', 'b'].map((name) => managedPolicy(name, reading(name), { description: `reads ${name}` })),
  groups: [
    { name: 'g', inline: { own: reading('x') }, members: [user('ada', { inline: { own: reading('y') } })] },
  ],
  instanceProfiles: [instanceProfile('nodes', { role: 'one' }), instanceProfile('spare')],
};

test('what a stack names is read with as few calls as the cheaper way takes, which is reckoned to the call', async () => {
  const cheaper = new Set<string>();
  await fc.assert(
    fc.asyncProperty(contents, surroundings, async (held, { strangers, large, few, together }) => {
      const cloud = openCloud();
      await crowd(cloud, strangers);
      await cloud.bring(stack('team', held));
      const desired = stack('team', few ? { roles: held.roles?.slice(0, 1) ?? [] } : held);
      if (large) enlarge(cloud);
      const bulk = await readOnly(cloud, desired, together, 'bulk');
      const byName = await readOnly(cloud, desired, together, 'byName');
      const chosen = await readOnly(cloud, desired, together);
      expect(chosen.calls).toBe(Math.min(bulk.calls, byName.calls));
      expect(bulk.calls - byName.calls).toBeCloseTo((bulk.cost?.bulk ?? 0) - (bulk.cost?.byName ?? 0), 6);
      cheaper.add(bulk.calls <= byName.calls ? 'bulk' : 'byName');
    }),
    {
      numRuns: 10,
      examples: [
        [one, { strangers: 12, large: true, few: true, together: true }],
        [all, { strangers: 0, large: false, few: false, together: false }],
        [all, { strangers: 3, large: true, few: false, together: true }],
      ],
    },
  );
  expect([...cheaper].sort()).toEqual(['bulk', 'byName']);
}, 120_000);

test('whichever way was read, the account and the plan are the same', async () => {
  await fc.assert(
    fc.asyncProperty(contents, contents, surroundings, async (before, after, { strangers, together }) => {
      const cloud = openCloud();
      await crowd(cloud, strangers);
      await cloud.bring(stack('team', before));
      const desired = stack('team', after);
      const bulk = await readOnly(cloud, desired, together, 'bulk');
      const byName = await readOnly(cloud, desired, together, 'byName');
      expect(byName.account).toEqual(bulk.account);
      expect(diff(desired, byName.account)).toEqual(diff(desired, bulk.account));
      expect(bulk.account.notices).toEqual([NOT_LOOKED_AT]);
    }),
    { numRuns: 12 },
  );
}, 120_000);

describe('what a stack names', () => {
  const named = stack('team', {
    roles: [role('r', { trust: SAGEMAKER })],
    policies: [managedPolicy('read', reading('x'))],
  });

  test.each(['bulk', 'byName'] as const)(
    'is found under another path and in another case (%s)',
    async (way) => {
      const cloud = openCloud();
      const PolicyDocument = JSON.stringify(reading('x'));
      await cloud.iam.send(new CreatePolicyCommand({ PolicyName: 'Read', Path: '/old/', PolicyDocument }));
      const { account } = await readOnly(cloud, named, false, way);
      const blocked = diff(named, account).steps.map(({ kind, blocked }) => [kind, blocked?.reason]);
      expect(blocked).toEqual([
        ['adopt', 'it exists already and does not belong to this stack'],
        ['create-role', undefined],
      ]);
    },
  );

  test.each(['bulk', 'byName'] as const)('has the description that the plan would lose (%s)', async (way) => {
    const cloud = openCloud();
    const described = (description: string, path = '/') =>
      stack('team', { policies: [managedPolicy('read', reading('x'), { description, path })] });
    await cloud.bring(described('reads x'));
    const descriptionFor = async (scope: Stack): Promise<string | undefined> =>
      (await readOnly(cloud, scope, false, way)).account.policies[0]?.description;
    expect(await descriptionFor(described('reads y'))).toBe('reads x');
    expect(await descriptionFor(described('', '/new/'))).toBe('reads x');
    expect(await descriptionFor(described(''))).toBeUndefined();
  });

  test('is read by name where the account cannot be counted, and the plan says so', async () => {
    const cloud = openCloud();
    await cloud.bring(named);
    cloud.interfere = (operation, answer) =>
      operation === 'GetAccountSummary' ? Promise.resolve(refusal(403, 'AccessDenied', 'no')) : answer();
    const { account } = await readOnly(cloud, named, false);
    expect(cloud.operations).not.toContain('ListAccountAliases');
    expect(cloud.operations.slice(-20)).toContain('GetRole');
    expect(isEmpty(diff(named, account))).toBe(true);
    expect(account.notices).toEqual(['the quotas were not read (no)', NOT_LOOKED_AT]);
  });

  test.each([
    [
      'GetAccountAuthorizationDetails',
      'bulk',
      'entities were read one by one, because the bulk read was denied (no)',
    ],
    ['GetRole', 'byName', 'entities were read in bulk, because reading one of them was denied (no)'],
  ] as const)(
    'is read the other way where %s is denied, and the plan says so',
    async (denied, way, notice) => {
      const cloud = openCloud();
      await cloud.bring(named);
      cloud.interfere = (operation, answer) =>
        operation === denied ? Promise.resolve(refusal(403, 'AccessDenied', 'no')) : answer();
      const { account } = await readOnly(cloud, named, false, way);
      expect(isEmpty(diff(named, account))).toBe(true);
      expect(account.notices).toEqual([notice, NOT_LOOKED_AT]);
    },
  );

  test('leaves what it no longer names alone, though the bulk read has seen it', async () => {
    const cloud = openCloud();
    await cloud.bring(named);
    const less = stack('team', {
      roles: named.roles.map(({ name, trust }) => role(name, { trust: trust as typeof SAGEMAKER })),
    });
    const { account } = await readOnly(cloud, less, false, 'bulk');
    expect(diff(less, account)).toMatchObject({ steps: [], notices: [NOT_LOOKED_AT] });
  });
});
