import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetSecretValueCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeEachWay } from '../../test/ways.ts';
import { createAws, type Throttling } from '../index.ts';
import { createThrottle } from './throttle.ts';

describeEachWay('throttling', (setUp) => {
  test('a class is throttled when its tokens are used up, and passes again when there are new ones', async () => {
    const { iam, clock } = await setUp({ throttle: { 'iam:read': { burst: 2, perSecond: 0.5 } } });
    const list = (): Promise<unknown> => iam.send(new ListUsersCommand({}));
    await list();
    await list();
    await expect(list()).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 400 },
    });
    await iam.send(new CreateUserCommand({ UserName: 'another-class' }));
    clock.advance(1999);
    await expect(list()).rejects.toMatchObject({ name: 'Throttling' });
    clock.advance(1);
    await list();
  });

  test('each service says it in its own words', async () => {
    const none = { burst: 1, perSecond: 0 };
    const throttle: Throttling = { 'secretsmanager:read': none, 'secretsmanager:list': none, s3: none };
    const { cloud, secretsManager } = await setUp({ throttle });
    const value = (): Promise<unknown> => secretsManager.send(new GetSecretValueCommand({ SecretId: 'a' }));
    await expect(value()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(value()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await secretsManager.send(new ListSecretsCommand({}));
    const s3 = new S3Client({ ...cloud.rootClientConfig(), maxAttempts: 1 });
    await s3.send(new ListBucketsCommand({}));
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'SlowDown',
      $metadata: { httpStatusCode: 503 },
    });
  });
});

test('no window lets more through than the burst and what came back in it', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 });
  fc.assert(
    fc.property(
      gaps,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 4 }),
      (steps, burst, perSecond) => {
        const { take } = createThrottle({ 'iam:read': { burst, perSecond } });
        const passed: number[] = [];
        let now = 0;
        for (const step of steps) {
          now += step;
          try {
            take({ service: 'iam', operation: 'ListUsers', account: '1', region: 'r', now });
            passed.push(now);
          } catch {
            // Throttled: it does not count.
          }
        }
        for (const [i, from] of passed.entries()) {
          for (const [j, to] of passed.entries()) {
            if (j >= i && j - i + 1 > burst + ((to - from) / 1000) * perSecond + 1e-6) return false;
          }
        }
        return true;
      },
    ),
  );
});

test('accounts have their own tokens, and regions too but for IAM', () => {
  const { take } = createThrottle({
    'iam:read': { burst: 1, perSecond: 0 },
    sts: { burst: 1, perSecond: 0 },
  });
  const call = { service: 'iam', operation: 'ListUsers', account: '1', region: 'a', now: 0 } as const;
  take(call);
  expect(() => take({ ...call, region: 'b' })).toThrow('Rate exceeded');
  take({ ...call, account: '2' });
  take({ ...call, service: 'sts' });
  take({ ...call, service: 'sts', region: 'b' });
  expect(() => take({ ...call, service: 'sts' })).toThrow('Rate exceeded');
});

test('a rate that lets nothing through, and a class that there is not, are refused', () => {
  expect(() => createAws({ throttle: { sts: { burst: 0, perSecond: 1 } } })).toThrow(
    expect.objectContaining({ code: 'INVALID_RATE', path: "$.throttle['sts']" }),
  );
  const typo = JSON.parse('{ "iam": { "burst": 1, "perSecond": 1 } }') as Throttling;
  expect(() => createAws({ throttle: typo })).toThrow(/there is no class of operations `iam`.*iam:read/);
});
