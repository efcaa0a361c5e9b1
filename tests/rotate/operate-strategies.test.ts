import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { LeastwiseError, secret } from '@leastwise/core';
import {
  accessKey,
  type AccessKeyTarget,
  alternatingAccessKeys,
  consolePassword,
  doctor,
  dryRun,
  managedSecret,
  reconcile,
  resume,
  rollback,
  rotate,
  rotateFleet,
  type RotateOptions,
  type RotationEvent,
  type SecretTarget,
  status,
  type Strategy,
} from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import { type Cloud, createCloud, currentValue, DAY, labelsOf, SECRET, USER } from './cloud.ts';
import { denied } from './fault.ts';
import { type Intercept, intercepted } from './wire.ts';

const USERS = ['training-a', 'training-b'] as const;
const pass: Intercept = (_, send) => send();
const READS = /^(Describe|Get|List)/;

/** A service whose tokens work until they are taken away. */
interface Tokens {
  readonly working: Set<string>;
  isDown: boolean;
}

let made = 0;
function tokenStrategy(tokens: Tokens): Strategy<{ token: string }> {
  const reach = (): void => {
    if (tokens.isDown) throw new LeastwiseError({ code: 'DOWN', what: 'the service is down' });
  };
  return {
    name: 'token',
    overlap: 'dual',
    read: ({ token }) => ({ token: String(token) }),
    mint: () => Promise.resolve(secret({ token: `very-secret-${made++}` })),
    set: async ({ pending }) => {
      reach();
      tokens.working.add(pending.reveal().token);
    },
    test: async (value) => {
      reach();
      if (!tokens.working.has(value.reveal().token)) throw new Error(`${value.reveal().token} is unknown`);
    },
    retire: async ({ previous }) => void tokens.working.delete(previous.reveal().token),
  };
}

const KINDS = ['console', 'alternating', 'token'] as const;

interface Scene {
  readonly cloud: Cloud;
  readonly target: SecretTarget;
  readonly options: RotateOptions;
  readonly tokens: Tokens;
  /** Every request that was answered and changes something, as `PutSecretValue AWSPENDING`. */
  readonly writes: string[];
  readonly events: RotationEvent[];
}

async function createScene(kind: (typeof KINDS)[number], wire: Intercept = pass): Promise<Scene> {
  const cloud = await createCloud();
  for (const UserName of USERS) await cloud.iam.send(new CreateUserCommand({ UserName }));
  await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET }));
  const writes: string[] = [];
  const events: RotationEvent[] = [];
  const noting: Intercept = async (operation, send, sender) => {
    const reply = await wire(operation, send, sender);
    if (!READS.test(operation) && reply.response.statusCode === 200) writes.push(withoutTime(operation));
    return reply;
  };
  const config = intercepted(cloud.aws.rootClientConfig(), noting);
  const iam = new IAMClient(config);
  const stsFor: RotateOptions['stsFor'] = (credentials) => new STSClient(cloud.aws.clientConfig(credentials));
  const tokens: Tokens = { working: new Set(), isDown: false };
  const target: SecretTarget = {
    console: () =>
      managedSecret({ secret: SECRET, strategy: consolePassword({ user: USER, iam }), every: '60d' }),
    alternating: () =>
      managedSecret({
        ...{ secret: SECRET, every: '60d', grace: '1d' },
        strategy: alternatingAccessKeys({ users: USERS, iam, stsFor }),
      }),
    token: () =>
      managedSecret({ secret: SECRET, strategy: tokenStrategy(tokens), every: '60d', grace: '1d' }),
  }[kind]();
  const secretsManager = new SecretsManagerClient(config);
  const onEvent = (event: RotationEvent): void => void events.push(event);
  const options = { iam, stsFor, secretsManager, clock: cloud.clock, random: () => 0, onEvent };
  return { cloud, target, options, tokens, writes, events };
}

const withoutTime = (operation: string): string => operation.replace(/_\d+$/, '_<now>');
const later = ({ clock }: Cloud, days: number): void => clock.advanceTo(clock.now() + days * DAY);

describe.each(KINDS)('a secret of the strategy %s', (kind) => {
  test('is planned as it is then rotated, and nothing is written by planning', async () => {
    const { cloud, target, options, writes } = await createScene(kind);
    for (const days of [0, 60, 2, 60]) {
      later(cloud, days);
      writes.length = 0;
      const planned = await dryRun(target, options);
      expect(writes).toEqual([]);
      expect(JSON.stringify(planned)).not.toMatch(/very-secret|SecretAccessKey/);
      const outcome = await rotate(target, options);
      const listed = planned.steps.flatMap(({ calls }) =>
        calls.map(({ operation, input }) => {
          const [label] = (input['VersionStages'] ?? []) as string[];
          return withoutTime([operation, label ?? input['VersionStage']].filter(Boolean).join(' '));
        }),
      );
      expect(listed).toEqual(writes);
      expect(planned.steps.map(({ does }) => does)).toEqual(outcome.steps);
      if (outcome.state !== 'promoted') expect(planned.then.state).toBe(outcome.state);
    }
  });

  test('says what each version is, since when, and what is due when', async () => {
    const { cloud, target, options, writes } = await createScene(kind);
    expect(await status(target, options)).toMatchObject({ state: 'ready', values: [] });
    const first = await rotate(target, options);
    later(cloud, 60);
    const second = await rotate(target, options);
    writes.length = 0;
    const now = await status(target, options);
    expect(now).toMatchObject({
      state: kind === 'token' ? 'waiting' : 'idle',
      strategy: target.strategy.name,
      versionId: second.versionId,
      due: expect.stringMatching(/^2026-05-01T00:00/) as unknown,
      replicasBehind: [],
    });
    const roles = now.values.map(({ versionId, role }) => [versionId, role]);
    expect(roles).toContainEqual([second.versionId, 'current']);
    expect(roles).toContainEqual([first.versionId, 'previous']);
    const previous = now.values.find(({ role }) => role === 'previous');
    expect(previous?.storedAt).toMatch(/^2026-01-01T00:00/);
    if (kind !== 'console') expect(previous?.retiredAt).toMatch(/^2026-03-02T00:00/);
    expect(writes).toEqual([]);
  });

  test('is well, and stays so by asking', async () => {
    const { target, options, writes } = await createScene(kind);
    await rotate(target, options);
    writes.length = 0;
    expect(await doctor(target, options)).toMatchObject({
      health: 'well',
      again: expect.any(String) as unknown,
    });
    expect(writes).toEqual([]);
  });

  test('that got stuck with AWSPENDING is told, resumed, and nothing else is begun', async () => {
    let isHindered = false;
    const { cloud, target, options } = await createScene(kind, async (operation, send) =>
      isHindered && operation === 'UpdateSecretVersionStage AWSCURRENT' ? denied(operation) : send(),
    );
    await rotate(target, options);
    isHindered = true;
    await expect(rotate(target, { ...options, force: true })).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    });
    isHindered = false;
    expect(await doctor(target, options)).toMatchObject({ health: 'waiting' });
    later(cloud, 1);
    expect(await doctor(target, options)).toMatchObject({
      health: 'stuck',
      what: expect.stringContaining('pending since 2026-01-01T00:00') as unknown,
    });
    expect(await status(target, options)).toMatchObject({ state: 'ready', observed: 'pending', does: 'set' });
    expect(await resume(target, options)).toMatchObject({ state: 'promoted' });
    later(cloud, 100);
    await resume(target, options);
    expect((await resume(target, options)).steps).toEqual([]);
    expect((await labelsOf(cloud)).join(' ')).not.toContain('AWSPENDING');
  });

  test('is brought forward by a loop of single steps', async () => {
    const { cloud, target, options } = await createScene(kind);
    const steps: string[] = [];
    for (let calls = 0; calls < 20; calls++) {
      if (steps.length === 3) later(cloud, 61);
      const done = await reconcile(target, options);
      if (done.state !== 'stepped') break;
      steps.push(done.step.do);
    }
    expect(steps.slice(0, 2)).toEqual(['mint', kind === 'alternating' ? 'promote' : 'unlabel']);
    expect((await labelsOf(cloud)).join(' ')).not.toContain('AWSPENDING');
    expect(await doctor(target, options)).toMatchObject({ health: 'well' });
  });

  test('goes back, and what it went back from does not work for ever', async () => {
    const { cloud, target, options, tokens } = await createScene(kind);
    await rotate(target, options);
    const first = await currentValue(cloud);
    await rotate(target, { ...options, force: true });
    const done = await rollback(target, options);
    expect(done).toMatchObject({ state: 'rolled-back' });
    expect(done.steps.length).toBeGreaterThan(1);
    expect(await currentValue(cloud)).toEqual(first);
    later(cloud, 2);
    await rotate(target, options);
    if (kind === 'token') expect([...tokens.working]).toEqual([first?.['token']]);
    later(cloud, 60);
    expect(await rotate(target, options)).toMatchObject({ state: 'promoted' });
  });

  test('stops where its signal is aborted, and the next run goes on', async () => {
    let isRunning = false;
    const controller = new AbortController();
    const { cloud, target, options } = await createScene(kind, (operation, send) => {
      if (isRunning && operation === 'PutSecretValue AWSPENDING') controller.abort();
      return send();
    });
    await rotate(target, options);
    isRunning = true;
    const stopped = rotate(target, { ...options, force: true, signal: controller.signal });
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
    later(cloud, 1);
    expect((await rotate(target, options)).state).toMatch(/promoted|idle/);
    expect(await doctor(target, options)).toMatchObject({
      health: expect.not.stringContaining('stuck') as unknown,
    });
  });

  test('ends with a listener’s error only once the step is complete', async () => {
    const { cloud, target, options } = await createScene(kind);
    const onEvent = ({ type }: RotationEvent): void => {
      if (type === 'call') throw new Error('the log is full');
    };
    await expect(rotate(target, { ...options, onEvent })).rejects.toThrow('the log is full');
    expect(await currentValue(cloud)).toBeDefined();
    expect((await rotate(target, options)).state).toMatch(/promoted|idle/);
  });

  test('tells of every state and step as it goes', async () => {
    const { target, options, events } = await createScene(kind);
    const { steps } = await rotate(target, options);
    const decisions = events.flatMap((event) => (event.type === 'decision' ? [event] : []));
    expect(decisions.map(({ does }) => does).filter((does) => does !== 'check' && does !== 'idle')).toEqual(
      steps,
    );
    expect(decisions.every(({ secret: name, user }) => name === SECRET && user === undefined)).toBe(true);
    expect(JSON.stringify(events)).not.toContain('very-secret');
  });
});

describe('the doctor', () => {
  test('finds a user who is missing before a password is due', async () => {
    const { target, options } = await createScene('console');
    const strategy = consolePassword({ user: 'nobody', iam: options.iam });
    const missing = managedSecret({ secret: target.secret, strategy, every: '60d' });
    expect(await doctor(missing, options)).toMatchObject({ health: 'stuck', code: 'USER_NOT_FOUND' });
  });

  test('finds a password that somebody deleted, and what mends it does', async () => {
    const { cloud, target, options } = await createScene('console');
    await rotate(target, options);
    await cloud.iam.send(new DeleteLoginProfileCommand({ UserName: USER }));
    expect(await doctor(target, options)).toMatchObject({
      health: 'stuck',
      code: 'NOT_SET',
      fix: expect.stringContaining('force: true') as unknown,
    });
    await rotate(target, { ...options, force: true });
    expect(await doctor(target, options)).toMatchObject({ health: 'well' });
  });

  test('names the request that takes a stranger’s key away, before the next one is due', async () => {
    const { cloud, target, options } = await createScene('alternating');
    await rotate(target, options);
    const { AccessKey } = await cloud.iam.send(new CreateAccessKeyCommand({ UserName: USERS[1] }));
    const id = AccessKey?.AccessKeyId ?? '';
    expect(await doctor(target, options)).toMatchObject({
      health: 'stuck',
      what: expect.stringContaining(id) as unknown,
      command: `aws iam delete-access-key --user-name ${USERS[1]} --access-key-id ${id}`,
    });
  });

  test('does not quote what a strategy throws', async () => {
    const { target, options, tokens } = await createScene('token');
    await rotate(target, options);
    tokens.working.clear();
    const found = await doctor(target, options);
    expect(found).toMatchObject({
      health: 'stuck',
      what: 'the current value does not work: `test` of `token` says so',
    });
    expect(JSON.stringify(found)).not.toContain('very-secret');
  });

  test('says how to store a value that no strategy makes, and where a secret is that is missing', async () => {
    const { cloud, target, options } = await createScene('token');
    const { mint: _, ...strategy } = target.strategy;
    const byHand = managedSecret({
      secret: SECRET,
      strategy: { ...strategy, overlap: 'single' },
      every: '60d',
    });
    const found = await doctor(byHand, options);
    expect(found).toMatchObject({ health: 'stuck', call: { operation: 'PutSecretValue' } });
    expect(found.command).toContain(`--version-stages '["AWSPENDING"]'`);
    const put = { SecretId: SECRET, SecretString: '{"token":"a"}' };
    await cloud.secretsManager.send(new PutSecretValueCommand(put));
    const missing = { ...byHand, secret: 'nowhere' };
    expect(await doctor(missing, options)).toMatchObject({ health: 'stuck', code: 'SECRET_NOT_FOUND' });
  });
});

describe('bad input ends before any write', () => {
  test.each(['console', 'alternating'] as const)('where a user of %s is missing', async (kind) => {
    const { cloud, target, options, writes } = await createScene(kind);
    await cloud.iam.send(new DeleteUserCommand({ UserName: kind === 'console' ? USER : USERS[1] }));
    await expect(rotate(target, options)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    expect(writes).toEqual([]);
  });

  test.each(KINDS)(
    'where the secret of %s is missing, to be deleted, or holds something else',
    async (kind) => {
      const { cloud, target, options, writes } = await createScene(kind);
      const missing = { ...target, secret: 'nowhere' };
      await expect(rotate(missing, options)).rejects.toMatchObject({ code: 'SECRET_NOT_FOUND' });
      const SecretString = 'hunter2-hunter2';
      await cloud.secretsManager.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString }));
      const error: unknown = await rotate(target, options).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'NOT_JSON' });
      expect(String(error)).not.toContain('hunter2');
      await cloud.secretsManager.send(new DeleteSecretCommand({ SecretId: SECRET }));
      expect(await rotate(target, options)).toMatchObject({
        state: 'blocked',
        remedy: { call: { operation: 'RestoreSecret' } },
      });
      expect(writes).toEqual([]);
    },
  );
});

test('a strategy that does not tell its requests is planned by name', async () => {
  const { target, options } = await createScene('token');
  const { steps } = await dryRun(target, options);
  expect(steps.find(({ does }) => does === 'set')).toMatchObject({
    calls: [],
    note: 'what `set` of the strategy `token` sends is its own',
  });
});

describe('a fleet of both kinds', () => {
  async function mixed(): Promise<Scene & { targets: (AccessKeyTarget | SecretTarget)[] }> {
    const scene = await createScene('alternating');
    const { secretsManager } = scene.cloud;
    for (const Name of ['key', 'token']) await secretsManager.send(new CreateSecretCommand({ Name }));
    const key = accessKey({
      ...{ user: USER, secret: 'key', every: '60d' },
      consumers: { cacheTtl: '1h', longestJob: '1h', slowestPeriod: '1d' },
    });
    const token = managedSecret({
      ...{ secret: 'token', strategy: tokenStrategy(scene.tokens), every: '60d', grace: '1d' },
    });
    return { ...scene, targets: [token, key, scene.target] };
  }

  test('is rotated, canaries first', async () => {
    const { targets, options } = await mixed();
    const seen: string[] = [];
    const onResult = ({ secret: name }: { secret: string }): void => void seen.push(name);
    const report = await rotateFleet(targets, { ...options, canaries: 2, onResult });
    expect(report.counts).toEqual({ promoted: 3 });
    expect(seen).toEqual(['token', 'key', SECRET]);
    expect(report.results.map(({ user }) => user)).toEqual([undefined, USER, undefined]);
  });

  test('stops at a canary of either kind', async () => {
    const { targets, options, tokens } = await mixed();
    tokens.isDown = true;
    const report = await rotateFleet(targets, { ...options, canaries: 1 });
    expect(report).toMatchObject({
      counts: { failed: 1, 'not-begun': 2 },
      stopped: 'the canary `token` failed',
    });
    expect(report.results[0]).toMatchObject({ error: { code: 'DOWN' } });
  });

  test('refuses the same secret twice, and clients left out end the run of that target alone', async () => {
    const { targets, options, target } = await mixed();
    await expect(rotateFleet([target, target], options)).rejects.toMatchObject({
      code: 'MALFORMED_FLEET',
      path: '$[1].secret',
    });
    const forgotten = { ...options, iam: undefined } as never;
    const report = await rotateFleet(targets, forgotten);
    expect(report.counts).toEqual({ promoted: 2, failed: 1 });
    expect(report.results[1]).toMatchObject({ error: { code: 'OPTION_MISSING' } });
  });
});
