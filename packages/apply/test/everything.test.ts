import {
  CreateRoleCommand,
  DetachRolePolicyCommand,
  GetLoginProfileCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import {
  apply,
  destroy,
  diff,
  drift,
  instanceProfile,
  isEmpty,
  managedPolicy,
  oidcProvider,
  planFromAudit,
  removed,
  renderPlan,
  role,
  rollback,
  type Stack,
  stack,
  type StackContents,
  user,
} from '../src/index.ts';
import { type Cloud, cutOff, openCloud, swiftClock } from './cloud.ts';
import { lettingIn, reading, SAGEMAKER } from './documents.ts';

const GITHUB = 'https://token.actions.githubusercontent.com';
const THUMBPRINT = 'a'.repeat(40);
const contents: StackContents = {
  roles: [role('node', { trust: SAGEMAKER, permissions: reading('a') })],
  instanceProfiles: [instanceProfile('nodes', { role: 'node', tags: { team: 'ml' } })],
  oidcProviders: [oidcProvider(GITHUB, { clientIds: ['sts.amazonaws.com'], thumbprints: [THUMBPRINT] })],
  passwordPolicy: { minimumLength: 30, requireSymbols: true, maxAge: 90 },
  alias: 'ml-team',
};

const isDone = async (cloud: Cloud, desired: Stack) => isEmpty(diff(desired, await cloud.read(desired)));

describe('profiles, providers and what an account has one of', () => {
  test('are brought, changed and, but for the settings, deleted', async () => {
    const cloud = openCloud();
    const first = stack('team', contents);
    await cloud.bring(first);
    expect(await isDone(cloud, first)).toBe(true);
    expect(await cloud.read()).toMatchObject({
      instanceProfiles: [{ name: 'nodes', role: 'node' }],
      oidcProviders: [{ clientIds: ['sts.amazonaws.com'], thumbprints: [THUMBPRINT] }],
      passwordPolicy: { minimumLength: 30, maxAge: 90, requireNumbers: false },
      alias: 'ml-team',
    });
    const second = stack('team', {
      roles: [role('other', { trust: SAGEMAKER })],
      instanceProfiles: [instanceProfile('nodes', { role: 'other' })],
      oidcProviders: [oidcProvider(GITHUB, { clientIds: ['a', 'b'], thumbprints: ['b'.repeat(40)] })],
      passwordPolicy: { minimumLength: 8 },
    });
    await cloud.bring(second);
    expect(await isDone(cloud, second)).toBe(true);
    expect((await cloud.read()).passwordPolicy).toMatchObject({ minimumLength: 8, maxAge: 0 });
    await cloud.bring(
      stack('team', { removed: [removed('account/alias'), removed('account/password-policy')] }),
    );
    const { alias, passwordPolicy, instanceProfiles, oidcProviders, roles } = await cloud.read();
    expect({ alias, passwordPolicy, instanceProfiles, oidcProviders, roles }).toEqual({
      ...{ alias: null, passwordPolicy: null },
      ...{ instanceProfiles: [], oidcProviders: [], roles: [] },
    });
  });

  test('a profile names a role that is in the stack or in the account', async () => {
    const cloud = openCloud();
    const desired = stack('team', { instanceProfiles: [instanceProfile('p', { role: 'nobody' })] });
    expect(diff(desired, await cloud.read(desired)).steps.at(-1)?.blocked?.reason).toBe(
      'the role `nobody` does not exist in this account',
    );
  });
});

describe('a first password', () => {
  const withLogin = stack('team', { users: [user('ada', { login: { secret: 'login/ada' } })] });

  test('goes into the secret, and into nothing else', async () => {
    const cloud = openCloud();
    await cloud.bring(stack('rules', { passwordPolicy: { minimumLength: 40 } }));
    const { secretsManager } = cloud;
    const plan = diff(withLogin, await cloud.read(withLogin));
    const said: string[] = [renderPlan(plan, 'json')];
    await apply(plan, {
      iam: cloud.iam,
      secretsManager,
      clock: swiftClock(),
      audit: (line) => said.push(line),
      onEvent: (event) => said.push(JSON.stringify(event)),
    });
    const { SecretString = '' } = await secretsManager.send(
      new GetSecretValueCommand({ SecretId: 'login/ada' }),
    );
    expect(SecretString).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z0-9]).{40}$/);
    expect(said.join('\n')).not.toContain(SecretString);
    const { LoginProfile } = await cloud.iam.send(new GetLoginProfileCommand({ UserName: 'ada' }));
    expect(LoginProfile?.PasswordResetRequired).toBe(true);
    expect(await isDone(cloud, withLogin)).toBe(true);
  });

  test('is the one in the secret, even where an attempt that seemed lost arrives late', async () => {
    const cloud = openCloud();
    await cloud.bring(stack('team', { users: [user('ada')] }));
    const sent: (string | null)[] = [];
    let late: (() => Promise<unknown>) | undefined;
    cloud.interfere = async (operation, answer, body) => {
      if (operation === 'CreateLoginProfile') sent.push(new URLSearchParams(body).get('Password'));
      if (operation === 'CreateLoginProfile' && late === undefined) {
        late = answer;
        throw cutOff();
      }
      // The first attempt arrives when the second is about to store its password.
      if (operation === 'PutSecretValue') await late?.();
      return answer();
    };
    await cloud.bring(withLogin);
    const { secretsManager } = cloud;
    const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId: 'login/ada' }));
    expect(sent).toEqual([SecretString, SecretString]);
  });

  test('is refused without a client to store it with, before a password is set', async () => {
    const cloud = openCloud();
    const plan = diff(withLogin, await cloud.read(withLogin));
    await expect(apply(plan, { iam: cloud.iam, clock: swiftClock() })).rejects.toMatchObject({
      code: 'CLIENT_MISSING',
    });
    expect(cloud.operations).not.toContain('CreateLoginProfile');
  });
});

describe('what has another name or place', () => {
  test('users and groups are renamed in place, and stay who they are', async () => {
    const cloud = openCloud();
    const named = (name: string, groupName: string) =>
      stack('team', {
        groups: [{ name: groupName, members: [user(name, { inline: { own: reading('a') } })] }],
      });
    await cloud.bring(named('ada', 'readers'));
    const [before] = (await cloud.read()).users;
    const renames = { 'user/ada': 'ada.lovelace', 'group/readers': 'authors' };
    const after = named('ada.lovelace', 'authors');
    const { done } = await cloud.bring(after, { renames });
    expect(done).toEqual(['rename-user user/ada', 'rename-group group/readers']);
    const { users, groups } = await cloud.read();
    expect(users[0]).toMatchObject({ id: before?.id, name: 'ada.lovelace', groups: ['authors'] });
    expect(groups).toHaveLength(1);
    // Said once more, it does nothing.
    expect(isEmpty(diff(after, await cloud.read(after), { renames }))).toBe(true);
  });

  test('a role is made anew under its own name only by consent, and trusts that name it are rewritten', async () => {
    const cloud = openCloud();
    const arn = (path: string) => `arn:aws:iam::111122223333:role${path}a`;
    const at = (path: string) =>
      stack('team', {
        roles: [
          role('a', { path, trust: SAGEMAKER, policies: [managedPolicy('read', reading('x'))] }),
          role('b', { trust: lettingIn(arn(path)) }),
        ],
        instanceProfiles: [instanceProfile('p', { role: 'a' })],
      });
    await cloud.bring(at('/'));
    await expect(cloud.bring(at('/team/'))).rejects.toThrow("replace: ['role/a']");
    await cloud.bring(at('/team/'), { replace: ['role/a'] });
    expect(await isDone(cloud, at('/team/'))).toBe(true);
    const { roles, instanceProfiles } = await cloud.read();
    expect(roles.map(({ path }) => path)).toEqual(['/team/', '/']);
    expect(roles[1]?.trust).toEqual(lettingIn(arn('/team/')));
    expect(instanceProfiles[0]?.role).toBe('a');
  });

  test('a policy with another description is detached, made anew and attached again', async () => {
    const cloud = openCloud();
    const of = (description: string) =>
      stack('team', {
        roles: [
          role('a', { trust: SAGEMAKER, policies: [managedPolicy('p', reading('x'), { description })] }),
        ],
      });
    await cloud.bring(of('old'));
    await cloud.bring(of('new'), { replace: ['policy/p'] });
    expect(await isDone(cloud, of('new'))).toBe(true);
  });
});

describe('what leaves a stack', () => {
  test('stays as nobody’s where that was said', async () => {
    const cloud = openCloud();
    await cloud.bring(stack('team', { roles: [role('kept', { trust: SAGEMAKER, tags: { a: 'b' } })] }));
    await cloud.bring(stack('team', { removed: [removed('role/kept', { keep: true })] }));
    expect((await cloud.read()).roles[0]).toMatchObject({ name: 'kept', tags: { a: 'b' } });
    await cloud.bring(stack('team', {}));
    expect((await cloud.read()).roles).toHaveLength(1);
  });

  test('what others hang on its entities stays where it is ignored', async () => {
    const cloud = openCloud();
    const contents = { roles: [role('a', { trust: SAGEMAKER })] };
    await cloud.bring(stack('team', contents));
    const PolicyDocument = JSON.stringify(reading('x'));
    await cloud.iam.send(
      new PutRolePolicyCommand({ RoleName: 'a', PolicyName: 'scanner-1', PolicyDocument }),
    );
    expect(await isDone(cloud, stack('team', contents, { ignore: { inline: ['scanner-*'] } }))).toBe(true);
    expect(await isDone(cloud, stack('team', contents))).toBe(false);
  });

  test('all of it goes when the stack is destroyed', async () => {
    const cloud = openCloud();
    await cloud.bring(stack('team', contents));
    await apply(destroy({ name: 'team' }, await cloud.read()), { iam: cloud.iam, clock: swiftClock() });
    const { roles, policies, instanceProfiles, oidcProviders, alias } = await cloud.read();
    expect([roles, policies, instanceProfiles, oidcProviders].flat()).toEqual([]);
    expect(alias).toBe('ml-team');
  });
});

test('drift is told as it is seen in the account', async () => {
  const cloud = openCloud();
  const desired = stack('team', {
    roles: [role('a', { trust: SAGEMAKER, permissions: reading('x') }), role('b', { trust: SAGEMAKER })],
  });
  await cloud.bring(desired);
  expect(drift(desired, await cloud.read(desired))).toEqual([]);
  const PolicyArn = 'arn:aws:iam::111122223333:policy/a';
  await cloud.iam.send(new DetachRolePolicyCommand({ RoleName: 'a', PolicyArn }));
  const PolicyDocument = JSON.stringify(reading('y'));
  await cloud.iam.send(new PutRolePolicyCommand({ RoleName: 'b', PolicyName: 'by-hand', PolicyDocument }));
  expect(drift(desired, await cloud.read(desired))).toEqual([
    { entity: { type: 'role', name: 'b' }, kind: 'changed', details: ['has also inline by-hand'] },
    { entity: { type: 'role', name: 'a' }, kind: 'changed', details: ['lacks policy a'] },
  ]);
});

describe('rolling back', () => {
  const before = stack('team', {
    roles: [
      role('a', {
        trust: SAGEMAKER,
        inline: { own: reading('x') },
        policies: [managedPolicy('p', reading('1'))],
      }),
    ],
    users: [user('ada', { path: '/x/', tags: { a: 'b' } })],
    passwordPolicy: { minimumLength: 12 },
  });
  const after = stack('team', {
    roles: [
      role('a', {
        trust: lettingIn('arn:aws:iam::111122223333:root'),
        policies: [managedPolicy('p', reading('2'))],
      }),
    ],
    groups: [{ name: 'new', members: [user('eve')] }],
    passwordPolicy: { minimumLength: 14 },
    alias: 'team-after',
  });
  /** What an account is but for the ids and version numbers that AWS gives. */
  const content = async (cloud: Cloud) =>
    JSON.stringify(await cloud.read(), (key, value: unknown) =>
      /^(id|versions|defaultVersion)$/.test(key) ? undefined : value,
    );

  test('gives back what was there, from the audit log alone', async () => {
    const cloud = openCloud();
    await cloud.bring(before);
    const was = await content(cloud);
    const log: string[] = [];
    await apply(diff(after, await cloud.read(after)), {
      iam: cloud.iam,
      clock: swiftClock(),
      audit: (line) => log.push(line),
    });
    expect(await content(cloud)).not.toBe(was);
    const undo = rollback(planFromAudit(log.join('\n')), await cloud.read());
    await apply(undo, { iam: cloud.iam, clock: swiftClock() });
    expect(await content(cloud)).toBe(was);
    expect(isEmpty(rollback(planFromAudit(log.join('\n')), await cloud.read()))).toBe(true);
  });

  test('gives back to nobody what was taken over', async () => {
    const cloud = openCloud();
    const AssumeRolePolicyDocument = JSON.stringify(SAGEMAKER);
    await cloud.iam.send(new CreateRoleCommand({ RoleName: 'a', AssumeRolePolicyDocument }));
    const was = await content(cloud);
    const plan = diff(before, await cloud.read(before), { adopt: true });
    await apply(plan, { iam: cloud.iam, clock: swiftClock() });
    await apply(rollback(plan, await cloud.read()), { iam: cloud.iam, clock: swiftClock() });
    expect(await content(cloud)).toBe(was);
  });

  test('refuses a log that was edited', () => {
    expect(() => planFromAudit('{"type":"plan","plan":{"steps":[]}}')).toThrow(
      'does not begin with the plan',
    );
  });
});

test('the audit log names every request by the id that AWS gave it, and what was written over', async () => {
  const cloud = openCloud();
  const trusting = (trust = SAGEMAKER) => stack('team', { roles: [role('a', { trust })] });
  await cloud.bring(trusting());
  const next = trusting(lettingIn('arn:aws:iam::111122223333:root'));
  const log: string[] = [];
  await apply(diff(next, await cloud.read(next)), { iam: cloud.iam, audit: (line) => log.push(line) });
  const entries = log.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(entries.map(({ type, operation }) => operation ?? type)).toEqual([
    'plan',
    'IAM.GetRole',
    'IAM.UpdateAssumeRolePolicy',
    'step',
  ]);
  expect(entries[2]?.['requestId']).toMatch(/^[0-9a-f-]{36}$/);
  expect(entries[3]).toMatchObject({ outcome: 'done', before: SAGEMAKER });
});
