import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  type RotateSecretCommandInput,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { manualClock } from '../../test/ways.ts';
import { type Aws, createAws, type RotationEvent, type RotationFunction } from '../index.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';
const TOKENS = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string];

interface Scene {
  readonly cloud: Aws;
  readonly client: SecretsManagerClient;
  readonly events: RotationEvent[];
  /** The versions and labels at each test step. */
  readonly seen: unknown[];
  rotate(more?: Partial<RotateSecretCommandInput>): Promise<{ VersionId?: string | undefined }>;
  stages(): Promise<Record<string, string[]> | undefined>;
}

/** A secret of one version, and a rotation function that does each step as it should, unless it is told to fail one. */
async function scene({ failing }: { failing?: RotationEvent['Step'] } = {}): Promise<Scene> {
  const events: RotationEvent[] = [];
  const seen: unknown[] = [];
  const rotation: RotationFunction = async (event) => {
    events.push(event);
    if (event.Step === failing) throw new Error('not today');
    const { SecretId, ClientRequestToken } = event;
    if (event.Step === 'createSecret') {
      const VersionStages = ['AWSPENDING'];
      await client.send(
        new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString: 'new', VersionStages }),
      );
    }
    if (event.Step === 'testSecret') seen.push(await stages());
    if (event.Step === 'finishSecret') {
      await client.send(
        new UpdateSecretVersionStageCommand({
          SecretId,
          VersionStage: 'AWSCURRENT',
          RemoveFromVersionId: TOKENS[0],
          MoveToVersionId: ClientRequestToken,
        }),
      );
    }
  };
  const stages: Scene['stages'] = async () =>
    (await client.send(new DescribeSecretCommand({ SecretId: 'db' }))).VersionIdsToStages;
  const cloud = createAws({ clock: manualClock(), rotationFunctions: { [LAMBDA]: rotation } });
  const client = new SecretsManagerClient({ ...cloud.rootClientConfig(), maxAttempts: 1 });
  await client.send(
    new CreateSecretCommand({ Name: 'db', SecretString: 'old', ClientRequestToken: TOKENS[0] }),
  );
  return {
    cloud,
    client,
    events,
    seen,
    rotate: (more = {}) =>
      client.send(
        new RotateSecretCommand({
          SecretId: 'db',
          RotationLambdaARN: LAMBDA,
          ClientRequestToken: TOKENS[1],
          ...more,
        }),
      ),
    stages,
  };
}

test('a rotation makes an empty pending version, then the function fills, sets, tests and promotes it', async () => {
  const { cloud, client, events, rotate, stages } = await scene();
  expect(await rotate({ RotationRules: { AutomaticallyAfterDays: 30 } })).toMatchObject({
    VersionId: TOKENS[1],
  });
  expect(await cloud.rotationsSettled()).toEqual([]);
  expect(events.map(({ Step }) => Step)).toEqual(['createSecret', 'setSecret', 'testSecret', 'finishSecret']);
  expect(new Set(events.map(({ ClientRequestToken }) => ClientRequestToken))).toEqual(new Set([TOKENS[1]]));
  expect(await stages()).toEqual({
    [TOKENS[0]]: ['AWSPREVIOUS'],
    [TOKENS[1]]: ['AWSPENDING', 'AWSCURRENT'],
  });
  const described = await client.send(new DescribeSecretCommand({ SecretId: 'db' }));
  expect(described).toMatchObject({ RotationEnabled: true, RotationLambdaARN: LAMBDA });
  // The last second of the thirtieth day.
  expect(described.NextRotationDate).toEqual(new Date('2026-02-01T23:59:59Z'));
});

test('a failed rotation leaves its version empty and pending, and the next one is refused and tries it again', async () => {
  const { cloud, client, events, rotate, stages } = await scene({ failing: 'createSecret' });
  await rotate();
  expect(await cloud.rotationsSettled()).toMatchObject([{ step: 'createSecret' }]);
  expect(await stages()).toEqual({ [TOKENS[0]]: ['AWSCURRENT'], [TOKENS[1]]: ['AWSPENDING'] });
  await expect(
    client.send(new GetSecretValueCommand({ SecretId: 'db', VersionStage: 'AWSPENDING' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(rotate({ ClientRequestToken: TOKENS[2] })).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: "A previous rotation isn't complete. That rotation will be reattempted.",
  });
  await cloud.rotationsSettled();
  expect(events.map(({ ClientRequestToken }) => ClientRequestToken)).toEqual([TOKENS[1], TOKENS[1]]);
  const cancelled = await client.send(new CancelRotateSecretCommand({ SecretId: 'db' }));
  expect(cancelled.VersionId).toBe(TOKENS[1]);
  expect(await client.send(new DescribeSecretCommand({ SecretId: 'db' }))).toMatchObject({
    RotationEnabled: false,
  });
});

test('the same request again starts nothing', async () => {
  const { cloud, events, rotate } = await scene();
  const [first, second] = [await rotate(), await rotate()];
  expect(second.VersionId).toBe(first.VersionId);
  await cloud.rotationsSettled();
  expect(events).toHaveLength(4);
});

test('without RotateImmediately only the test step runs, on a version that is gone afterwards', async () => {
  const { cloud, events, rotate, seen, stages } = await scene();
  await rotate({ RotateImmediately: false });
  await cloud.rotationsSettled();
  expect(events.map(({ Step }) => Step)).toEqual(['testSecret']);
  expect(seen).toEqual([{ [TOKENS[0]]: ['AWSCURRENT'], [TOKENS[1]]: ['AWSPENDING'] }]);
  expect(await stages()).toEqual({ [TOKENS[0]]: ['AWSCURRENT'] });
});

test.each([
  [{ RotationLambdaARN: undefined }, 'InvalidRequestException', /No Lambda rotation function/],
  [{ RotationLambdaARN: `${LAMBDA}x` }, 'AccessDeniedException', /rotationFunctions/],
  [
    { RotationRules: { AutomaticallyAfterDays: 1, ScheduleExpression: 'rate(1 day)' } },
    'InvalidParameterException',
    /not both/,
  ],
  [{ RotationRules: { ScheduleExpression: 'rate(1 hour)' } }, 'InvalidParameterException', /every 4 hours/],
  [{ RotationRules: { AutomaticallyAfterDays: 1001 } }, 'ValidationException', /1000/],
])('refuses %j', async (input, name, message) => {
  const { rotate, stages } = await scene();
  await expect(rotate(input)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  expect(Object.keys((await stages()) ?? {})).toHaveLength(1);
});
