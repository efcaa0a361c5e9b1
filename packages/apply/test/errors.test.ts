import type { LeastwiseError } from '@leastwise/core';
import { describe, expect, test } from 'vitest';
import {
  apply,
  diff,
  instanceProfile,
  managedPolicy,
  oidcProvider,
  samlProvider,
  type Plan,
  readAccount,
  role,
  stack,
  type StackContents,
  user,
} from '../src/index.ts';
import { effectOf } from '../src/operations.ts';
import { type Cloud, cutOff, type Interference, isWrite, openCloud, refusal, swiftClock } from './cloud.ts';
import { lettingIn, reading, SAGEMAKER, samlMetadata } from './documents.ts';

/*
 * Every class of error at every kind of step and at every call of planning: what passes is waited out, everything else ends the run
 * at its step with a code and a hint, nothing is lost, and the next plan has exactly what is left.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and the errors of each operation, such as
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
 */

/** One that stays: what the run then says. */
interface Lasting {
  readonly name: string;
  readonly status: number;
  readonly code: string;
  readonly hint: string;
}

const LASTING: readonly Lasting[] = [
  {
    name: 'AccessDenied',
    status: 403,
    code: 'ACCESS_DENIED',
    hint: 'ask for that permission, or use another identity',
  },
  {
    name: 'DeleteConflict',
    status: 409,
    code: 'AWS_REFUSED',
    hint: 'something hangs on it that was not there when the plan was made',
  },
  {
    name: 'EntityAlreadyExists',
    status: 409,
    code: 'AWS_REFUSED',
    hint: 'something of that name has come to exist since',
  },
  { name: 'ExpiredToken', status: 403, code: 'CREDENTIALS_EXPIRED', hint: 'sign in again' },
  { name: 'InvalidInput', status: 400, code: 'AWS_REFUSED', hint: 'mend in the stack what it names' },
  {
    name: 'LimitExceeded',
    status: 409,
    code: 'AWS_REFUSED',
    hint: 'make room, or ask AWS to raise that quota',
  },
  {
    name: 'MalformedPolicyDocument',
    status: 400,
    code: 'AWS_REFUSED',
    hint: 'mend the document in the stack',
  },
  {
    name: 'NoSuchEntity',
    status: 404,
    code: 'AWS_REFUSED',
    hint: 'something that it needs has been deleted since',
  },
  {
    name: 'UnmodifiableEntity',
    status: 400,
    code: 'AWS_REFUSED',
    hint: 'take it out of the stack: only a service of AWS may change it',
  },
  {
    name: 'UnrecognizedClientException',
    status: 403,
    code: 'CREDENTIALS_NOT_ACCEPTED',
    hint: 'check that the access key exists, is active and belongs to this endpoint',
  },
];

/** Answers with an error, each service in its own protocol. */
const refuse =
  (status: number, name: string): Interference =>
  (operation) => {
    if (operation !== 'GetResources') return Promise.resolve(refusal(status, name, 'no'));
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    const body = new TextEncoder().encode(JSON.stringify({ __type: name, Message: 'no' }));
    return Promise.resolve({ response: { statusCode: status, headers, body } });
  };

/** Those that pass, by what Node or AWS calls them; of a lost reply nobody knows whether it was carried out. */
const PASSING: Readonly<Record<string, Interference>> = {
  ConcurrentModification: refuse(409, 'ConcurrentModification'),
  EntityTemporarilyUnmodifiable: refuse(409, 'EntityTemporarilyUnmodifiable'),
  ServiceFailure: refuse(500, 'ServiceFailure'),
  Throttling: refuse(400, 'Throttling'),
  'a connection that is reset before it': () => Promise.reject(cutOff()),
  'a connection that is reset after it': async (_, answer) => answer().then(() => Promise.reject(cutOff())),
  'a time-out': () =>
    Promise.reject(Object.assign(new Error('socket timed out'), { name: 'TimeoutError', code: 'ETIMEDOUT' })),
};

const limit = managedPolicy('limit', reading('*'));
const data = (...resources: string[]) => managedPolicy('data', reading(...resources));
const BEFORE: StackContents = {
  roles: [
    role('r', { trust: SAGEMAKER, inline: { old: reading('a') }, policies: [limit], tags: { a: 'b' } }),
    role('gone', { trust: SAGEMAKER }),
  ],
  groups: [{ name: 'g', members: [user('leaves', { boundary: limit })] }],
  policies: [data('a'), managedPolicy('out', reading('a')), managedPolicy('grows', reading('a'))],
  users: [user('ada')],
  oidcProviders: [
    oidcProvider('https://ci.example.com', { clientIds: ['a'], thumbprints: ['a'.repeat(40)] }),
    oidcProvider('https://left.example.com', { clientIds: ['a'], thumbprints: ['a'.repeat(40)] }),
  ],
  samlProviders: [samlProvider('idp', samlMetadata('a')), samlProvider('left', samlMetadata('a'))],
  passwordPolicy: { minimumLength: 12 },
};
/** A step of each kind, and more than one of few. */
const AFTER: StackContents = {
  roles: [
    role('r', {
      trust: lettingIn('arn:aws:iam::111122223333:root'),
      description: 'changed',
      inline: { fresh: reading('b') },
      policies: [data('a', 'b')],
      boundary: limit,
      tags: { c: 'd' },
    }),
    role('fresh', { trust: SAGEMAKER }),
  ],
  groups: [{ name: 'g', members: [user('joins')] }, { name: 'fresh-group' }],
  users: [user('leaves', { path: '/x/' }), user('lovelace')],
  policies: [limit, managedPolicy('grows', reading('a', 'b')), managedPolicy('fresh', reading('a'))],
  instanceProfiles: [instanceProfile('nodes', { role: 'r' })],
  oidcProviders: [
    oidcProvider('https://ci.example.com', { clientIds: ['b'], thumbprints: ['b'.repeat(40)] }),
    oidcProvider('https://fresh.example.com', { clientIds: ['a'], thumbprints: ['a'.repeat(40)] }),
  ],
  samlProviders: [samlProvider('idp', samlMetadata('b')), samlProvider('fresh', samlMetadata('a'))],
  passwordPolicy: { minimumLength: 14 },
  alias: 'team-one',
};
const desired = stack('team', AFTER);

/** An account on its way from the one to the other; the second time the data policy's first version is in force again. */
async function onTheWay(): Promise<Cloud> {
  const cloud = openCloud();
  await cloud.bring(stack('team', { ...BEFORE, policies: [data('a', 'b')] }));
  await cloud.bring(stack('team', BEFORE));
  return cloud;
}

const planned = async (cloud: Cloud): Promise<Plan> =>
  diff(desired, await cloud.read(desired), { renames: { 'user/ada': 'lovelace' } });

const carryOut = (plan: Plan, cloud: Cloud): Promise<LeastwiseError | undefined> =>
  apply(plan, { iam: cloud.iam, clock: swiftClock(), random: () => 0, concurrency: 1 }).then(
    () => undefined,
    (error: unknown) => error as LeastwiseError,
  );

const idsOf = ({ steps }: Plan): string[] => steps.map(({ id }) => id);

const KINDS = [
  'add-client-id', 'add-member', 'add-role-to-profile', 'attach', 'create-alias', 'create-group', 'create-instance-profile',
  'create-oidc-provider', 'create-policy', 'create-policy-version', 'create-role', 'create-saml-provider', 'create-user', 'delete-boundary',
  'delete-inline', 'delete-oidc-provider', 'delete-policy', 'delete-role', 'delete-saml-provider', 'detach', 'move-user', 'put-inline',
  'remove-client-id', 'remove-member', 'rename-user', 'set-boundary', 'set-default-version', 'set-password-policy', 'tag', 'untag',
  'update-metadata', 'update-role', 'update-thumbprints', 'update-trust',
]; // prettier-ignore

/** What a run says that this happens to at its first step; `undefined` where it is as good as done. */
function expected({ name, code, hint }: Lasting, [step]: Plan['steps']): object | undefined {
  const call = step?.calls[0];
  const effect = call && effectOf(call);
  // Gone is what was wanted.
  if (name === 'NoSuchEntity' && effect === 'remove') return undefined;
  if (name === 'EntityAlreadyExists' && effect === 'create')
    return { code: 'PLAN_STALE', path: step?.id, hint: 'plan again' };
  return { code, path: step?.id, hint: `${hint}, then plan again` };
}

const DENIED = refuse(403, 'AccessDenied');

describe('at every kind of step', () => {
  test('an error that stays ends the run, and the next plan has what is left', async () => {
    const cloud = await onTheWay();
    const kinds = new Set<string>();
    /** Lets so many writes through and hinders the others. */
    const run = async (
      plan: Plan,
      through: number,
      hinder: Interference,
    ): Promise<LeastwiseError | undefined> => {
      let writes = 0;
      cloud.interfere = (operation, answer, body) => {
        if (!isWrite(operation)) return answer();
        writes += 1;
        return writes <= through
          ? answer()
          : writes === 1
            ? hinder(operation, answer, body)
            : DENIED(operation, answer, body);
      };
      const error = await carryOut(plan, cloud);
      cloud.interfere = undefined;
      return error;
    };
    let plan = await planned(cloud);
    while (plan.steps.length > 0) {
      const { length } = plan.steps;
      kinds.add(plan.steps[0]?.kind ?? '');
      for (const each of LASTING) {
        const error = await run(plan, 0, refuse(each.status, each.name));
        const wanted = expected(each, plan.steps);
        const [done, next] = wanted === undefined ? [1, plan.steps[1]?.id] : [0, plan.steps[0]?.id];
        expect(error?.path).toBe(next);
        if (wanted !== undefined) expect(error).toMatchObject(wanted);
        if (error !== undefined) expect(error.what).toContain(`(${done} of ${length} steps)`);
      }
      // None of that has changed anything, and what is said to be done is done.
      const error = await run(plan, plan.steps[0]?.calls.length ?? 0, DENIED);
      if (error !== undefined) expect(error.what).toContain(`(1 of ${length} steps)`);
      const rest = await planned(cloud);
      expect(idsOf(rest)).toEqual(idsOf(plan).slice(1));
      plan = rest;
    }
    expect([...kinds].sort()).toEqual(KINDS);
  }, 60_000);

  test.each(Object.entries(PASSING))('%s is waited out', async (_, hinder) => {
    const cloud = await onTheWay();
    const plan = await planned(cloud);
    cloud.interfere = once(hinder);
    expect(await carryOut(plan, cloud)).toBeUndefined();
    cloud.interfere = undefined;
    expect(idsOf(await planned(cloud))).toEqual([]);
  });
});

/** In the way of the first request of each operation. */
function once(hinder: Interference): Interference {
  const struck = new Set<string>();
  return (operation, answer, body) => {
    if (struck.has(operation)) return answer();
    struck.add(operation);
    return hinder(operation, answer, body);
  };
}

describe('at every call of planning', () => {
  const scope = stack('team', {
    ...AFTER,
    // Without their list, planning for a stack that names one does not go on.
    samlProviders: [],
    groups: [{ name: 'g', members: [user('joins', { login: { secret: 'login/joins' } })] }],
    alias: 'team-one',
  });
  /** Those without which planning goes on, with a notice. */
  const SPARED = [
    'GetAccountAuthorizationDetails',
    'GetAccountSummary',
    'GetResources',
    'GetSAMLProvider',
    'ListInstanceProfiles',
    'ListRoles',
    'ListSAMLProviders',
  ];

  async function readings() {
    const cloud = await onTheWay();
    await cloud.bring(desired);
    const read = () => readAccount(cloud, { scope, clock: swiftClock(), random: () => 0 });
    const before = cloud.operations.length;
    const account = await read();
    return { cloud, read, account, operations: [...new Set(cloud.operations.slice(before))] };
  }

  test('an error that stays says which call it was', async () => {
    const { cloud, read, account, operations } = await readings();
    expect(operations).toEqual(
      expect.arrayContaining(['GetLoginProfile', 'GetOpenIDConnectProvider', ...SPARED]),
    );
    for (const { name, status, code } of LASTING)
      for (const denied of operations) {
        const hinder = refuse(status, name);
        cloud.interfere = (operation, answer, body) =>
          operation === denied ? hinder(operation, answer, body) : answer();
        const outcome = await read().catch((error: unknown) => error as LeastwiseError);
        if (code === 'ACCESS_DENIED' && SPARED.includes(denied)) {
          expect(outcome).toHaveProperty('notices', [expect.stringContaining('(no)')]);
          continue;
        }
        // What may not exist is not there.
        if (name === 'NoSuchEntity' && 'notices' in outcome)
          expect(denied).toMatch(/^Get(LoginProfile|OpenID|SAML|AccountPassword)/);
        else
          expect(outcome).toMatchObject({
            code,
            path: expect.stringMatching(new RegExp(`\\.${denied}$`)) as string,
          });
      }
    cloud.interfere = undefined;
    expect(await read()).toEqual(account);
  });

  test.each(Object.entries(PASSING))('%s is waited out', async (_, hinder) => {
    const { cloud, read, account } = await readings();
    cloud.interfere = once(hinder);
    expect(await read()).toEqual(account);
  });
});
