import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  RestoreSecretCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, expect, test, vi } from 'vitest';
import { createAws } from '../create-aws.ts';
import { createVirtualClock } from '../virtual-clock.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';
const DAY = 86_400_000;

/** A cloud with so many secrets, all rotated by the clock, and some of them about to be deleted. */
async function cloudWith(count: number) {
  const clock = createVirtualClock({ start: '2026-01-15T00:00:00Z' });
  const rotated: string[] = [];
  const cloud = createAws({
    clock,
    unsafeWithoutEnforcement: true,
    rotationFunctions: {
      [LAMBDA]: ({ Step, SecretId }) => {
        if (Step === 'createSecret') rotated.push(SecretId);
        return Promise.resolve();
      },
    },
  });
  const client = new SecretsManagerClient(cloud.rootClientConfig());
  const rules = {
    RotationLambdaARN: LAMBDA,
    RotationRules: { AutomaticallyAfterDays: 30 },
    RotateImmediately: false,
  };
  for (let i = 0; i < count; i++) {
    const SecretId = `s${i}`;
    await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'a' }));
    await client.send(new RotateSecretCommand({ SecretId, ...rules }));
    if (i % 3 === 2) await client.send(new DeleteSecretCommand({ SecretId }));
  }
  await cloud.rotationsSettled();
  return { cloud, client, clock, rotated };
}

/** How many entries of maps are walked over meanwhile: what is found by its name is not counted. */
async function walked(act: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const counting = function* <T>(entries: Iterable<T>): Generator<T, undefined> {
    for (const entry of entries) {
      count += 1;
      yield entry;
    }
  };
  const { values, entries, keys } = Map.prototype;
  vi.spyOn(Map.prototype, 'values').mockImplementation(function (this: Map<unknown, unknown>) {
    return counting(values.call(this));
  });
  vi.spyOn(Map.prototype, 'keys').mockImplementation(function (this: Map<unknown, unknown>) {
    return counting(keys.call(this));
  });
  for (const name of ['entries', Symbol.iterator] as const)
    vi.spyOn(Map.prototype, name).mockImplementation(function (this: Map<unknown, unknown>) {
      return counting(entries.call(this));
    });
  try {
    await act();
  } finally {
    vi.restoreAllMocks();
  }
  return count;
}

afterEach(() => vi.restoreAllMocks());

test('a request walks over as much with hundreds of secrets as with ten', async () => {
  const counts: number[][] = [];
  for (const count of [10, 400]) {
    const { client } = await cloudWith(count);
    const arn = (await client.send(new DescribeSecretCommand({ SecretId: 's1' }))).ARN ?? '';
    const none = `${arn.slice(0, arn.lastIndexOf(':'))}:none-AbCdEf`;
    const requests: (() => Promise<unknown>)[] = [
      () => client.send(new GetSecretValueCommand({ SecretId: 's0' })),
      () => client.send(new GetSecretValueCommand({ SecretId: arn })),
      () => client.send(new GetSecretValueCommand({ SecretId: 'none' })).catch(() => undefined),
      () => client.send(new GetSecretValueCommand({ SecretId: none })).catch(() => undefined),
      () => client.send(new PutSecretValueCommand({ SecretId: 's0', SecretString: 'b' })),
      () => client.send(new CreateSecretCommand({ Name: 'new', SecretString: 'a' })),
      () => client.send(new DeleteSecretCommand({ SecretId: 's4' })),
      () => client.send(new RestoreSecretCommand({ SecretId: 's4' })),
      () => client.send(new DescribeSecretCommand({ SecretId: 's4' })),
    ];
    const each: number[] = [];
    for (const request of requests) each.push(await walked(request));
    counts.push(each);
  }
  expect(counts[1]).toEqual(counts[0]);
});

test('those whose time has come are rotated or gone, and no others', async () => {
  const { cloud, client, clock, rotated } = await cloudWith(6);
  await client.send(new RestoreSecretCommand({ SecretId: 's5' }));
  clock.advance(10 * DAY);
  await client.send(new PutSecretValueCommand({ SecretId: 's0', SecretString: 'b' }));
  clock.advance(20 * DAY);
  await cloud.rotationsSettled();
  // A value that was put by hand counts as a rotation.
  expect(rotated.map((arn) => /secret:(s\d)/.exec(arn)?.[1]).sort()).toEqual(['s1', 's3', 's4', 's5']);
  await expect(client.send(new DescribeSecretCommand({ SecretId: 's2' }))).rejects.toThrow(
    ResourceNotFoundException,
  );
  rotated.length = 0;
  clock.advance(10 * DAY);
  await cloud.rotationsSettled();
  expect(rotated.map((arn) => /secret:(s\d)/.exec(arn)?.[1])).toContain('s0');
});

test('a secret that goes back to an older value is rotated when that is old enough', async () => {
  const { cloud, client, clock, rotated } = await cloudWith(1);
  const { VersionId } = await client.send(new GetSecretValueCommand({ SecretId: 's0' }));
  clock.advance(10 * DAY);
  const next = await client.send(new PutSecretValueCommand({ SecretId: 's0', SecretString: 'b' }));
  clock.advance(10 * DAY);
  await client.send(
    new UpdateSecretVersionStageCommand({
      ...{ SecretId: 's0', VersionStage: 'AWSCURRENT' },
      ...{ MoveToVersionId: VersionId, RemoveFromVersionId: next.VersionId },
    }),
  );
  clock.advance(10 * DAY);
  await cloud.rotationsSettled();
  expect(rotated).toHaveLength(1);
});
