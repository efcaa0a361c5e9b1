import {
  AttachUserPolicyCommand,
  CreateUserCommand,
  CreateRoleCommand,
  IAMClient,
  PutUserPolicyCommand,
  TagUserCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import type { LeastwiseError } from '@leastwise/core';
import { createAws } from '@leastwise/emulator';
import { describe, expect, test } from 'vitest';
import {
  apply,
  type ApplyEvent,
  diff,
  isEmpty,
  managedPolicy,
  type Plan,
  readAccount,
  type ReadEvent,
  renderPlan,
  role,
  type Stack,
  stack,
  user,
} from '../src/index.ts';
import { sealPlan } from '../src/plan.ts';
import { type Cloud, cutOff, isWrite, openCloud, refusal, swiftClock } from './cloud.ts';
import { lettingIn, reading, SAGEMAKER } from './documents.ts';

const ROOT = 'arn:aws:iam::111122223333:root';
const small = stack('small', {
  users: [user('ada', { policies: [managedPolicy('read', reading('x'))], inline: { own: reading('y') } })],
});

async function planOf(cloud: Cloud, desired: Stack = small): Promise<Plan> {
  return diff(desired, await cloud.read(desired));
}

const options = (cloud: Cloud) => ({
  iam: cloud.iam,
  clock: swiftClock(),
  random: () => 0,
  concurrency: 1,
});

async function failure(action: Promise<unknown>): Promise<LeastwiseError> {
  return action.then(
    () => {
      throw new Error('nothing was refused');
    },
    (error: unknown) => error as LeastwiseError,
  );
}

describe('a plan', () => {
  test('is frozen plain data that a file can hold', async () => {
    const cloud = openCloud();
    const plan = await planOf(cloud);
    const copy = JSON.parse(renderPlan(plan, 'json')) as Plan;
    expect(copy).toEqual(plan);
    expect(Object.isFrozen(plan.steps[0]?.calls[0]?.input)).toBe(true);
    await apply(copy, options(cloud));
    expect(isEmpty(await planOf(cloud))).toBe(true);
  });

  test('is refused once it is edited', async () => {
    const cloud = openCloud();
    const plan = await planOf(cloud);
    const edited = JSON.parse(JSON.stringify(plan).replace('"ada"', '"eve"')) as Plan;
    expect(await failure(apply(edited, options(cloud)))).toMatchObject({ code: 'PLAN_TAMPERED' });
    const foreign = JSON.parse(JSON.stringify(plan).replace('CreateUser', 'CreateServiceLinkedRole')) as Plan;
    expect(await failure(apply(sealPlan(foreign), options(cloud)))).toMatchObject({ code: 'PLAN_TAMPERED' });
    expect(cloud.operations.filter(isWrite)).toEqual([]);
  });

  test('of another version is refused', async () => {
    const cloud = openCloud();
    expect(await failure(apply({ version: 1 } as Plan, options(cloud)))).toMatchObject({
      code: 'MALFORMED_PARAMETER',
      path: 'plan.stack',
    });
    const later = { ...(await planOf(cloud)), version: 2 } as object as Plan;
    expect(await failure(apply(later, options(cloud)))).toMatchObject({ code: 'PLAN_VERSION_UNKNOWN' });
  });

  test('is refused as a whole where one step is blocked', async () => {
    const cloud = openCloud();
    await cloud.iam.send(new CreateUserCommand({ UserName: 'ada' }));
    const error = await failure(apply(await planOf(cloud), options(cloud)));
    expect(error.message).toBe(
      "a step of the plan cannot be carried out: adopt user/ada, because it exists already and does not belong to this stack (at small): adopt it with `adopt: ['user/ada']`, or give yours another name",
    );
    expect(cloud.operations.filter(isWrite)).toEqual(['CreateUser']);
  });

  test('of another day is refused where it may not be so old, and has the same hash whenever it is made', async () => {
    const cloud = openCloud();
    const account = await cloud.read(small);
    const [day, now] = [86_400_000, Date.parse('2026-11-21T12:00:00Z')];
    const yesterday = diff(small, account, { now: now - day });
    expect(yesterday.hash).toBe(diff(small, account).hash);
    const limited = { ...options(cloud), clock: { ...swiftClock(), now: () => now }, maxAge: day - 1 };
    const error = await failure(apply(yesterday, limited));
    expect(error).toMatchObject({ code: 'PLAN_OUTDATED' });
    expect(error.message).toContain('the plan was made at 2026-11-20T12:00:00.000Z');
    expect(await failure(apply(diff(small, account), limited))).toMatchObject({ code: 'PLAN_OUTDATED' });
    expect(cloud.operations.filter(isWrite)).toEqual([]);
    await apply(yesterday, { ...limited, maxAge: day });
  });

  test('of another account is refused before anything is changed', async () => {
    const cloud = openCloud();
    const other = new STSClient(createAws({ account: '444455556666' }).rootClientConfig());
    const error = await failure(apply(await planOf(cloud), { ...options(cloud), sts: other }));
    expect(error).toMatchObject({ code: 'WRONG_ACCOUNT' });
    expect(cloud.operations.filter(isWrite)).toEqual([]);
  });
});

describe('a change behind the plan', () => {
  const wider = stack('small', { users: [user('ada', { inline: { own: reading('z') }, tags: { a: 'b' } })] });

  test.each<[string, (cloud: Cloud) => Promise<unknown>]>([
    [
      'to a tag',
      ({ iam }) => iam.send(new TagUserCommand({ UserName: 'ada', Tags: [{ Key: 'x', Value: 'y' }] })),
    ],
    [
      'to the inline policy that it writes over',
      ({ iam }) =>
        iam.send(
          new PutUserPolicyCommand({
            UserName: 'ada',
            PolicyName: 'own',
            PolicyDocument: JSON.stringify(reading('theirs')),
          }),
        ),
    ],
  ])('%s makes it stale', async (_, meddle) => {
    const cloud = openCloud();
    await cloud.bring(small);
    const plan = await planOf(cloud, wider);
    await meddle(cloud);
    const error = await failure(apply(plan, options(cloud)));
    expect(error).toMatchObject({ code: 'PLAN_STALE', hint: 'plan again' });
    expect((await cloud.read()).users[0]?.inline['own']).not.toEqual(reading('z'));
  });

  test('to the trust of a role makes it stale, and says what was done before', async () => {
    const cloud = openCloud();
    const roleWith = (trust = SAGEMAKER) => stack('r', { roles: [role('r', { trust })], policies: [] });
    await cloud.bring(roleWith());
    const desired = stack('r', {
      roles: [role('r', { trust: lettingIn(ROOT), policies: [managedPolicy('p', reading('x'))] })],
    });
    const plan = await planOf(cloud, desired);
    const PolicyDocument = JSON.stringify(lettingIn('arn:aws:iam::444455556666:root'));
    await cloud.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'r', PolicyDocument }));
    expect((await failure(apply(plan, options(cloud)))).message).toBe(
      '`role/r` is no longer what it was when the plan was made; failed at `arn:aws:iam::111122223333:role/r`, done so far: create-policy policy/p (1 of 4 steps) (at update-trust role/r first): plan again',
    );
  });

  test('that creates what it was to create makes it stale', async () => {
    const cloud = openCloud();
    const plan = await planOf(cloud);
    await cloud.iam.send(new CreateUserCommand({ UserName: 'Ada' }));
    expect(await failure(apply(plan, options(cloud)))).toMatchObject({
      code: 'PLAN_STALE',
      path: 'create-user user/ada',
    });
  });

  test('that replaces an entity by another one of its name makes it stale', async () => {
    const cloud = openCloud();
    await cloud.bring(stack('small', { users: [user('ada')] }));
    const plan = await planOf(cloud, stack('small', { users: [user('ada', { tags: { a: 'b' } })] }));
    await cloud.bring(stack('small', {}));
    await cloud.bring(stack('small', { users: [user('ada')] }));
    expect(await failure(apply(plan, options(cloud)))).toMatchObject({ code: 'PLAN_STALE' });
  });

  test('to its attachments does not: attaching twice does no harm', async () => {
    const cloud = openCloud();
    await cloud.bring(
      stack('small', { users: [user('ada')], policies: [managedPolicy('read', reading('x'))] }),
    );
    const plan = await planOf(cloud);
    const PolicyArn = 'arn:aws:iam::111122223333:policy/read';
    await cloud.iam.send(new AttachUserPolicyCommand({ UserName: 'ada', PolicyArn }));
    await apply(plan, options(cloud));
    expect(isEmpty(await planOf(cloud))).toBe(true);
  });
});

describe('trouble on the way', () => {
  test('access denied in the middle names the step and what is done, and changes nothing more', async () => {
    const cloud = openCloud();
    const plan = await planOf(cloud);
    cloud.interfere = (operation, answer) =>
      operation === 'PutUserPolicy'
        ? Promise.resolve(
            refusal(403, 'AccessDenied', 'User: ada is not authorized to perform: iam:PutUserPolicy'),
          )
        : answer();
    const error = await failure(apply(plan, options(cloud)));
    expect(error.code).toBe('ACCESS_DENIED');
    expect(error.message).toBe(
      'User: ada is not authorized to perform: iam:PutUserPolicy; failed at `arn:aws:iam::111122223333:user/ada`, done so far: create-policy policy/read, create-user user/ada (2 of 4 steps) (at put-inline user/ada own): ask for that permission, or use another identity, then plan again',
    );
    expect(cloud.operations.filter(isWrite)).toEqual(['CreatePolicy', 'CreateUser', 'PutUserPolicy']);
    cloud.interfere = undefined;
    await cloud.bring(small);
    expect(isEmpty(await planOf(cloud))).toBe(true);
  });

  test('access denied while reading names the operation', async () => {
    const cloud = openCloud();
    cloud.interfere = () => Promise.resolve(refusal(403, 'AccessDenied', 'no'));
    expect(await failure(cloud.read())).toMatchObject({
      code: 'ACCESS_DENIED',
      path: 'STS.GetCallerIdentity',
    });
  });

  test('an endpoint that nobody serves, and missing credentials, are told apart', async () => {
    const region = 'us-east-1';
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const nowhere = { region, credentials, endpoint: 'http://127.0.0.1:9' };
    const clients = { iam: new IAMClient(nowhere), sts: new STSClient(nowhere) };
    expect(await failure(readAccount(clients))).toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
    const plan = await planOf(openCloud());
    const anonymous = new IAMClient({
      ...nowhere,
      credentials: () =>
        Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' })),
    });
    expect(await failure(apply(plan, { iam: anonymous }))).toMatchObject({
      code: 'CREDENTIALS_MISSING',
      path: 'create-policy policy/read',
    });
  });

  test('an abort stops it at the step under way', async () => {
    const cloud = openCloud();
    const plan = await planOf(cloud);
    const stop = new AbortController();
    const onEvent = (event: ApplyEvent): void => {
      if (event.type === 'step-done' && event.number === 2) stop.abort();
    };
    const error = await failure(apply(plan, { ...options(cloud), signal: stop.signal, onEvent }));
    expect(error).toMatchObject({ code: 'ABORTED', path: 'put-inline user/ada own' });
    expect(cloud.operations.filter(isWrite)).toHaveLength(2);
  });

  test('throttling is waited out', async () => {
    const cloud = openCloud();
    const plan = await planOf(cloud);
    let n = 0;
    cloud.interfere = (_, answer) =>
      n++ % 3 === 0 ? Promise.resolve(refusal(400, 'Throttling', 'Rate exceeded')) : answer();
    const { requests, waited } = await apply(plan, options(cloud));
    expect(requests).toBeGreaterThan(plan.steps.length);
    expect(waited).toBeGreaterThan(0);
    cloud.interfere = undefined;
    expect(isEmpty(await planOf(cloud))).toBe(true);
  });

  test('a policy that does not exist is not waited for', async () => {
    const cloud = openCloud();
    const desired = stack('s', {
      users: [user('ada', { policies: ['arn:aws:iam::aws:policy/NoSuchPolicy'] })],
    });
    const error = await failure(cloud.bring(desired));
    expect(error).toMatchObject({
      code: 'AWS_REFUSED',
      path: 'attach user/ada arn:aws:iam::aws:policy/NoSuchPolicy',
    });
    expect(cloud.operations.filter((operation) => operation === 'AttachUserPolicy')).toHaveLength(1);
  });

  test('what was just created is waited for where AWS does not know it yet', async () => {
    const cloud = openCloud();
    const plan = await planOf(cloud);
    let unknown = 5;
    cloud.interfere = (operation, answer) =>
      operation === 'PutUserPolicy' && unknown-- > 0
        ? Promise.resolve(refusal(404, 'NoSuchEntity', 'The user with name ada cannot be found.'))
        : answer();
    await apply(plan, options(cloud));
    cloud.interfere = undefined;
    expect(isEmpty(await planOf(cloud))).toBe(true);
  });

  test('what was there before and is gone is not waited for', async () => {
    const cloud = openCloud();
    await cloud.bring(small);
    const plan = await planOf(
      cloud,
      stack('small', { users: [user('ada', { inline: { own: reading('z') } })] }),
    );
    cloud.interfere = (operation, answer) =>
      operation === 'PutUserPolicy'
        ? Promise.resolve(refusal(404, 'NoSuchEntity', 'The user with name ada cannot be found.'))
        : answer();
    const before = cloud.operations.length;
    expect(await failure(apply(plan, options(cloud)))).toMatchObject({ code: 'AWS_REFUSED' });
    expect(cloud.operations.slice(before).filter(isWrite)).toEqual(['PutUserPolicy']);
  });

  const trusting = stack('t', {
    users: [user('ada')],
    roles: [role('r', { trust: lettingIn('arn:aws:iam::111122223333:user/ada') })],
  });

  test('a principal that was just created is waited for, no other malformed document is', async () => {
    const cloud = openCloud();
    const plan = await planOf(cloud, trusting);
    let message = 'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:user/ada"';
    let left = 4;
    cloud.interfere = (operation, answer) =>
      operation === 'CreateRole' && left-- > 0
        ? Promise.resolve(refusal(400, 'MalformedPolicyDocument', message))
        : answer();
    await apply(plan, options(cloud));
    expect(cloud.operations.filter((operation) => operation === 'CreateRole')).toHaveLength(5);

    const second = openCloud();
    message = 'Syntax errors in policy.';
    left = 100;
    second.interfere = cloud.interfere;
    expect(await failure(apply(await planOf(second, trusting), options(second)))).toMatchObject({
      code: 'AWS_REFUSED',
      path: 'create-role role/r',
    });
    expect(second.operations.filter((operation) => operation === 'CreateRole')).toHaveLength(1);
  });

  test('a create whose reply is lost is looked at, not repeated', async () => {
    const cloud = openCloud();
    const plan = await planOf(cloud);
    const lost = new Set<string>();
    cloud.interfere = async (operation, answer) => {
      const reply = await answer();
      if (!operation.startsWith('Create') || lost.has(operation)) return reply;
      lost.add(operation);
      throw cutOff();
    };
    await apply(plan, options(cloud));
    expect(cloud.operations.filter((operation) => operation.startsWith('Create'))).toEqual([
      'CreatePolicy',
      'CreateUser',
    ]);
    expect(lost.size).toBe(2);
  });

  test('a create whose reply is lost and that shows only later is recognised then', async () => {
    const cloud = openCloud();
    const plan = await planOf(cloud, stack('t', { users: [user('ada')] }));
    let [lost, hidden] = [false, true];
    cloud.interfere = async (operation, answer) => {
      if (operation === 'GetUser' && hidden) {
        hidden = false;
        return refusal(404, 'NoSuchEntity', 'The user with name ada cannot be found.');
      }
      const reply = await answer();
      if (operation !== 'CreateUser' || lost) return reply;
      lost = true;
      throw cutOff();
    };
    await apply(plan, options(cloud));
    expect(cloud.operations.slice(-4)).toEqual(['CreateUser', 'GetUser', 'CreateUser', 'GetUser']);
  });

  test('what someone else created while a reply was lost is not taken for our own', async () => {
    const cloud = openCloud();
    const desired = stack('t', { roles: [role('r', { trust: SAGEMAKER })] });
    const plan = await planOf(cloud, desired);
    let first = true;
    cloud.interfere = async (operation, answer) => {
      if (operation !== 'CreateRole' || !first) return answer();
      first = false;
      const AssumeRolePolicyDocument = JSON.stringify(lettingIn(ROOT));
      await cloud.iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument }));
      throw cutOff();
    };
    expect(await failure(apply(plan, options(cloud)))).toMatchObject({ code: 'PLAN_STALE' });
    expect((await cloud.read()).roles[0]?.trust).toEqual(lettingIn(ROOT));
  });
});

test('tells of every step and every call, and of no document', async () => {
  const cloud = openCloud();
  const events: ApplyEvent[] = [];
  const plan = await planOf(cloud);
  const outcome = await apply(plan, { ...options(cloud), onEvent: (event) => events.push(event) });
  expect(
    events.map((event) => (event.type === 'call' ? event.operation : `${event.type} ${event.number}`)),
  ).toEqual([
    'step-started 1',
    'CreatePolicy',
    'step-done 1',
    'step-started 2',
    'CreateUser',
    'step-done 2',
    'step-started 3',
    'PutUserPolicy',
    'step-done 3',
    'step-started 4',
    'AttachUserPolicy',
    'step-done 4',
  ]);
  expect(events.find((event) => event.type === 'call')).toMatchObject({ step: 'create-policy policy/read' });
  expect(JSON.stringify(events)).not.toContain('Statement');
  expect(outcome).toEqual({ plan: plan.hash, done: plan.steps.map(({ id }) => id), requests: 4, waited: 0 });
});

test('reading tells of every call', async () => {
  const cloud = openCloud();
  const events: ReadEvent[] = [];
  await readAccount(cloud, { onEvent: (event) => events.push(event) });
  expect(events.map((event) => (event.type === 'call' ? event.operation : event))).toEqual([
    'GetCallerIdentity',
    'GetAccountSummary',
    'GetAccountAuthorizationDetails',
    { type: 'read', what: 'entities', count: 0 },
    'ListInstanceProfiles',
    'ListOpenIDConnectProviders',
    'ListSAMLProviders',
    'GetAccountPasswordPolicy',
    'ListAccountAliases',
  ]);
});
