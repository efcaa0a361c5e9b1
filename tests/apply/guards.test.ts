import {
  type Account,
  atMostDeletes,
  diff,
  type DiffOptions,
  type Grants,
  grantsIn,
  keepsBoundaries,
  managedPolicy,
  noBroadening,
  noNewOutsiders,
  noNewPassRole,
  notLockedOut,
  onlyAccount,
  type Plan,
  protectedEntities,
  renderPlan,
  role,
  type Stack,
  stack,
  type StackContents,
  unusedFor,
  user,
} from '@leastwise/apply';
import { authorize, compareByWitness } from '@leastwise/evaluate';
import { describe, expect, test } from 'vitest';
import { openCloud } from '../../packages/apply/test/cloud.ts';
import { identity, lettingIn, reading, SAGEMAKER } from '../../packages/apply/test/documents.ts';

/*
 * The guards with a real evaluator behind them: apply may not import it, its users do.
 */

const objections = ({ steps }: Plan): string[] =>
  steps.flatMap(({ id, blocked }) => (blocked ? [`${id}: ${blocked.reason}`] : []));

async function planned(before: StackContents, after: StackContents, options: DiffOptions): Promise<Plan> {
  const cloud = openCloud();
  await cloud.bring(stack('team', before));
  const desired: Stack = stack('team', after);
  return diff(desired, await cloud.read(desired), options);
}

const training = (...resources: string[]): StackContents => ({
  roles: [role('training', { trust: SAGEMAKER, policies: [managedPolicy('read', reading(...resources))] })],
});

describe('broadened access', () => {
  const guards = [noBroadening(compareByWitness)];

  test('blocks the step, with a request that shows it, until it is consented to', async () => {
    const options = { guards };
    const plan = await planned(training('data/train/*'), training('data/*'), options);
    expect(objections(plan)).toEqual([
      'create-policy-version policy/read: it broadens access of role/training: s3:GetObject on arn:aws:s3:::data/x',
    ]);
    expect(renderPlan(plan, 'text')).toContain(
      "needs consent: `consent: ['broadens create-policy-version policy/read']`",
    );
    const consented = await planned(training('data/train/*'), training('data/*'), {
      guards,
      consent: ['broadens create-policy-version policy/read'],
    });
    expect(objections(consented)).toEqual([]);
    expect(consented.steps[0]?.consented).toHaveLength(1);
    expect(consented.hash).not.toBe(plan.hash);
  });

  test('is not what takes access away, moves it, or is new to the account', async () => {
    expect(objections(await planned(training('data/*'), training('data/train/*'), { guards }))).toEqual([]);
    expect(objections(await planned({}, training('data/*'), { guards }))).toEqual([]);
    const inline = { roles: [role('training', { trust: SAGEMAKER, inline: { own: reading('data/*') } })] };
    expect(objections(await planned(training('data/*'), inline, { guards }))).toEqual([]);
  });

  test('is what a dropped deny, a new member and a dropped boundary do', async () => {
    const denied = managedPolicy(
      'deny',
      identity({ Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/secret/*' }),
    );
    const read = managedPolicy('read', reading('data/*'));
    const user1 = (rest: object) => ({ users: [user('ada', { policies: [read], ...rest })] });
    const limit = managedPolicy('limit', reading('data/train/*'));
    const found = [
      await planned(user1({ policies: [read, denied] }), user1({}), { guards }),
      await planned(user1({ boundary: limit }), user1({}), { guards }),
      await planned(
        { users: [user('ada')], groups: [{ name: 'g', policies: [read] }] },
        { groups: [{ name: 'g', policies: [read], members: [user('ada')] }] },
        { guards },
      ),
    ].map(objections);
    expect(found).toEqual([
      [expect.stringContaining('detach user/ada policy/deny: it broadens')],
      [expect.stringContaining('delete-boundary user/ada: it broadens')],
      [expect.stringContaining('add-member group/g user/ada: it broadens access of user/ada')],
    ]);
  });
});

test('who applies a plan does not take from itself what undoes it', async () => {
  const caller = 'arn:aws:iam::111122223333:user/admin';
  const judge = ({ documents, boundary }: Grants, action: string, resource: string): boolean =>
    authorize(
      { identity: documents, ...(boundary === undefined ? {} : { boundary }) },
      { principal: caller, action, resource },
    ).effect === 'Allow';
  const may = (...Action: string[]) => ({
    users: [user('admin', { inline: { own: identity({ Effect: 'Allow', Action, Resource: '*' }) } })],
  });
  const guards = [notLockedOut({ caller, judge, needs: ['iam:PutUserPolicy', 'iam:AttachUserPolicy'] })];
  expect(objections(await planned(may('iam:*'), may('iam:Attach*'), { guards }))).toEqual([
    `put-inline user/admin own: it takes iam:PutUserPolicy from \`${caller}\`, which applies this plan`,
  ]);
  expect(
    objections(await planned(may('iam:*'), may('iam:PutUserPolicy', 'iam:Attach*'), { guards })),
  ).toEqual([]);
  expect(objections(await planned(may('iam:*'), {}, { guards }))[0]).toContain('it takes');
});

describe('what guards look for without judging', () => {
  test('another account', async () => {
    const [objection] = objections(
      await planned({}, training('x'), { guards: [onlyAccount('444455556666')] }),
    );
    expect(objection).toContain('this is account 111122223333, not 444455556666');
    expect(objections(await planned({}, training('x'), { guards: [onlyAccount('111122223333')] }))).toEqual(
      [],
    );
  });

  test('someone from outside', async () => {
    const guards = [noNewOutsiders()];
    const trusting = (...arns: string[]) => ({ roles: [role('r', { trust: lettingIn(...arns) })] });
    const [here, there] = ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:root'];
    expect(objections(await planned({}, trusting(here, there), { guards }))).toEqual([
      `create-role role/r: it lets in \`${there}\` from outside the account`,
    ]);
    expect(objections(await planned(trusting(here), trusting(here, there), { guards }))).toHaveLength(1);
    expect(objections(await planned(trusting(here, there), trusting(there), { guards }))).toEqual([]);
  });

  test('a boundary that goes', async () => {
    const limit = managedPolicy('limit', reading('*'));
    const bounded = { users: [user('ada', { boundary: limit })], policies: [limit] };
    const plan = await planned(
      bounded,
      { users: [user('ada')], policies: [limit] },
      { guards: [keepsBoundaries()] },
    );
    expect(objections(plan)).toEqual(['delete-boundary user/ada: it takes the boundary away']);
  });

  test('roles that may be passed', async () => {
    const passing = (...Resource: string[]) => ({
      users: [user('ada', { inline: { own: identity({ Effect: 'Allow', Action: 'iam:Pass*', Resource }) } })],
    });
    const guards = [noNewPassRole()];
    const [a, b] = ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b'] as const;
    expect(objections(await planned(passing(a), passing(a, b), { guards }))).toEqual([
      `put-inline user/ada own: it allows iam:PassRole on ${b}`,
    ]);
    expect(objections(await planned(passing(a, b), passing(b), { guards }))).toEqual([]);
  });

  test('deletions: of the protected, of too many, of what is in use', async () => {
    const names = ['a', 'b', 'c'];
    const many = { roles: names.map((name) => role(name, { trust: SAGEMAKER })) };
    expect(objections(await planned(many, {}, { guards: [protectedEntities('role/a')] }))).toEqual([
      'delete-role role/a: it is protected',
    ]);
    expect(objections(await planned(many, {}, { guards: [atMostDeletes(2)] }))).toHaveLength(3);
    expect(objections(await planned(many, {}, { guards: [atMostDeletes(3)] }))).toEqual([]);
    const cloud = openCloud();
    await cloud.bring(stack('team', many));
    const read = await cloud.read();
    const used: Account = {
      ...read,
      roles: read.roles.map((each) => ({ ...each, lastUsed: '2026-11-01T00:00:00.000Z' })),
    };
    const plan = (days: number) =>
      diff(stack('team', {}), used, { guards: [unusedFor({ days, now: Date.parse('2026-11-21') })] });
    expect(objections(plan(30))).toHaveLength(3);
    expect(objections(plan(10))).toEqual([]);
  });
});

test('a user is granted what its groups are', async () => {
  const cloud = openCloud();
  await cloud.bring(
    stack('team', { groups: [{ name: 'g', inline: { own: reading('x') }, members: [user('ada')] }] }),
  );
  expect(grantsIn(await cloud.read()).get('user/ada')?.documents).toEqual([reading('x')]);
});
