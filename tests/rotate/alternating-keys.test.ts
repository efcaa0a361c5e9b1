import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  IAMClient,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import {
  alternatingAccessKeys,
  managedSecret,
  requiredPolicy,
  rollback,
  rotate,
  type RotateSecretOptions,
  rotationHandler,
  type SecretTarget,
  type UserAccessKey,
} from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import { type Cloud, createCloud, currentValue, DAY, labelsOf, SECRET } from './cloud.ts';
import { createLog, type Log } from './driver.ts';
import { denied, FAULTS, type Fault, planFault } from './fault.ts';
import { type Intercept, intercepted, reset } from './wire.ts';

const USERS = ['training-a', 'training-b'] as const;
const pass: Intercept = (_, send) => send();

interface Scene {
  readonly cloud: Cloud;
  readonly target: SecretTarget<UserAccessKey>;
  readonly options: RotateSecretOptions;
  readonly log: Log;
}

async function createScene(
  wire: Intercept = pass,
  config = (cloud: Cloud) => Promise.resolve(cloud.aws.rootClientConfig()),
): Promise<Scene> {
  const cloud = await createCloud();
  for (const UserName of USERS) {
    await cloud.iam.send(new CreateUserCommand({ UserName }));
    await cloud.iam.send(new TagUserCommand({ UserName, Tags: [{ Key: 'rotation', Value: 'managed' }] }));
  }
  await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET }));
  return { cloud, ...(await client(cloud, wire, config)) };
}

async function client(
  cloud: Cloud,
  wire: Intercept,
  config = (of: Cloud) => Promise.resolve(of.aws.rootClientConfig()),
): Promise<Omit<Scene, 'cloud'>> {
  const log = createLog();
  const clientConfig = intercepted(await config(cloud), wire);
  const strategy = alternatingAccessKeys({
    users: USERS,
    iam: new IAMClient(clientConfig),
    stsFor: (credentials) => new STSClient(intercepted(cloud.aws.clientConfig(credentials), wire)),
  });
  return {
    log,
    target: managedSecret({ secret: SECRET, strategy, every: '60d', grace: '1d' }),
    options: {
      secretsManager: new SecretsManagerClient(clientConfig),
      clock: cloud.clock,
      random: () => 0,
      onEvent: (event) => log.add(event),
    },
  };
}

async function keysOf({ iam }: Cloud): Promise<string[][]> {
  const lists = USERS.map((UserName) => iam.send(new ListAccessKeysCommand({ UserName })));
  return (await Promise.all(lists)).map(({ AccessKeyMetadata = [] }) =>
    AccessKeyMetadata.map(({ AccessKeyId = '' }) => AccessKeyId),
  );
}

/** The user that a value is accepted as. */
async function userOf({ aws }: Cloud, value: Record<string, unknown> | undefined): Promise<string> {
  const [accessKeyId, secretAccessKey] = [String(value?.['AccessKeyId']), String(value?.['SecretAccessKey'])];
  const sts = new STSClient(aws.clientConfig({ accessKeyId, secretAccessKey }));
  const { Arn = '' } = await sts.send(new GetCallerIdentityCommand({})).catch(() => ({ Arn: '' }));
  return Arn.replace(/^.*\//, '');
}

const later = ({ clock }: Cloud, days: number): void => clock.advanceTo(clock.now() + days * DAY);
const createKey = async ({ iam }: Cloud, UserName: string): Promise<string> =>
  (await iam.send(new CreateAccessKeyCommand({ UserName }))).AccessKey?.AccessKeyId ?? '';

describe('two users whose access keys take turns', () => {
  test('get a key in turn, and the former one works for a whole interval', async () => {
    const { cloud, target, options } = await createScene();
    const seen: (Record<string, unknown> | undefined)[] = [];
    for (const user of ['training-a', 'training-b', 'training-a', 'training-b']) {
      expect(await rotate(target, options)).toMatchObject({ state: 'promoted' });
      seen.push(await currentValue(cloud));
      expect(await userOf(cloud, seen.at(-1))).toBe(user);
      later(cloud, 59);
      expect(await rotate(target, options)).toMatchObject({ state: 'idle', steps: [] });
      if (seen.length > 1) expect(await userOf(cloud, seen.at(-2))).not.toBe('');
      if (seen.length > 2) expect(await userOf(cloud, seen.at(-3))).toBe('');
      later(cloud, 1);
    }
    expect((await keysOf(cloud)).map((keys) => keys.length)).toEqual([1, 1]);
    expect((await labelsOf(cloud)).join(' ')).not.toMatch(/CREATING|PENDING/);
  });

  test('are not hurried while the previous key may be in use', async () => {
    const { cloud, target, options } = await createScene();
    for (let i = 0; i < 2; i++) await rotate(target, { ...options, force: true });
    const before = await keysOf(cloud);
    expect(await rotate(target, { ...options, force: true })).toMatchObject({ state: 'waiting' });
    expect(await keysOf(cloud)).toEqual(before);
  });

  test('go back to the previous key, whose successor then gets its time too', async () => {
    const { cloud, target, options } = await createScene();
    await rotate(target, options);
    const first = await currentValue(cloud);
    await rotate(target, { ...options, force: true });
    expect(await rollback(target, options)).toMatchObject({ state: 'rolled-back' });
    expect(await currentValue(cloud)).toEqual(first);
    expect(await rotate(target, { ...options, force: true })).toMatchObject({ state: 'waiting' });
    later(cloud, 2);
    expect(await rotate(target, { ...options, force: true })).toMatchObject({ state: 'promoted' });
    expect((await keysOf(cloud)).flat()).toHaveLength(2);
  });

  test('a pending key that does not work is given up and taken away', async () => {
    const scene = await createScene();
    const { cloud, target, options } = scene;
    await rotate(target, options);
    const wire: Intercept = async (name, send) => (name === 'GetCallerIdentity' ? denied(name) : send());
    const hindered = await client(cloud, wire);
    await expect(rotate(hindered.target, { ...hindered.options, force: true })).rejects.toThrow();
    expect((await keysOf(cloud)).flat()).toHaveLength(2);
    expect(await rollback(target, options)).toMatchObject({ state: 'rolled-back' });
    expect((await keysOf(cloud)).map((keys) => keys.length)).toEqual([1, 0]);
  });
});

/** A person has to look, and is told the request that mends it. */
const BLOCKED = { state: 'blocked', remedy: { call: { operation: 'DeleteAccessKey' } } };

describe('a key that is in no version of the secret', () => {
  test.each(USERS)('of %s stops the rotation and stays', async (user) => {
    const { cloud, target, options } = await createScene();
    await rotate(target, options);
    const stranger = await createKey(cloud, user);
    for (let i = 0; i < 3; i++) {
      later(cloud, 61);
      expect(await rotate(target, options)).toMatchObject({ ...BLOCKED, steps: [] });
    }
    expect((await keysOf(cloud)).flat()).toContain(stranger);
    await cloud.iam.send(new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: stranger }));
    expect(await rotate(target, options)).toMatchObject({ state: 'promoted' });
  });

  test.each([
    ['is taken away once its announcement is over', false],
    ['stays where somebody used it', true],
  ])('and whose creation was announced and got no answer %s', async (_, used) => {
    const scene = await createScene();
    const { cloud, target, options } = scene;
    await rotate(target, options);
    let creates = 0;
    let id = '';
    const wire: Intercept = async (name, send) => {
      if (name !== 'CreateAccessKey') return send();
      creates++;
      if (used) {
        // Somebody else's, at the same time, in place of ours.
        const { AccessKey } = await cloud.iam.send(new CreateAccessKeyCommand({ UserName: USERS[1] }));
        await userOf(cloud, { ...AccessKey });
      } else await send();
      throw reset();
    };
    const lost = await client(cloud, wire);
    const forced = { ...options, force: true };
    await expect(rotate(lost.target, { ...lost.options, force: true })).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(creates).toBe(1);
    id = (await keysOf(cloud))[1]?.[0] ?? '';
    expect(await rotate(target, forced)).toMatchObject({ state: 'waiting', steps: [] });
    expect((await keysOf(cloud))[1]).toEqual([id]);
    later(cloud, 0.1);
    if (used) expect(await rotate(target, forced)).toMatchObject(BLOCKED);
    else expect(await rotate(target, forced)).toMatchObject({ state: 'promoted' });
    expect((await keysOf(cloud))[1]?.includes(id)).toBe(used);
  });

  test('stops also the first rotation, which has nothing to write an announcement on', async () => {
    const { cloud, target, options } = await createScene();
    await createKey(cloud, USERS[0]);
    expect(await rotate(target, options)).toMatchObject({ ...BLOCKED, steps: [] });
  });
});

describe('bad input', () => {
  const clients = { iam: new IAMClient({ region: 'us-east-1' }), stsFor: () => new STSClient() };
  test.each([
    [['a', 'A'], 'SAME_USER'],
    [['a', 'arn:aws:iam::111122223333:root'], 'ROOT_KEY'],
    [['a', '/path/b'], 'MALFORMED_USER'],
    [['a'], 'MALFORMED_USER'],
  ])('the users %j are refused with %s', (users, code) => {
    // The boundary to programs without types.
    const given = users as [string, string];
    expect(() => alternatingAccessKeys({ ...clients, users: given })).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  test('a user that does not exist is refused, and nothing is created', async () => {
    const { cloud, options } = await createScene();
    const strategy = alternatingAccessKeys({
      users: [USERS[0], 'nobody'],
      iam: cloud.iam,
      stsFor: clients.stsFor,
    });
    const target = managedSecret({ secret: SECRET, strategy, every: '60d', grace: '1d' });
    await expect(rotate(target, options)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    expect((await keysOf(cloud)).flat()).toEqual([]);
  });

  test.each([
    [{ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', SecretAccessKey: 'very-secret' }, 'NOT_A_KEY'],
    [{ UserName: 'c', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', SecretAccessKey: 'very-secret' }, 'FOREIGN_KEY'],
    [{ UserName: USERS[0], AccessKeyId: 'x', SecretAccessKey: 'very-secret' }, 'NOT_A_KEY'],
  ])('a secret that holds something else is refused without being quoted (%#)', (members, code) => {
    const { read } = alternatingAccessKeys({ ...clients, users: USERS });
    const refused = expect.objectContaining({ code, message: expect.not.stringContaining('very') }) as Error;
    expect(() => read(members)).toThrow(refused);
  });

  test('the four steps of Secrets Manager, which announce nothing, are refused', async () => {
    const { target, options } = await createScene();
    expect(() => rotationHandler(target, options)).toThrow('creates what it stores');
  });
});

/** Lives a rotation with one fault, and the one after it. `requests` is how many the first of them takes. */
async function live(fault: Fault, index: number): Promise<{ complaints: string[]; requests: number }> {
  const { cloud, target: first, options: calm } = await createScene();
  await rotate(first, calm);
  later(cloud, 61);
  const plan = planFault(fault, index);
  const { target, options, log } = await client(cloud, plan.intercept);
  const complaints: string[] = [];
  const secrets = new Set<string>();
  let rotations = 0;
  let requests = 0;
  for (let runs = 0; rotations < 2 && runs < 12; runs++) {
    try {
      const end = await Promise.race([rotate(target, options), plan.crashed()]);
      log.add(end);
      if (end !== 'crashed' && end.state === 'blocked') complaints.push(end.reason);
      if (end !== 'crashed' && (end.state === 'promoted' || end.state === 'idle')) {
        rotations++;
        if (rotations === 1) requests = plan.requests();
        later(cloud, 61);
      }
    } catch (error) {
      log.add(error);
    }
    plan.endRun();
    later(cloud, 0.1);
    const value = await currentValue(cloud);
    secrets.add(String(value?.['SecretAccessKey']));
    if ((await userOf(cloud, value)) !== value?.['UserName']) complaints.push(`run ${runs}: does not work`);
  }
  if (rotations < 2) complaints.push('did not settle');
  const counts = (await keysOf(cloud)).map((keys) => keys.length);
  if (counts.join() !== '1,1') complaints.push(`keys: ${counts.join()}`);
  for (const value of secrets) if (log.text.includes(value)) complaints.push('a secret was told');
  return { complaints, requests };
}

describe('two users whose access keys take turns, under every single fault', () => {
  test.each(FAULTS)(
    '%s, at each request, leaves a key that works and none over',
    async (fault) => {
      const { requests, complaints } = await live(fault, -1);
      expect(complaints).toEqual([]);
      for (let index = 0; index < requests; index++) {
        const found = await live(fault, index);
        complaints.push(...found.complaints.map((complaint) => `${fault} at ${index}: ${complaint}`));
      }
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  test('two rotations at once end in one key that works and none over', async () => {
    const { cloud, target, options } = await createScene();
    await rotate(target, options);
    const forced = { ...options, force: true };
    await Promise.allSettled([rotate(target, forced), rotate(target, forced)]);
    later(cloud, 0.1);
    await rotate(target, options);
    expect(await userOf(cloud, await currentValue(cloud))).toBe(USERS[1]);
    expect((await keysOf(cloud)).map((keys) => keys.length)).toEqual([1, 1]);
  });
});

describe('under the required policy', () => {
  const { iam, stsFor } = { iam: new IAMClient({ region: 'us-east-1' }), stsFor: () => new STSClient() };
  const strategy = alternatingAccessKeys({ users: USERS, iam, stsFor });
  const described = managedSecret({ secret: SECRET, strategy, every: '60d', grace: '1d' });
  const policy = JSON.stringify(requiredPolicy(described, { account: '111122223333', region: 'us-east-1' }));
  const parts = [
    ...new Set(policy.match(/(iam|secretsmanager):[A-Z]\w+(?=")|AWSCURRENT|AWSPENDING|\w+_\*/g)),
  ].filter((part) => part !== 'secretsmanager:VersionStage');

  /** Three rotations, the second of which is cut off first. */
  async function lifecycle(document: string): Promise<string> {
    const config = async (cloud: Cloud): Promise<ReturnType<Cloud['aws']['clientConfig']>> => {
      const UserName = 'rotator';
      await cloud.iam.send(new CreateUserCommand({ UserName }));
      const inline = { UserName, PolicyName: 'rotate', PolicyDocument: document };
      await cloud.iam.send(new PutUserPolicyCommand(inline));
      return cloud.aws.clientConfig(
        (await cloud.iam.send(new CreateAccessKeyCommand({ UserName }))).AccessKey,
      );
    };
    let creates = 0;
    const wire: Intercept = async (name, send) => {
      const reply = await send();
      if (name === 'CreateAccessKey' && ++creates === 2) throw reset();
      return reply;
    };
    const { cloud, target, options } = await createScene(wire, config);
    let failure = 'done';
    for (let runs = 0; runs < 4; runs++) {
      await rotate(target, options).catch((error: unknown) => {
        if (failure === 'done' && !String(error).includes('ECONNRESET')) failure = String(error);
      });
      later(cloud, 61);
    }
    return failure;
  }

  test('they are rotated', async () => {
    expect(await lifecycle(policy)).toBe('done');
  });

  test.each(parts)('they are not without %s', async (part) => {
    expect(await lifecycle(policy.replace(`"${part}"`, '"none:None"'))).toContain('not authorized');
  });
});
