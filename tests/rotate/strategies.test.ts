import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { LeastwiseError, secret } from '@leastwise/core';
import {
  managedSecret,
  rollback,
  rotate,
  type RotateSecretOptions,
  type SecretOutcome,
  type SecretTarget,
  type Strategy,
} from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import { type Cloud, createCloud, currentValue, DAY, labelsOf, SECRET } from './cloud.ts';
import { createLog, type Log } from './driver.ts';
import { FAULTS, type Fault, planFault } from './fault.ts';
import { intercepted } from './wire.ts';

interface ApiKey {
  readonly user: string;
  readonly apiKey: string;
}

/** A service that takes keys: what is accepted, and what was ever set. */
interface Service {
  /** The keys that work, by user. */
  readonly keys: Map<string, Set<string>>;
  readonly log: string[];
  calls: number;
  /** Stands between the strategy and the service, as the wire does for AWS. */
  wire: (operation: string) => 'pass' | 'refuse' | 'lose';
}

function createService(): Service {
  return { keys: new Map(), log: [], calls: 0, wire: () => 'pass' };
}

async function call(service: Service, operation: string, change: () => void): Promise<void> {
  const fate = service.wire(operation);
  service.calls++;
  if (fate === 'refuse') throw new Error(`${operation} was refused`);
  change();
  service.log.push(operation);
  if (fate === 'lose') throw new Error('the connection broke');
  return Promise.resolve();
}

const keysOf = (service: Service, user: string): Set<string> => {
  const keys = service.keys.get(user) ?? new Set<string>();
  service.keys.set(user, keys);
  return keys;
};

let made = 0;
function strategyOf(service: Service, overlap: Strategy['overlap']): Strategy<ApiKey> {
  const other = (user: string): string => (overlap === 'alternating' && user === 'app' ? 'app-clone' : 'app');
  return {
    name: 'api key',
    overlap,
    read: ({ user, apiKey }) => {
      if (typeof user === 'string' && typeof apiKey === 'string') return { user, apiKey };
      throw new LeastwiseError({ code: 'NOT_OURS', what: 'no api key' });
    },
    mint: async ({ current }) =>
      secret({ user: current ? other(current.reveal().user) : 'app', apiKey: `very-secret-${made++}` }),
    set: ({ pending }) =>
      call(service, 'set', () => {
        const { user, apiKey } = pending.reveal();
        const keys = keysOf(service, user);
        if (overlap !== 'dual') keys.clear();
        keys.add(apiKey);
      }),
    test: (value) =>
      call(service, 'test', () => {
        const { user, apiKey } = value.reveal();
        if (!keysOf(service, user).has(apiKey)) throw new Error('not accepted');
      }),
    ...(overlap === 'dual'
      ? {
          retire: ({ previous }) =>
            call(
              service,
              'retire',
              () => void keysOf(service, previous.reveal().user).delete(previous.reveal().apiKey),
            ),
        }
      : {}),
  };
}

interface Scene {
  readonly cloud: Cloud;
  readonly service: Service;
  readonly target: SecretTarget<ApiKey>;
  readonly options: RotateSecretOptions;
  readonly log: Log;
}

async function createScene(
  overlap: Strategy['overlap'],
  config = (cloud: Cloud) => cloud.aws.rootClientConfig(),
): Promise<Scene> {
  const cloud = await createCloud();
  await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET }));
  const service = createService();
  const strategy = strategyOf(service, overlap);
  const target = managedSecret({
    secret: SECRET,
    strategy,
    every: '60d',
    ...(overlap === 'single' ? {} : { grace: '1d' }),
  });
  const log = createLog();
  const options = {
    secretsManager: new SecretsManagerClient(config(cloud)),
    clock: cloud.clock,
    onEvent: (event: unknown) => log.add(event),
  };
  return { cloud, service, target, options, log };
}

/** Whether what consumers read works. */
async function works({ cloud, service }: Scene): Promise<boolean> {
  const { user, apiKey } = (await currentValue(cloud)) ?? {};
  return typeof user === 'string' && typeof apiKey === 'string' && keysOf(service, user).has(apiKey);
}

const working = ({ service }: Scene): number =>
  [...service.keys.values()].reduce((sum, keys) => sum + keys.size, 0);

describe.each(['single', 'dual', 'alternating'] as const)('a %s strategy', (overlap) => {
  test('makes a first value, replaces it when it is due, and not before', async () => {
    const scene = await createScene(overlap);
    const { target, options, cloud } = scene;
    expect(await rotate(target, options)).toMatchObject({
      state: 'promoted',
      steps: ['mint', 'set', 'test', 'unlabel'],
    });
    expect(await works(scene)).toBe(true);
    expect(await rotate(target, options)).toMatchObject({ state: 'idle', steps: [] });
    cloud.clock.advanceTo(cloud.clock.now() + 60 * DAY);
    const second = await rotate(target, options);
    expect(second).toMatchObject({ state: 'promoted' });
    expect(second.steps.slice(0, 4)).toEqual(['mint', 'set', 'test', 'promote']);
    expect(await works(scene)).toBe(true);
    expect(working(scene)).toBe(overlap === 'single' ? 1 : 2);
  });

  test('keeps the previous value for the grace period', async () => {
    const scene = await createScene(overlap);
    const { target, options, cloud } = scene;
    await rotate(target, options);
    const first = await currentValue(cloud);
    await rotate(target, { ...options, force: true });
    const isFirstAlive = (): boolean =>
      keysOf(scene.service, String(first?.['user'])).has(String(first?.['apiKey']));
    expect(isFirstAlive()).toBe(overlap !== 'single');
    cloud.clock.advanceTo(cloud.clock.now() + DAY - 2_000);
    // Not even by force while somebody may hold on to it.
    await rotate(target, { ...options, force: true });
    expect(isFirstAlive()).toBe(overlap !== 'single');
    cloud.clock.advanceTo(cloud.clock.now() + DAY);
    await rotate(target, options);
    expect(isFirstAlive()).toBe(overlap === 'alternating');
    await rotate(target, { ...options, force: true });
    expect(isFirstAlive()).toBe(false);
    expect(await works(scene)).toBe(true);
  });

  test('keeps what stands beside the value', async () => {
    const { target, options, cloud } = await createScene(overlap);
    await rotate(target, options);
    const SecretString = JSON.stringify({ ...(await currentValue(cloud)), region: 'eu-west-1' });
    await cloud.secretsManager.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString }));
    await rotate(target, { ...options, force: true });
    expect(await currentValue(cloud)).toHaveProperty('region', 'eu-west-1');
  });

  test('goes back to the value before, which works', async () => {
    const scene = await createScene(overlap);
    const { target, options, cloud } = scene;
    await rotate(target, options);
    const first = await currentValue(cloud);
    await rotate(target, { ...options, force: true });
    expect(await rollback(target, options)).toMatchObject({ state: 'rolled-back' });
    expect(await currentValue(cloud)).toEqual(first);
    expect(await works(scene)).toBe(true);
    cloud.clock.advanceTo(cloud.clock.now() + 3 * DAY);
    await rotate(target, options);
    expect(await works(scene)).toBe(true);
  });

  test('gives a pending value up, and the current one works', async () => {
    const scene = await createScene(overlap);
    const { target, options, cloud } = scene;
    await rotate(target, options);
    const first = await currentValue(cloud);
    scene.service.wire = (operation) => (operation === 'test' ? 'refuse' : 'pass');
    await expect(rotate(target, { ...options, force: true })).rejects.toThrow('test was refused');
    scene.service.wire = () => 'pass';
    expect(await rollback(target, options)).toMatchObject({ state: 'rolled-back' });
    expect(await currentValue(cloud)).toEqual(first);
    expect(await works(scene)).toBe(true);
    expect(await labelsOf(cloud)).not.toContain('AWSPENDING');
    expect(await rotate(target, { ...options, force: true })).toMatchObject({ state: 'promoted' });
    expect(await works(scene)).toBe(true);
  });
});

/** `dual` takes every step that there is, so it meets every fault; the others those that tell them from it. */
const FAULTS_OF = {
  dual: FAULTS,
  single: ['refused', 'lost reply', 'crash after'],
  alternating: ['lost reply', 'crash after'],
} as const;

/** Lives two rotations with one fault on the way to AWS, or one on the way to the service. */
async function live(
  overlap: Strategy['overlap'],
  fault: Fault,
  index: number,
  serviceFault?: readonly ['refuse' | 'lose', number],
): Promise<{ complaints: string[]; requests: number; calls: number }> {
  const plan = planFault(fault, index);
  const scene = await createScene(overlap, (cloud) =>
    intercepted(cloud.aws.rootClientConfig(), plan.intercept),
  );
  const { service, target, options, cloud, log } = scene;
  service.wire = () => (serviceFault?.[1] === service.calls ? serviceFault[0] : 'pass');
  const complaints: string[] = [];
  let rotations = 0;
  let everCurrent = false;
  for (let runs = 0; rotations < 2 && runs < 12; runs++) {
    let outcome: SecretOutcome | undefined;
    try {
      const end = await Promise.race([rotate(target, { ...options, random: () => 0 }), plan.crashed()]);
      outcome = end === 'crashed' ? undefined : end;
    } catch (error) {
      log.add(error);
    }
    plan.endRun();
    log.add(outcome);
    everCurrent ||= outcome !== undefined;
    // One that died half-way may have set a value that is not current yet, where there is one at a time.
    if (everCurrent && overlap !== 'single' && !(await works(scene)))
      complaints.push(`run ${runs}: what is current does not work`);
    if (outcome && !(await works(scene)))
      complaints.push(`run ${runs}: settled, and what is current does not work`);
    if (outcome?.state === 'blocked') complaints.push(`blocked: ${outcome.reason}`);
    if (outcome) rotations++;
    cloud.clock.advanceTo(cloud.clock.now() + (outcome ? 61 : 0.01) * DAY);
  }
  if (rotations < 2) complaints.push('did not settle');
  const values = [...service.keys.values()].flatMap((keys) => [...keys]);
  const expected = { single: 1, dual: 2, alternating: 2 }[overlap];
  if (values.length > expected) complaints.push(`${values.length} values work`);
  if (log.text.includes('very-secret')) complaints.push('a value was told');
  return { complaints, requests: plan.requests(), calls: service.calls };
}

describe.each(['single', 'dual', 'alternating'] as const)(
  'a %s strategy under every single fault',
  (overlap) => {
    test.each<Fault>(FAULTS_OF[overlap])(
      '%s, at each request to AWS, loses nothing',
      async (fault) => {
        const { requests, complaints: none } = await live(overlap, fault, -1);
        expect(none).toEqual([]);
        const complaints: string[] = [];
        for (let index = 0; index < requests; index++) {
          const { complaints: found } = await live(overlap, fault, index);
          complaints.push(...found.map((complaint) => `${fault} at ${index}: ${complaint}`));
        }
        expect(complaints).toEqual([]);
      },
      120_000,
    );

    test.each(['refuse', 'lose'] as const)(
      '%s, at each call of the service, loses nothing',
      async (fate) => {
        const { calls } = await live(overlap, 'refused', -1);
        const complaints: string[] = [];
        for (let index = 0; index < calls; index++) {
          const { complaints: found } = await live(overlap, 'refused', -1, [fate, index]);
          complaints.push(...found.map((complaint) => `${fate} at ${index}: ${complaint}`));
        }
        expect(complaints).toEqual([]);
      },
      120_000,
    );
  },
);

describe('two rotations at once', () => {
  test.each(['single', 'dual', 'alternating'] as const)(
    'of a %s strategy end in one value that works',
    async (overlap) => {
      const scene = await createScene(overlap);
      await rotate(scene.target, scene.options);
      const forced = { ...scene.options, force: true };
      await Promise.allSettled([rotate(scene.target, forced), rotate(scene.target, forced)]);
      await rotate(scene.target, scene.options);
      expect(await works(scene)).toBe(true);
    },
  );
});

describe('a value that the other side refuses', () => {
  test.each([0, 1])('is thrown away and another one made, also as the first (%d)', async (rotations) => {
    const scene = await createScene('single');
    for (let i = 0; i < rotations; i++) await rotate(scene.target, scene.options);
    let refusals = 0;
    const strategy: Strategy<ApiKey> = {
      ...scene.target.strategy,
      set: (values, tools) => {
        if (refusals++ === 0) throw new LeastwiseError({ code: 'VALUE_REFUSED', what: 'too short' });
        return scene.target.strategy.set(values, tools);
      },
    };
    const target = managedSecret({ secret: SECRET, strategy, every: '60d' });
    expect(await rotate(target, { ...scene.options, force: true })).toMatchObject({
      state: 'promoted',
    });
    expect(await works(scene)).toBe(true);
  });

  test('again and again ends the run with the reason', async () => {
    const scene = await createScene('single');
    const refuse = (): never => {
      throw new LeastwiseError({ code: 'VALUE_REFUSED', what: 'too short' });
    };
    const target = managedSecret({
      secret: SECRET,
      strategy: { ...scene.target.strategy, set: refuse },
      every: '60d',
    });
    await expect(rotate(target, scene.options)).rejects.toMatchObject({ code: 'VALUE_REFUSED' });
  });
});

describe('bad input', () => {
  const strategy = strategyOf(createService(), 'dual');
  test.each([
    [{ secret: 'a b', strategy, every: '60d', grace: '1d' }, 'MALFORMED_SECRET_ID'],
    [{ secret: SECRET, strategy, every: '60d' }, 'MALFORMED_DURATION'],
    [{ secret: SECRET, strategy, every: '1d', grace: '1d' }, 'WINDOWS_DO_NOT_FIT'],
    [
      { secret: SECRET, strategy: strategyOf(createService(), 'single'), every: '60d', grace: '1d' },
      'WINDOWS_DO_NOT_FIT',
    ],
    [
      { secret: SECRET, strategy: { ...strategy, retire: undefined }, every: '60d', grace: '1d' },
      'MALFORMED_STRATEGY',
    ],
  ])('%j is refused', (options, code) => {
    expect(() => managedSecret(options as Parameters<typeof managedSecret>[0])).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  test('a secret that is to be deleted, or that holds something else, is left alone', async () => {
    const { target, options, cloud, service } = await createScene('single');
    await cloud.secretsManager.send(
      new PutSecretValueCommand({ SecretId: SECRET, SecretString: 'hunter2-hunter2' }),
    );
    await expect(rotate(target, options)).rejects.toMatchObject({ code: 'NOT_JSON' });
    await cloud.secretsManager.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString: '{"a":1}' }));
    await expect(rotate(target, options)).rejects.toMatchObject({ code: 'NOT_OURS' });
    await cloud.secretsManager.send(new DeleteSecretCommand({ SecretId: SECRET }));
    expect(await rotate(target, options)).toMatchObject({ state: 'blocked' });
    expect(service.log).toEqual([]);
    expect(
      (await cloud.secretsManager.send(new DescribeSecretCommand({ SecretId: SECRET }))).DeletedDate,
    ).toBeDefined();
  });

  test('a strategy that makes no values waits for one that is stored as pending', async () => {
    const scene = await createScene('single');
    const { mint: _, ...strategy } = scene.target.strategy;
    const target = managedSecret({ secret: SECRET, strategy, every: '60d' });
    expect(await rotate(target, scene.options)).toMatchObject({ state: 'waiting' });
    const SecretString = JSON.stringify({ user: 'app', apiKey: 'by-hand' });
    const put = { SecretId: SECRET, SecretString };
    await scene.cloud.secretsManager.send(new PutSecretValueCommand(put));
    await scene.cloud.secretsManager.send(
      new PutSecretValueCommand({
        SecretId: SECRET,
        SecretString: SecretString.replace('hand', 'me'),
        VersionStages: ['AWSPENDING'],
      }),
    );
    expect(await rotate(target, scene.options)).toMatchObject({
      state: 'promoted',
      steps: ['set', 'test', 'promote', 'unlabel'],
    });
    expect(await works(scene)).toBe(true);
  });
});
