import { describe, expect, test } from 'vitest';
import { LeastwiseError } from '@leastwise/core';
import { importAccount } from '../src/import.ts';
import * as apply from '../src/index.ts';
import * as emit from '../src/emit.ts';
import { openCloud, swiftClock } from './cloud.ts';
import { reading, SAGEMAKER } from './documents.ts';

/*
 * Programs without types pass anything. Whatever it is, each public function does something sensible with it or says what was wrong,
 * where and what to do: never a TypeError from its inside, and no call of AWS was made.
 */

const WRONG = { undefined, null: null, one: 1, text: 'x', object: {}, list: [] };
type Label = keyof typeof WRONG;

const cloud = openCloud();
const account = await cloud.read();
const team = apply.stack('team', { users: [apply.user('ada')] });
const plan = apply.diff(team, account);
const log = JSON.stringify({ type: 'plan', time: '', plan });
const units = { organizationalUnits: ['r-ab12'], region: 'eu-west-1' };
const clock = swiftClock();

interface Row {
  readonly call: (...args: never[]) => unknown;
  /** Arguments that it takes. */
  readonly right: readonly unknown[];
  /** Which of the wrong ones it may take too, for each argument. */
  readonly takes: readonly (readonly Label[])[];
}
const OPTIONS: readonly Label[] = ['undefined', 'object'];
const row = (call: Row['call'], right: Row['right'], ...takes: Row['takes']): Row => ({ call, right, takes });
const TEXT: readonly Label[] = ['text'];

const ROWS: Readonly<Record<string, Row>> = {
  stack: row(apply.stack, ['team', {}, {}], TEXT, ['object'], OPTIONS),
  managedPolicy: row(apply.managedPolicy, ['p', reading('a'), {}], TEXT, [], OPTIONS),
  role: row(apply.role, ['r', { trust: SAGEMAKER }], TEXT, []),
  user: row(apply.user, ['u', {}], TEXT, OPTIONS),
  group: row(apply.group, ['g', {}], TEXT, OPTIONS),
  instanceProfile: row(apply.instanceProfile, ['i', {}], TEXT, OPTIONS),
  oidcProvider: row(apply.oidcProvider, ['https://a.example', { clientIds: [] }], TEXT, []),
  samlProvider: row(apply.samlProvider, ['s', '<xml>', {}], TEXT, TEXT, OPTIONS),
  removed: row(apply.removed, ['role/x', {}], TEXT, OPTIONS),
  readAccount: row(apply.readAccount, [cloud, { clock }], [], OPTIONS),
  diff: row(apply.diff, [team, account, {}], [], [], OPTIONS),
  isEmpty: row(apply.isEmpty, [plan], []),
  blockedSteps: row(apply.blockedSteps, [plan], []),
  renderPlan: row(apply.renderPlan, [plan, 'text', {}], [], [], OPTIONS),
  apply: row(apply.apply, [plan, { iam: cloud.iam, clock }], [], []),
  planFromAudit: row(apply.planFromAudit, [log], []),
  adaptivePace: row(apply.adaptivePace, [clock], ['undefined']),
  rollback: row(apply.rollback, [plan, account, {}], [], [], OPTIONS),
  drift: row(apply.drift, [team, account], [], []),
  destroy: row(apply.destroy, [team, account, {}], [], [], OPTIONS),
  requiredPolicy: row(apply.requiredPolicy, [team, account, {}], [], [], OPTIONS),
  project: row(apply.project, [account, plan.steps], [], ['list']),
  grantsIn: row(apply.grantsIn, [account, {}], [], OPTIONS),
  atMostDeletes: row(apply.atMostDeletes, [1], ['one']),
  keepsBoundaries: row(apply.keepsBoundaries, []),
  noNewOutsiders: row(apply.noNewOutsiders, []),
  noNewPassRole: row(apply.noNewPassRole, []),
  onlyAccount: row(apply.onlyAccount, ['111122223333'], TEXT),
  protectedEntities: row(apply.protectedEntities, ['role/x'], TEXT),
  unusedFor: row(apply.unusedFor, [{ days: 1, now: 0 }], []),
  noBroadening: row(apply.noBroadening, [() => ({ noneFound: true }), {}], [], OPTIONS),
  smoothTransition: row(apply.smoothTransition, [() => undefined, {}], [], OPTIONS),
  notLockedOut: row(apply.notLockedOut, [{ caller: 'arn', judge: () => true }], []),
  emitCloudFormation: row(emit.emitCloudFormation, [team, {}], [], OPTIONS),
  emitStackSet: row(emit.emitStackSet, [team, units], [], []),
  emitTerraform: row(emit.emitTerraform, [team, {}], [], OPTIONS),
  emitCdk: row(emit.emitCdk, [team, {}], [], OPTIONS),
  emitPulumi: row(emit.emitPulumi, [team, {}], [], OPTIONS),
  importAccount: row(importAccount, [account, {}], [], OPTIONS),
};

/** What a call comes to: its error, where it has one. */
async function errorOf({ call }: Row, args: readonly unknown[]): Promise<unknown> {
  try {
    // The boundary to programs without types.
    await (call as (...args: readonly unknown[]) => unknown)(...args);
    return undefined;
  } catch (error) {
    return error ?? 'nothing was thrown';
  }
}

test('the table has every public function', () => {
  const all = Object.entries({ ...apply, ...emit, importAccount });
  expect(Object.keys(ROWS).sort()).toEqual(
    all.flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])).sort(),
  );
});

describe.each(Object.entries(ROWS))('%s', (name, each) => {
  test('takes what it is made for', async () => {
    // Applied last, so that the account is what was read.
    if (name !== 'apply') expect(await errorOf(each, each.right)).toBeUndefined();
  });

  test('says what is wrong with anything else, and where, before AWS is asked', async () => {
    for (const [i, taken] of each.takes.entries())
      for (const [label, wrong] of Object.entries(WRONG) as [Label, unknown][]) {
        const before = cloud.operations.length;
        const error = await errorOf(each, each.right.with(i, wrong));
        if (taken.includes(label)) {
          expect(error, `argument ${i}: ${label}`).toBeUndefined();
          continue;
        }
        expect(error, `argument ${i}: ${label}`).toBeInstanceOf(LeastwiseError);
        expect(error, `argument ${i}: ${label}`).toMatchObject({
          code: expect.stringMatching(
            /^(MALFORMED_PARAMETER|UNKNOWN_FORMAT|PLAN_VERSION_UNKNOWN|AUDIT_UNREADABLE|MALFORMED_DOCUMENT)$/,
          ) as string,
          path: expect.stringMatching(/./) as string,
        });
        expect(cloud.operations.length).toBe(before);
      }
  });
});

describe('inside of what is passed', () => {
  const user = apply.user('ada');
  const said = (call: () => unknown): string => {
    try {
      call();
      return 'nothing';
    } catch (error) {
      return error instanceof LeastwiseError ? error.message : `native: ${String(error)}`;
    }
  };
  /** Calls a function as a program without types does. */
  const loose = (name: keyof typeof apply, ...args: readonly unknown[]): unknown =>
    Reflect.apply(apply[name], undefined, args);
  const call = (name: keyof typeof apply, ...args: readonly unknown[]): string =>
    said(() => loose(name, ...args));

  test.each<[string, string]>([
    [call('renderPlan', plan, 'yaml'), 'a plan is not written as `yaml` (at format): there are text, markdown, json'],
    [call('renderPlan', plan, 'Text'), 'a plan is not written as `Text` (at format): did you mean `text`'],
    [call('stack', 'team', { role: [] }), 'there is no option `role` (at contents.role): did you mean `roles`'],
    [call('stack', 'team', { users: ['ada'] }), '`contents.users[0]` is an object, not text (at contents.users[0]): make it with `user(name)`'],
    [call('stack', 'team', { users: user }), '`contents.users` is a list, not such an object (at contents.users)'],
    [call('stack', 'team', { roles: [{ name: 'r' }] }), 'a policy document is an object with a `Statement` (at contents.roles[0].trust): make it with `policy(...)`, or with `parsePolicy(...)` from JSON'],
    [call('stack', 'team', { groups: [{ name: 'g', members: ['ada'] }] }), '`group/g members[0]` is an object, not text (at group/g members[0]): make it with `user(name)`'],
    [call('stack', 'team', { users: [{ name: 'u', policies: [1] }] }), '`user/u policies` is an object, not `1` (at user/u policies): make it with `managedPolicy(name, document)`'],
    [call('stack', 'team', {}, { ignore: { attachments: 'arn:*' } }), '`options.ignore.attachments` is a list, not text (at options.ignore.attachments)'],
    [call('stack', 'team', {}, { quotas: { attachements: 20 } }), 'there is no option `attachements` (at options.quotas.attachements): did you mean `attachments`'],
    [call('diff', team, Promise.resolve(account)), '`account` is an object, not a promise of it (at account): wait for it with `await`'],
    [call('diff', team, account, { guard: [] }), 'there is no option `guard` (at options.guard): did you mean `guards`'],
    [call('diff', team, account, { guards: [apply.noNewOutsiders] }), '`options.guards[0]` is an object, not a function (at options.guards[0]): call what makes the guard: `noNewOutsiders()`'],
    [call('diff', team, account, { adopt: 'user/ada' }), "`options.adopt` is a list, not text (at options.adopt): give `true`, or a list: `['user/ada']`"],
  ])('%s', (message, expected) => {
    expect(message).toBe(expected);
  }); // prettier-ignore

  test('a plan without its parts, a client that is none and a count of nothing are refused before AWS is asked', async () => {
    const before = cloud.operations.length;
    const run = (...args: readonly unknown[]): Promise<unknown> =>
      Promise.resolve(loose('apply', ...args)).catch((error: unknown) => error);
    expect(await run({ version: 1 }, { iam: cloud.iam })).toMatchObject({ code: 'MALFORMED_PARAMETER' });
    expect(await run(plan, { iam: {} })).toMatchObject({ path: 'options.iam' });
    expect(await run(plan, { iam: cloud.iam, concurrency: 0 })).toMatchObject({ code: 'OUT_OF_RANGE' });
    expect(await run(plan, { iam: cloud.iam, onEvent: 'log' })).toMatchObject({ path: 'options.onEvent' });
    await expect(loose('readAccount', cloud, { reach: 'stak' })).rejects.toMatchObject({
      path: 'options.reach',
    });
    expect(cloud.operations.length).toBe(before);
  });

  test('a line of an audit log that only says that it has a plan is none', () => {
    for (const line of [
      '{"type":"plan"}',
      '{"type":"plan","plan":null}',
      '{"type":"plan","plan":{}}',
      'null',
    ])
      expect(call('planFromAudit', line)).toContain('the audit log does not begin with the plan');
  });
});
