import { CreateRoleCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import type { Attachment, ManagedPolicyDefinition, UserDefinition } from '@leastwise/policy';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Account,
  diff,
  isEmpty,
  managedPolicy,
  role,
  stack,
  type StackContents,
  user,
} from '../src/index.ts';
import { openCloud } from './cloud.ts';
import { lettingIn, reading, SAGEMAKER } from './documents.ts';

const ACCOUNT = '111122223333';
const documents = fc
  .subarray(['a', 'b', 'c', 'd'], { minLength: 1 })
  .map((resources) => reading(...resources));
const inline = fc.dictionary(fc.constantFrom('one', 'two'), documents, { noNullPrototype: true });
const tags = fc.dictionary(fc.constantFrom('team', 'stage'), fc.constantFrom('x', 'y'), {
  noNullPrototype: true,
});

/** A few entities of few names, so that two stacks often share some and differ in others. */
const contents: fc.Arbitrary<StackContents> = fc
  .tuple(
    fc.subarray(['Data', 'logs', 'limit']),
    fc.subarray(['train', 'Deploy', 'etl']),
    fc.subarray(['ada', 'Bob']),
  )
  .chain(([policyNames, roleNames, userNames]) =>
    fc.tuple(
      fc.tuple(...policyNames.map((name) => policyOf(name))),
      fc.constant(roleNames),
      fc.constant(userNames),
    ),
  )
  .chain(([policies, roleNames, userNames]) =>
    fc.tuple(...userNames.map((name) => userOf(name, policies))).chain((users) =>
      fc.record({
        policies: fc.constant(policies),
        users: fc.constant(users),
        roles: fc.tuple(...roleNames.map((name) => roleOf(name, policies, roleNames))),
        groups: fc
          .subarray(['team', 'Ops'])
          .chain((names) => fc.tuple(...names.map((name) => groupOf(name, policies, users)))),
      }),
    ),
  );

function policyOf(name: string) {
  return fc.tuple(documents, tags).map(([document, given]) => managedPolicy(name, document, { tags: given }));
}

const some = (policies: readonly ManagedPolicyDefinition[]): fc.Arbitrary<Attachment[]> =>
  fc.subarray([...policies]);

const boundary = (policies: readonly ManagedPolicyDefinition[]) =>
  fc.constantFrom(undefined, ...policies).map((policy) => (policy === undefined ? {} : { boundary: policy }));

function userOf(name: string, policies: readonly ManagedPolicyDefinition[]) {
  return fc
    .tuple(
      fc.record({ policies: some(policies), inline, tags, path: fc.constantFrom('/', '/a/') }),
      boundary(policies),
    )
    .map(([options, bounded]) => user(name, { ...options, ...bounded }));
}

function roleOf(name: string, policies: readonly ManagedPolicyDefinition[], roleNames: readonly string[]) {
  const principals = roleNames
    .map((each) => `arn:aws:iam::${ACCOUNT}:role/${each}`)
    .concat(`arn:aws:iam::${ACCOUNT}:root`);
  return fc
    .tuple(
      fc.oneof(
        fc.constant(SAGEMAKER),
        fc.subarray(principals, { minLength: 1 }).map((arns) => lettingIn(...arns)),
      ),
      fc.record({ policies: some(policies), inline, tags, description: fc.constantFrom('', 'x') }),
      boundary(policies),
    )
    .map(([trust, options, bounded]) => role(name, { trust, ...options, ...bounded }));
}

function groupOf(
  name: string,
  policies: readonly ManagedPolicyDefinition[],
  users: readonly UserDefinition[],
) {
  return fc
    .record({ policies: some(policies), inline, members: fc.subarray([...users]) })
    .map((definition) => ({ name, ...definition }));
}

const shuffled = <T>(items: readonly T[] | undefined): T[] => [...(items ?? [])].reverse();

test('from any state any other is reached, and what is not the stack’s own stays as it is', async () => {
  await fc.assert(
    fc.asyncProperty(contents, contents, async (before, after) => {
      const cloud = openCloud();
      const AssumeRolePolicyDocument = JSON.stringify(SAGEMAKER);
      await cloud.iam.send(new CreateRoleCommand({ RoleName: 'foreign', AssumeRolePolicyDocument }));
      await cloud.iam.send(new CreateUserCommand({ UserName: 'stranger' }));
      const PolicyDocument = JSON.stringify(reading('theirs'));
      await cloud.iam.send(
        new PutUserPolicyCommand({ UserName: 'stranger', PolicyName: 'own', PolicyDocument }),
      );
      const foreign = ({ roles, users }: Account) =>
        [...roles, ...users].filter(({ name }) => name === 'foreign' || name === 'stranger');
      const untouched = foreign(await cloud.read());

      await cloud.bring(stack('team', before));
      const desired = stack('team', after);
      await cloud.bring(desired);
      const account = await cloud.read(desired);
      expect(isEmpty(diff(desired, account))).toBe(true);
      expect(foreign(account)).toEqual(untouched);
      const { policies, roles, users, groups } = account;
      expect([policies, roles, users, groups].flat()).toHaveLength(
        [desired.policies, desired.roles, desired.users, desired.groups].flat().length + untouched.length,
      );
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('a plan does not depend on the order of anything that goes into it', async () => {
  await fc.assert(
    fc.asyncProperty(contents, contents, async (before, after) => {
      const cloud = openCloud();
      await cloud.bring(stack('team', before));
      const account = await cloud.read();
      const { policies, roles, users, groups } = account;
      const turned: Account = {
        ...account,
        policies: shuffled(policies),
        roles: shuffled(roles),
        users: shuffled(users).map((each) => ({ ...each, policies: shuffled(each.policies) })),
        groups: shuffled(groups).map((each) => ({ ...each, members: shuffled(each.members) })),
      };
      const other = stack('team', {
        policies: shuffled(after.policies),
        roles: shuffled(after.roles).map((each) => ({ ...each, policies: shuffled(each.policies) })),
        users: shuffled(after.users),
        groups: shuffled(after.groups).map((each) => ({ ...each, members: shuffled(each.members) })),
      });
      const plan = diff(stack('team', after), account);
      expect(diff(other, turned)).toEqual(plan);
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    }),
    { numRuns: 40 },
  );
}, 120_000);
