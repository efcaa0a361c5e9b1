import {
  diff,
  type Grants,
  grantsIn,
  managedPolicy,
  project,
  role,
  smoothTransition,
  stack,
  type StackContents,
  user,
} from '@leastwise/apply';
import { transitionWitness } from '@leastwise/evaluate';
import type { StatementJson } from '@leastwise/policy';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCloud } from '../../packages/apply/test/cloud.ts';
import { identity, lettingIn, reading, SAGEMAKER } from '../../packages/apply/test/documents.ts';

/*
 * The transition invariant, judged by the evaluator: between two states nobody is granted what neither state grants, or
 * denied what both grant; where that cannot be, the plan says so and asks.
 */

const statement = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Action: fc.constantFrom('s3:GetObject', 's3:*'),
    Resource: fc.constantFrom('arn:aws:s3:::a/*', 'arn:aws:s3:::*'),
  })
  .map((each): StatementJson => each);
const document = fc.array(statement, { minLength: 1, maxLength: 2 }).map((all) => identity(...all));
const contents: fc.Arbitrary<StackContents> = fc
  .record({
    p: document,
    q: document,
    inline: fc.option(document, { nil: undefined }),
    attached: fc.subarray(['p', 'q']),
    trust: fc.constantFrom(
      SAGEMAKER,
      lettingIn('arn:aws:iam::111122223333:root'),
      lettingIn('arn:aws:iam::444455556666:root'),
    ),
    member: fc.boolean(),
  })
  .map(({ p, q, inline, attached, trust, member }) => {
    const policies = [managedPolicy('p', p), managedPolicy('q', q)];
    const chosen = policies.filter(({ name }) => attached.includes(name));
    const own = inline === undefined ? {} : { inline: { own: inline } };
    const ada = user('ada');
    return {
      policies,
      users: [ada],
      roles: [role('r', { trust, policies: chosen, ...own })],
      groups: [{ name: 'g', policies: chosen, members: member ? [ada] : [] }],
    };
  });

test('no step between two states widens or narrows without asking', async () => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(contents, contents, async (before, after) => {
      const cloud = openCloud();
      await cloud.bring(stack('team', before));
      const desired = stack('team', after);
      const account = await cloud.read(desired);
      const plan = diff(desired, account, { guards: [smoothTransition(transitionWitness)] });
      const blocked = plan.steps.some((step) => step.blocked !== undefined);
      if (blocked) asked += 1;
      const free = diff(desired, account);
      const [was, will] = [grantsIn(account), grantsIn(project(account, free.steps))];
      let now = account;
      const broken = free.steps.flatMap((step) => {
        now = project(now, [step]);
        return [...grantsIn(now)].flatMap(([who, between]) => {
          const [old, next] = [was.get(who), will.get(who)];
          return old && next && transitionWitness(old, between, next) !== undefined ? [step.id] : [];
        });
      });
      expect(broken.length > 0).toBe(blocked);
    }),
    { numRuns: 25, seed: 7 },
  );
  expect(asked).toBeLessThan(15);
}, 120_000);

test('a plan without denials never has to ask', async () => {
  const roleWith = (trust: typeof SAGEMAKER, ...resources: string[]) =>
    stack('team', {
      roles: [
        role('r', {
          trust,
          policies: [managedPolicy('p', reading(...resources))],
          inline: { own: reading('x') },
        }),
      ],
    });
  const cloud = openCloud();
  await cloud.bring(roleWith(SAGEMAKER, 'a'));
  const next = roleWith(lettingIn('arn:aws:iam::111122223333:root'), 'b');
  const plan = diff(next, await cloud.read(next), { guards: [smoothTransition(transitionWitness)] });
  expect(plan.steps.map(({ id, blocked }) => [id, blocked])).toEqual([
    ['create-policy-version policy/p', undefined],
    ['update-trust role/r first', undefined],
    ['update-trust role/r', undefined],
  ]);
});

test('what is projected is what the account becomes', async () => {
  await fc.assert(
    fc.asyncProperty(contents, contents, async (before, after) => {
      const cloud = openCloud();
      await cloud.bring(stack('team', before));
      const desired = stack('team', after);
      const account = await cloud.read(desired);
      const projected = grantsIn(project(account, diff(desired, account).steps));
      await cloud.bring(desired);
      const sorted = (grants: ReadonlyMap<string, Grants>) =>
        [...grants].map(([who, { documents, boundary }]) => [
          who,
          documents.map((each) => JSON.stringify(each)).sort(),
          boundary,
        ]);
      expect(sorted(projected).sort()).toEqual(sorted(grantsIn(await cloud.read(desired))).sort());
    }),
    { numRuns: 20 },
  );
}, 120_000);
