import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DescribeSecretCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { type Aws, createAws } from '@leastwise/emulator';
import {
  consolePassword,
  managedSecret,
  type RotateOptions,
  rotationHandler,
  type RotationRequest,
  sweepHandler,
} from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import {
  type BareKey,
  currentValue,
  DAY,
  keysOf,
  labelsOf,
  SECRET,
  storeFirstKey,
  target,
  USER,
} from './cloud.ts';
import { createLog, type Log } from './driver.ts';
import { type Fault, planFault } from './fault.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
import { intercepted, type Intercept } from './wire.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';
const TOKENS = ['1', '2', '3', '4'].map((digit) => digit.repeat(36)) as [string, string, string, string];

interface Scene {
  readonly aws: Aws;
  readonly clock: VirtualClock;
  readonly iam: IAMClient;
  readonly secretsManager: SecretsManagerClient;
  readonly first: BareKey;
  readonly log: Log;
  readonly options: RotateOptions;
  /** What the function is called with, and by. */
  readonly events: RotationRequest[];
  sweep(): Promise<unknown>;
  /** Starts a rotation and waits until the function has run; gives the steps that failed. */
  rotate(token: string, immediately?: boolean): Promise<readonly { step: string; error: unknown }[]>;
}

async function createScene(
  wire: Intercept = (_, send) => send(),
  spelling: (step: string) => string = (step) => step,
): Promise<Scene> {
  const clock = createVirtualClock();
  const events: RotationRequest[] = [];
  const aws = createAws({
    clock,
    rotationFunctions: {
      [LAMBDA]: (event) => {
        events.push(event);
        return handler({ ...event, Step: spelling(event.Step) });
      },
    },
  });
  const iam = new IAMClient(aws.rootClientConfig());
  const secretsManager = new SecretsManagerClient(aws.rootClientConfig());
  await iam.send(new CreateUserCommand({ UserName: USER }));
  const first = await storeFirstKey({ iam, secretsManager });
  const log = createLog();
  const options: RotateOptions = {
    iam: new IAMClient(intercepted(aws.rootClientConfig(), wire)),
    secretsManager: new SecretsManagerClient(intercepted(aws.rootClientConfig(), wire)),
    stsFor: (credentials) => new STSClient(intercepted(aws.clientConfig(credentials), wire)),
    clock,
    onEvent: (event) => log.add(event),
  };
  const handler = rotationHandler(target, options);
  return {
    aws,
    clock,
    iam,
    secretsManager,
    first,
    log,
    options,
    events,
    sweep: sweepHandler(target, options),
    rotate: async (token, immediately = true) => {
      const start = {
        SecretId: SECRET,
        RotationLambdaARN: LAMBDA,
        ClientRequestToken: token,
        RotateImmediately: immediately,
      };
      // Where a rotation is not complete, AWS says so and tries that one again.
      await secretsManager.send(new RotateSecretCommand(start)).catch((error: unknown) => log.add(error));
      const failed = await aws.rotationsSettled();
      failed.forEach(({ error }) => log.add(error));
      return failed;
    },
  };
}

const currentId = async (scene: Scene): Promise<unknown> => (await currentValue(scene))?.['AccessKeyId'];

describe('the rotation function of an access key', () => {
  test.each([
    ['as AWS documents them', (step: string) => step],
    ['as Python spells them', (step: string) => step.replace('Secret', '_secret')],
  ])('takes the four steps %s, and leaves AWSPENDING to the service', async (_, spelling) => {
    const scene = await createScene(undefined, spelling);
    expect(await scene.rotate(TOKENS[0])).toEqual([]);
    expect(scene.events.map(({ Step }) => Step)).toEqual([
      'createSecret',
      'setSecret',
      'testSecret',
      'finishSecret',
    ]);
    expect(await currentId(scene)).not.toBe(scene.first.id);
    expect(Object.values(await keysOf(scene))).toEqual(['Active', 'Active']);
    expect(await labelsOf(scene)).toEqual([
      'AWSCURRENT AWSPENDING',
      expect.stringMatching(/^AWSPREVIOUS RETIRED_\d+$/),
      'LEASTWISE_INTENT',
    ]);
    expect(await currentValue(scene)).toHaveProperty('bucket', 'my-ml-datasets');
  });

  test('leaves deactivating and deleting to the sweep, which keeps the windows', async () => {
    const scene = await createScene();
    await scene.rotate(TOKENS[0]);
    const second = await currentId(scene);
    expect(await scene.sweep()).toMatchObject({ state: 'waiting' });
    scene.clock.advanceTo(scene.clock.now() + 2 * DAY);
    await scene.sweep();
    expect(await keysOf(scene)).toMatchObject({ [scene.first.id]: 'Inactive', [String(second)]: 'Active' });
    scene.clock.advanceTo(scene.clock.now() + 8 * DAY);
    await scene.sweep();
    expect(await keysOf(scene)).toEqual({ [String(second)]: 'Active' });
    scene.clock.advanceTo(scene.clock.now() + 50 * DAY);
    expect(await scene.rotate(TOKENS[1])).toEqual([]);
    expect(await currentId(scene)).not.toBe(second);
  });

  test('with RotateImmediately false tries the current key, and makes none', async () => {
    const scene = await createScene();
    expect(await scene.rotate(TOKENS[0], false)).toEqual([]);
    expect(scene.events.map(({ Step }) => Step)).toEqual(['testSecret']);
    expect(await keysOf(scene)).toEqual({ [scene.first.id]: 'Active' });
    expect(await labelsOf(scene)).toEqual(['AWSCURRENT']);
  });

  test('says why there can be no rotation while the previous key is in its grace period', async () => {
    const scene = await createScene();
    await scene.rotate(TOKENS[0]);
    expect(await scene.rotate(TOKENS[1])).toMatchObject([
      { step: 'createSecret', error: { code: 'ROTATION_NOT_READY' } },
    ]);
    scene.clock.advanceTo(scene.clock.now() + 2 * DAY);
    await scene.sweep();
    scene.clock.advanceTo(scene.clock.now() + 8 * DAY);
    await scene.sweep();
    // Secrets Manager takes up the rotation that failed, whatever the new one is called.
    expect(await scene.rotate(TOKENS[2])).toEqual([]);
    expect((await describeVersions(scene))[TOKENS[1]]).toContain('AWSCURRENT');
  });

  test('can be given every step twice', async () => {
    const scene = await createScene();
    const handler = rotationHandler(target, scene.options);
    await scene.rotate(TOKENS[0]);
    for (const event of scene.events) {
      await handler(event);
      await handler(event);
    }
    expect(Object.keys(await keysOf(scene))).toHaveLength(2);
  });

  test.each([
    ['another token', { Step: 'createSecret', ClientRequestToken: TOKENS[3] }, 'TOKEN_NOT_PENDING'],
    [
      'another secret',
      { SecretId: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:other-AbCdEf' },
      'WRONG_SECRET',
    ],
    ['another step', { Step: 'constructor' }, 'NOT_A_ROTATION'],
    ['no step', { Step: undefined as never }, 'NOT_A_ROTATION'],
  ])('refuses %s', async (_, wrong, code) => {
    const scene = await createScene();
    await scene.rotate(TOKENS[0], false);
    const [event] = scene.events;
    if (!event) throw new Error('no event');
    await expect(rotationHandler(target, scene.options)({ ...event, ...wrong })).rejects.toMatchObject({
      code,
    });
    expect(await keysOf(scene)).toEqual({ [scene.first.id]: 'Active' });
  });

  test('refuses a secret whose rotation was cancelled', async () => {
    const scene = await createScene();
    await scene.rotate(TOKENS[0]);
    await scene.secretsManager.send(new CancelRotateSecretCommand({ SecretId: SECRET }));
    const [event] = scene.events;
    await expect(rotationHandler(target, scene.options)(event as RotationRequest)).rejects.toMatchObject({
      code: 'ROTATION_NOT_ENABLED',
    });
  });
});

async function describeVersions({ secretsManager }: Scene): Promise<Record<string, string[]>> {
  return (
    (await secretsManager.send(new DescribeSecretCommand({ SecretId: SECRET }))).VersionIdsToStages ?? {}
  );
}

/** A function that dies is one that fails: the service knows no more of it. */
const FUNCTION_FAULTS = ['refused', 'lost reply'] as const satisfies readonly Fault[];

/** Rotates with one fault in the function, and lets the service and the sweep try until the first key is gone. */
async function live(fault: Fault, index: number): Promise<{ complaints: string[]; requests: number }> {
  const plan = planFault(fault, index);
  const scene = await createScene(plan.intercept);
  const complaints: string[] = [];
  const secrets = new Set<string>([scene.first.secret]);
  const check = async (when: string): Promise<void> => {
    plan.endRun();
    const keys = await keysOf(scene);
    const value = await currentValue(scene);
    if (typeof value?.['SecretAccessKey'] === 'string') secrets.add(value['SecretAccessKey']);
    if (Object.keys(keys).length > 2) complaints.push(`${when}: more than two keys`);
    if (keys[String(value?.['AccessKeyId'])] !== 'Active')
      complaints.push(`${when}: the current key is not active`);
  };
  for (let attempt = 0; attempt < 10 && scene.first.id in (await keysOf(scene)); attempt++) {
    if ((await currentId(scene)) === scene.first.id) await scene.rotate(String(attempt).repeat(36));
    await check(`rotation ${attempt}`);
    await scene.sweep().catch((error: unknown) => scene.log.add(error));
    await check(`sweep ${attempt}`);
    scene.clock.advanceTo(scene.clock.now() + 4 * DAY);
  }
  if (scene.first.id in (await keysOf(scene))) complaints.push('did not rotate');
  for (const secret of secrets)
    if (scene.log.text.includes(secret)) complaints.push('a secret access key was told');
  return { complaints, requests: plan.requests() };
}

test.each(FUNCTION_FAULTS)(
  'one %s at any request of the function or the sweep loses nothing',
  async (fault) => {
    const { requests, complaints } = await live(fault, -1);
    for (let index = 0; index < requests; index++) {
      const { complaints: found } = await live(fault, index);
      complaints.push(...found.map((complaint) => `${fault} at ${index}: ${complaint}`));
    }
    expect(complaints).toEqual([]);
  },
  120_000,
);

describe('the rotation function of a console password', () => {
  test('takes the four steps, and the trial without rotating', async () => {
    const clock = createVirtualClock();
    const aws: Aws = createAws({ clock, rotationFunctions: { [LAMBDA]: (event) => handler(event) } });
    const iam = new IAMClient(aws.rootClientConfig());
    const secretsManager = new SecretsManagerClient(aws.rootClientConfig());
    const strategy = consolePassword({ user: USER, iam });
    const handler = rotationHandler(managedSecret({ secret: SECRET, strategy, every: '60d' }), {
      secretsManager,
      clock,
    });
    await iam.send(new CreateUserCommand({ UserName: USER }));
    const SecretString = JSON.stringify({ username: USER, password: 'unknown', team: 'ml' });
    await secretsManager.send(new CreateSecretCommand({ Name: SECRET, SecretString }));
    const start = { SecretId: SECRET, RotationLambdaARN: LAMBDA };
    await secretsManager.send(new RotateSecretCommand({ ...start, ClientRequestToken: TOKENS[0] }));
    expect(await aws.rotationsSettled()).toEqual([]);
    const value = await currentValue({ secretsManager });
    expect(value).toMatchObject({ username: USER, team: 'ml', password: expect.stringMatching(/^.{32}$/) });
    await secretsManager.send(
      new RotateSecretCommand({ ...start, ClientRequestToken: TOKENS[1], RotateImmediately: false }),
    );
    expect(await aws.rotationsSettled()).toEqual([]);
    expect(await currentValue({ secretsManager })).toEqual(value);
  });
});
