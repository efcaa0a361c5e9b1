import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateUserCommand,
  IAMClient,
  PutGroupPolicyCommand,
} from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import {
  apply,
  diff,
  type DiffOptions,
  group,
  instanceProfile,
  managedPolicy,
  oidcProvider,
  readAccount,
  requiredPolicy,
  role,
  samlProvider,
  type Stack,
  stack,
  user,
} from '@leastwise/apply';
import { createAws } from '@leastwise/emulator';
import type { PolicyDocument, StatementJson } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { swiftClock } from '../../packages/apply/test/cloud.ts';
import { lettingIn, reading, SAGEMAKER, samlMetadata } from '../../packages/apply/test/documents.ts';

/*
 * The least privilege of a plan, proved where policies are enforced: it runs under it alone, and under nothing less.
 */

const limit = managedPolicy('limit', reading('*'));
const desired = stack('team', {
  roles: [
    role('node', {
      trust: SAGEMAKER,
      permissions: reading('a'),
      inline: { own: reading('b') },
      boundary: limit,
    }),
  ],
  groups: [group('g', { policies: [managedPolicy('read', reading('c'))], members: [user('ada')] })],
  instanceProfiles: [instanceProfile('nodes', { role: 'node' })],
  oidcProviders: [oidcProvider('https://ci.example.com', { clientIds: ['sts.amazonaws.com'] })],
});

/** Everything that can be changed in place is changed. */
const changed = stack('team', {
  roles: [
    role('node', {
      trust: lettingIn('arn:aws:iam::111122223333:root'),
      description: 'changed',
      permissions: reading('a', 'aa'),
      inline: { other: reading('b') },
      tags: { a: 'b' },
    }),
  ],
  policies: [limit],
  groups: [
    group('g', {
      inline: { own: reading('c') },
      members: [user('eve', { path: '/x/', tags: { a: 'b' } }), user('ada', { boundary: limit })],
    }),
  ],
  instanceProfiles: [instanceProfile('nodes', { tags: { a: 'b' } })],
  oidcProviders: [
    oidcProvider('https://ci.example.com', { clientIds: ['other'], thumbprints: ['a'.repeat(40)] }),
  ],
  samlProviders: [samlProvider('idp', samlMetadata('one'))],
  passwordPolicy: { minimumLength: 12 },
  alias: 'team-changed',
});

/** What is called and placed otherwise, and what must be made anew for it. */
const elsewhere = stack('team', {
  roles: [
    role('node', {
      path: '/team/',
      trust: SAGEMAKER,
      permissions: reading('a'),
      inline: { own: reading('b') },
      boundary: limit,
    }),
  ],
  groups: [group('h', { policies: [managedPolicy('read', reading('c'))], members: [user('lovelace')] })],
  instanceProfiles: [instanceProfile('nodes', { role: 'node' })],
  oidcProviders: [oidcProvider('https://ci.example.com', { clientIds: ['sts.amazonaws.com'] })],
});
const MOVING: DiffOptions = {
  renames: { 'user/ada': 'lovelace', 'group/g': 'h' },
  replace: ['role/node', 'policy/node'],
};

interface Case {
  readonly title: string;
  readonly from?: Stack;
  readonly to: Stack;
  readonly options?: DiffOptions;
  readonly tagging?: boolean;
}

const CASES: readonly Case[] = [
  { title: 'bringing a stack', to: desired },
  { title: 'changing it in place', from: desired, to: changed, tagging: true },
  { title: 'changing it back', from: changed, to: desired },
  { title: 'renaming and replacing', from: desired, to: elsewhere, options: MOVING },
  { title: 'deleting it again', from: desired, to: stack('team', {}) },
];

/** An account, and a client that may do nothing but what the policy says. */
async function under(policy: PolicyDocument, before: Stack | undefined) {
  const cloud = createAws();
  const root = cloud.rootClientConfig();
  const { iam, sts, tagging } = clientsOf(root);
  const clock = swiftClock();
  if (before !== undefined)
    await apply(diff(before, await readAccount({ iam, sts }, { scope: before })), { iam, clock });
  await iam.send(new CreateUserCommand({ UserName: 'deployer' }));
  const PolicyDocument = JSON.stringify(policy);
  // A group takes a longer policy than a user.
  const deployers = { GroupName: 'deployers' };
  await iam.send(new CreateGroupCommand(deployers));
  await iam.send(new PutGroupPolicyCommand({ ...deployers, PolicyName: 'needs', PolicyDocument }));
  await iam.send(new AddUserToGroupCommand({ ...deployers, UserName: 'deployer' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'deployer' }));
  return { root: { iam, sts, tagging }, limited: clientsOf(cloud.clientConfig(AccessKey)) };
}

function clientsOf(config: ReturnType<ReturnType<typeof createAws>['rootClientConfig']>) {
  return {
    iam: new IAMClient(config),
    sts: new STSClient(config),
    tagging: new ResourceGroupsTaggingAPIClient(config),
  };
}

type Clients = Awaited<ReturnType<typeof under>>['root'];

const read = ({ tagging, ...clients }: Clients, { to, tagging: together = false }: Case) =>
  readAccount(together ? { ...clients, tagging } : clients, { scope: to });

async function carriedOut(policy: PolicyDocument, each: Case): Promise<string | undefined> {
  const { from, to, options } = each;
  const { root, limited } = await under(policy, from);
  try {
    const account = await read(limited, each);
    if (account.notices.length > 0) return account.notices.join();
    await apply(diff(to, account, options), { ...limited, clock: swiftClock(), random: () => 0 });
  } catch (error) {
    return String(error);
  }
  expect(diff(to, await read(root, each), options).steps).toEqual([]);
  return undefined;
}

async function neededFor(each: Case): Promise<PolicyDocument> {
  const nothing = { Effect: 'Deny', Action: '*', Resource: '*' } as const;
  const { root } = await under({ Version: '2012-10-17', Statement: [nothing] }, each.from);
  const account = await read(root, each);
  const { to, options, tagging = false } = each;
  return requiredPolicy(to, account, { plan: diff(to, account, options), tagging });
}

test.each(CASES)(
  '$title runs under the policy that it needs, and under nothing less',
  async (each) => {
    const policy = await neededFor(each);
    expect(await carriedOut(policy, each)).toBeUndefined();
    const all = policy.Statement as readonly StatementJson[];
    const actionsOf = ({ Action }: StatementJson): readonly string[] => Action as readonly string[];
    for (const action of all.flatMap(actionsOf)) {
      const Statement = all.flatMap((statement): StatementJson[] => {
        const rest = actionsOf(statement).filter((one) => one !== action);
        const { Resource = '*' } = statement;
        return rest.length === 0 ? [] : [{ Effect: 'Allow', Action: rest, Resource }];
      });
      const failed = await carriedOut({ ...policy, Statement }, each);
      expect([action, failed]).toEqual([action, expect.stringMatching(/not authorized/)]);
    }
  },
  120_000,
);
