import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import {
  apply,
  diff,
  instanceProfile,
  isEmpty,
  managedPolicy,
  oidcProvider,
  readAccount,
  requiredPolicy,
  role,
  type Stack,
  stack,
  user,
} from '@leastwise/apply';
import { createAws } from '@leastwise/emulator';
import type { PolicyDocument, StatementJson } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { swiftClock } from '../../packages/apply/test/cloud.ts';
import { reading, SAGEMAKER } from '../../packages/apply/test/documents.ts';

/*
 * The least privilege of a plan, proved where policies are enforced: it runs under it alone, and under nothing less.
 */

const desired = stack('team', {
  roles: [
    role('node', {
      trust: SAGEMAKER,
      permissions: reading('a'),
      inline: { own: reading('b') },
      boundary: managedPolicy('limit', reading('*')),
    }),
  ],
  groups: [{ name: 'g', policies: [managedPolicy('read', reading('c'))], members: [user('ada')] }],
  instanceProfiles: [instanceProfile('nodes', { role: 'node' })],
  oidcProviders: [oidcProvider('https://ci.example.com', { clientIds: ['sts.amazonaws.com'] })],
});

/** An account, and a client that may do nothing but what the policy says. */
async function under(policy: PolicyDocument, before: Stack | undefined) {
  const cloud = createAws();
  const root = cloud.rootClientConfig();
  const [iam, sts] = [new IAMClient(root), new STSClient(root)];
  const clock = swiftClock();
  if (before !== undefined)
    await apply(diff(before, await readAccount({ iam, sts }, { scope: before })), { iam, clock });
  await iam.send(new CreateUserCommand({ UserName: 'deployer' }));
  const PolicyDocument = JSON.stringify(policy);
  await iam.send(new PutUserPolicyCommand({ UserName: 'deployer', PolicyName: 'needs', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'deployer' }));
  const config = cloud.clientConfig(AccessKey);
  return { root: { iam, sts }, limited: { iam: new IAMClient(config), sts: new STSClient(config) } };
}

async function carriedOut(policy: PolicyDocument, to: Stack, before?: Stack): Promise<string | undefined> {
  const { root, limited } = await under(policy, before);
  try {
    const account = await readAccount(limited, { scope: to });
    if (account.notices.length > 0) return account.notices.join();
    await apply(diff(to, account), { ...limited, clock: swiftClock(), random: () => 0 });
  } catch (error) {
    return String(error);
  }
  expect(isEmpty(diff(to, await readAccount(root, { scope: to })))).toBe(true);
  return undefined;
}

async function neededFor(to: Stack, before?: Stack): Promise<PolicyDocument> {
  const { root } = await under(
    { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] },
    before,
  );
  const account = await readAccount(root, { scope: to });
  return requiredPolicy(to, account);
}

test.each<[string, Stack, Stack | undefined]>([
  ['bringing a stack', desired, undefined],
  ['deleting it again', stack('team', {}), desired],
])(
  '%s runs under the policy that it needs, and under nothing less',
  async (_, to, before) => {
    const policy = await neededFor(to, before);
    expect(await carriedOut(policy, to, before)).toBeUndefined();
    const all = policy.Statement as readonly (StatementJson & { readonly Action: readonly string[] })[];
    // AWS asks for the right to tag what is created with tags; the emulator does not yet.
    const asked = all.flatMap(({ Action }) => Action).filter((action) => !action.startsWith('iam:Tag'));
    for (const action of asked) {
      const Statement = all.flatMap((each): StatementJson[] => {
        const rest = each.Action.filter((one) => one !== action);
        return rest.length === 0 ? [] : [{ ...each, Action: rest }];
      });
      const failed = await carriedOut({ ...policy, Statement }, to, before);
      expect([action, failed]).toEqual([action, expect.stringContaining('not authorized')]);
    }
  },
  120_000,
);
