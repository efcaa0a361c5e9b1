import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  type RotationRulesType,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import {
  type Aws,
  createAws,
  createVirtualClock,
  type RotationEvent,
  type RotationFunction,
  type VirtualClock,
} from '../index.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';
const DAY = 86_400_000;
const HOUR = DAY / 24;

interface Scene {
  readonly cloud: Aws;
  readonly clock: VirtualClock;
  readonly client: SecretsManagerClient;
  /** The steps that ran, each with the hour. */
  readonly steps: string[];
  /** Which step fails from now on. */
  readonly failing: Set<RotationEvent['Step']>;
  readonly describe: () => Promise<DescribeSecretCommandOutput>;
  readonly value: () => Promise<string | undefined>;
}

/** A secret of Thursday, 2026-01-01, 09:00, that is rotated by these rules from then on, and not before. */
async function scene(RotationRules: RotationRulesType, more: object = {}): Promise<Scene> {
  const clock = createVirtualClock({ start: '2026-01-01T09:00:00Z' });
  const steps: string[] = [];
  const failing = new Set<RotationEvent['Step']>();
  const rotate: RotationFunction = async ({ Step, SecretId, ClientRequestToken }) => {
    steps.push(`${new Date(clock.now()).toISOString().slice(5, 13)} ${Step}`);
    if (failing.has(Step)) throw new Error('not today');
    if (Step === 'createSecret') {
      const value = { SecretString: ClientRequestToken, VersionStages: ['AWSPENDING'] };
      await client.send(new PutSecretValueCommand({ SecretId, ClientRequestToken, ...value }));
    }
    if (Step === 'finishSecret') {
      const { VersionId } = await client.send(new GetSecretValueCommand({ SecretId }));
      const move = { RemoveFromVersionId: VersionId, MoveToVersionId: ClientRequestToken };
      await client.send(
        new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', ...move }),
      );
    }
  };
  const cloud = createAws({ clock, rotationFunctions: { [LAMBDA]: rotate } });
  const client = new SecretsManagerClient({ ...cloud.rootClientConfig(), maxAttempts: 1 });
  await client.send(new CreateSecretCommand({ Name: 'db', SecretString: 'old' }));
  const on = { SecretId: 'db', RotationLambdaARN: LAMBDA, RotationRules, RotateImmediately: false };
  await client.send(new RotateSecretCommand({ ...on, ...more }));
  await cloud.rotationsSettled();
  steps.length = 0;
  return {
    ...{ cloud, clock, client, steps, failing },
    describe: () => client.send(new DescribeSecretCommand({ SecretId: 'db' })),
    value: async () => (await client.send(new GetSecretValueCommand({ SecretId: 'db' }))).SecretString,
  };
}

const ALL_STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];
const at = (hour: string): string[] => ALL_STEPS.map((step) => `${hour} ${step}`);

test('a secret is rotated when the clock reaches its window, and not before', async () => {
  const { cloud, clock, steps, describe, value } = await scene({ AutomaticallyAfterDays: 30 });
  expect((await describe()).NextRotationDate).toEqual(new Date('2026-01-31T23:59:59Z'));
  clock.advance(Date.parse('2026-01-31T00:00:00Z') - clock.now() - 1);
  expect(await cloud.rotationsSettled()).toEqual([]);
  expect(steps).toEqual([]);
  clock.advance(1);
  expect(await cloud.rotationsSettled()).toEqual([]);
  expect(steps).toEqual(at('01-31T00'));
  expect(await value()).not.toBe('old');
  expect(await describe()).toMatchObject({
    LastRotatedDate: new Date('2026-01-31T00:00:00Z'),
    NextRotationDate: new Date('2026-03-02T23:59:59Z'),
  });
});

test('any request to Secrets Manager finds out what is due, without waiting for it', async () => {
  const { cloud, clock, steps, value } = await scene({ ScheduleExpression: 'cron(0 16 L * ? *)' });
  clock.advance(30 * DAY + 7 * HOUR);
  expect(await value()).toBe('old');
  await cloud.rotationsSettled();
  expect(steps).toEqual(at('01-31T16'));
  expect(await value()).not.toBe('old');
});

test('the windows that the clock leaps over count once', async () => {
  const { cloud, clock, steps, describe } = await scene({
    ScheduleExpression: 'rate(4 hours)',
    Duration: '2h',
  });
  clock.advance(10 * DAY);
  await cloud.rotationsSettled();
  await cloud.rotationsSettled();
  expect(steps).toEqual(at('01-11T09'));
  expect((await describe()).NextRotationDate).toEqual(new Date('2026-01-11T13:59:59Z'));
});

test('a value that is put by hand counts as a rotation where the rules count days', async () => {
  const { cloud, clock, client, steps, describe } = await scene({ ScheduleExpression: 'rate(10 days)' });
  clock.advance(5 * DAY);
  await client.send(new PutSecretValueCommand({ SecretId: 'db', SecretString: 'by hand' }));
  expect((await describe()).NextRotationDate).toEqual(new Date('2026-01-16T23:59:59Z'));
  clock.advance(6 * DAY);
  await cloud.rotationsSettled();
  expect(steps).toEqual([]);
});

test('a rotation that fails is tried again in the next window, with the version that it left', async () => {
  const { cloud, clock, steps, failing, describe, value } = await scene({ AutomaticallyAfterDays: 1 });
  failing.add('setSecret');
  clock.advance(DAY);
  expect(await cloud.rotationsSettled()).toMatchObject([{ step: 'setSecret' }]);
  expect(await cloud.rotationsSettled()).toEqual([]);
  expect(await value()).toBe('old');
  const [pending] =
    Object.entries((await describe()).VersionIdsToStages ?? {}).find(([, stages]) =>
      stages.includes('AWSPENDING'),
    ) ?? [];
  failing.clear();
  clock.advance(DAY);
  expect(await cloud.rotationsSettled()).toEqual([]);
  expect(steps).toEqual([...at('01-02T09').slice(0, 2), ...at('01-03T09')]);
  expect(await value()).toBe(pending);
});

test('a function that is not there any more is a failure', async () => {
  const { cloud, clock } = await scene({ AutomaticallyAfterDays: 1 });
  const again = createAws({ clock, snapshot: cloud.snapshot({ unsafeWithSecrets: true }) });
  clock.advance(DAY);
  expect(await again.rotationsSettled()).toMatchObject([
    { step: 'createSecret', error: { message: expect.stringContaining(LAMBDA) } },
  ]);
});

test('what is turned off, or about to be deleted, is not rotated', async () => {
  for (const end of [
    new CancelRotateSecretCommand({ SecretId: 'db' }),
    new DeleteSecretCommand({ SecretId: 'db', RecoveryWindowInDays: 30 }),
  ]) {
    const { cloud, clock, client, steps, describe } = await scene({ AutomaticallyAfterDays: 1 });
    await (end instanceof DeleteSecretCommand ? client.send(end) : client.send(end));
    clock.advance(2 * DAY);
    await cloud.rotationsSettled();
    expect(steps).toEqual([]);
    if (end instanceof CancelRotateSecretCommand) expect((await describe()).NextRotationDate).toBeUndefined();
  }
});

test('a rotation that runs is not begun a second time', async () => {
  const clock = createVirtualClock({ start: '2026-01-01T09:00:00Z' });
  let begun = 0;
  const release: (() => void)[] = [];
  const rotate: RotationFunction = ({ Step }) =>
    Step === 'createSecret' && ++begun > 0
      ? new Promise<void>((resolve) => release.push(resolve))
      : Promise.resolve();
  const cloud = createAws({ clock, rotationFunctions: { [LAMBDA]: rotate } });
  const client = new SecretsManagerClient(cloud.rootClientConfig());
  await client.send(new CreateSecretCommand({ Name: 'db', SecretString: 'old' }));
  const RotationRules = { ScheduleExpression: 'rate(4 hours)' };
  const off = { SecretId: 'db', RotationLambdaARN: LAMBDA, RotationRules, RotateImmediately: false };
  await client.send(new RotateSecretCommand(off));
  await cloud.rotationsSettled();
  for (let i = 0; i < 3; i++) {
    clock.advance(4 * HOUR);
    await client.send(new DescribeSecretCommand({ SecretId: 'db' }));
  }
  expect(begun).toBe(1);
  release.forEach((each) => each());
  await cloud.rotationsSettled();
});
