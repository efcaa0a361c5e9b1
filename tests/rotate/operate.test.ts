import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import {
  accessKey,
  doctor,
  dryRun,
  reconcile,
  resume,
  rollback,
  rotate,
  rotateFleet,
  status,
} from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import { type Cloud, createCloud, createKey, SECRET, storeFirstKey, target, USER } from './cloud.ts';
import { denied } from './fault.ts';
import type { Intercept } from './wire.ts';

const pass: Intercept = (_, send) => send();
const READS = /^(Describe|Get|List)/;

/** Clients that note what they are asked, in order. */
function noting(cloud: Cloud): { calls: string[]; clients: ReturnType<Cloud['clients']> } {
  const calls: string[] = [];
  const clients = cloud.clients((operation, send) => {
    calls.push(operation.replace(/_\d+$/, '_<now>'));
    return send();
  });
  return { calls, clients };
}

describe('reconcile', () => {
  test('takes one step at a time to where rotate gets in one go', async () => {
    const cloud = await createCloud();
    const old = await storeFirstKey(cloud);
    const clients = cloud.clients(pass);
    const steps: string[] = [];
    for (let calls = 0; calls < 20; calls++) {
      // Asked for once; from then on it finishes what is under way.
      const done = await reconcile(target, { ...clients, holder: 'cron', force: calls === 0 });
      if (done.state !== 'stepped') {
        expect(done).toMatchObject({ state: 'waiting', previousKeyId: old.id });
        break;
      }
      steps.push(`${done.observed} -> ${done.step.do}`);
    }
    expect(steps).toEqual([
      'steady, a new key asked for -> mint',
      'pending, key Active -> promote',
      'promoted, no RETIRED stamp -> label',
      'promoted, AWSPENDING left -> unlabel',
      'spent intent -> unlabel',
    ]);
  });
});

describe('a dry run', () => {
  test('lists exactly the requests that a run then makes, and makes none of them', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    for (let runs = 0; runs < 4; runs++) {
      const force = runs === 0;
      const dry = noting(cloud);
      const planned = await dryRun(target, { ...dry.clients, force });
      expect(dry.calls.filter((call) => !READS.test(call))).toEqual([]);
      expect(JSON.stringify(planned)).not.toContain('SecretAccessKey');
      const real = noting(cloud);
      const outcome = await rotate(target, { ...real.clients, force });
      const listed = planned.steps.flatMap(({ calls }) =>
        calls.map(({ operation, input }) => {
          const [label] = (input['VersionStages'] ?? []) as string[];
          const about = label ?? input['VersionStage'] ?? input['Status'];
          return [operation, about].filter(Boolean).join(' ').replace(/_\d+$/, '_<now>');
        }),
      );
      expect(listed).toEqual(real.calls.filter((call) => !READS.test(call)));
      expect(planned.then.state).toBe(outcome.state === 'promoted' ? 'waiting' : outcome.state);
      cloud.clock.advanceTo(Date.parse(outcome.next?.at ?? ''));
    }
  });
});

describe('resume', () => {
  test('finishes a stuck AWSPENDING and begins nothing', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const refusing: Intercept = async (operation, send) =>
      operation === 'UpdateSecretVersionStage AWSCURRENT' ? denied(operation) : send();
    await expect(rotate(target, { ...cloud.clients(refusing), force: true })).rejects.toThrow();
    cloud.clock.advanceTo(cloud.clock.now() + 3_600_000);
    const clients = cloud.clients(pass);
    expect(await status(target, clients)).toMatchObject({ state: 'ready', does: 'promote' });
    expect(await resume(target, clients)).toMatchObject({ state: 'promoted' });
    cloud.clock.advanceTo(cloud.clock.now() + 200 * 86_400_000);
    for (let runs = 0; runs < 3; runs++) {
      await resume(target, clients);
      cloud.clock.advanceTo(cloud.clock.now() + 10 * 86_400_000);
    }
    expect(await resume(target, clients)).toMatchObject({
      state: 'idle',
      reason: 'nothing is under way',
      steps: [],
    });
  });
});

describe('rollback', () => {
  test('swaps back through the real SDK', async () => {
    const cloud = await createCloud();
    const old = await storeFirstKey(cloud);
    cloud.clock.advanceTo(cloud.clock.now() + 60_000);
    const clients = cloud.clients(pass);
    const { keyId } = await rotate(target, { ...clients, force: true });
    expect(await rollback(target, clients)).toMatchObject({
      state: 'rolled-back',
      keyId: old.id,
      previousKeyId: keyId,
    });
  });
});

describe('status and doctor', () => {
  test('say what each key is, and write nothing', async () => {
    const cloud = await createCloud();
    const old = await storeFirstKey(cloud);
    const promoted = await rotate(target, { ...cloud.clients(pass), force: true });
    const { calls, clients } = noting(cloud);
    expect(await status(target, clients)).toMatchObject({
      state: 'waiting',
      keys: [
        { keyId: promoted.keyId, role: 'current', status: 'Active' },
        { keyId: old.id, role: 'previous', status: 'Active', retiredAt: '2026-01-01T00:00:02.000Z' },
      ],
      replicasBehind: [],
    });
    expect(await doctor(target, clients)).toMatchObject({ health: 'waiting', again: promoted.next?.at });
    expect(calls.filter((call) => !READS.test(call))).toEqual([]);
  });

  test('name the exact request that frees a slot', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const stranger = await createKey(cloud);
    expect(await doctor(target, cloud.clients(pass))).toMatchObject({
      health: 'stuck',
      what: expect.stringContaining(stranger.id) as unknown,
      call: {
        service: 'IAM',
        operation: 'DeleteAccessKey',
        input: { UserName: USER, AccessKeyId: stranger.id },
      },
      command: `aws iam delete-access-key --user-name ${USER} --access-key-id ${stranger.id}`,
    });
  });

  test('find a missing secret, user or permission instead of throwing', async () => {
    const cloud = await createCloud();
    const clients = cloud.clients(pass);
    expect(await doctor(target, clients)).toMatchObject({ health: 'stuck', code: 'SECRET_NOT_FOUND' });
    await storeFirstKey(cloud);
    const nobody = { ...target, user: 'nobody' };
    expect(await doctor(nobody, clients)).toMatchObject({ health: 'stuck', code: 'USER_NOT_FOUND' });
    const refusing: Intercept = async (operation, send) =>
      operation === 'ListAccessKeys' ? denied(operation) : send();
    expect(await doctor(target, cloud.clients(refusing))).toMatchObject({
      health: 'stuck',
      code: 'ACCESS_DENIED',
      what: expect.stringContaining('IAM.ListAccessKeys') as unknown,
    });
  });

  test('are well while nothing is due', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    expect(await doctor(target, cloud.clients(pass))).toMatchObject({ health: 'well' });
  });
});

describe('a fleet', () => {
  async function fleetOf(size: number): Promise<{ cloud: Cloud; targets: (typeof target)[] }> {
    const cloud = await createCloud();
    const targets: (typeof target)[] = [];
    for (let index = 0; index < size; index++) {
      const user = `user-${index}`;
      await cloud.iam.send(new CreateUserCommand({ UserName: user }));
      await cloud.secretsManager.send(new CreateSecretCommand({ Name: `ml/${user}` }));
      targets.push(
        accessKey({
          ...{ user, secret: `ml/${user}`, every: '60d' },
          consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
        }),
      );
    }
    return { cloud, targets };
  }

  test('goes on after a failure among the many, and reports it', async () => {
    const { cloud, targets } = await fleetOf(12);
    await cloud.iam.send(new CreateAccessKeyCommand({ UserName: 'user-7' }));
    const seen: string[] = [];
    const report = await rotateFleet(targets, {
      ...cloud.clients(pass),
      canaries: 2,
      onResult: ({ user = '' }) => seen.push(user),
    });
    expect(report).toMatchObject({ counts: { promoted: 11, blocked: 1 } });
    expect(report).not.toHaveProperty('stopped');
    expect(seen.slice(0, 2)).toEqual(['user-0', 'user-1']);
    expect(seen).toHaveLength(12);
    expect(report.results[7]).toMatchObject({ user: 'user-7', state: 'blocked' });
  });

  test('stops at the first canary that fails', async () => {
    const { cloud, targets } = await fleetOf(5);
    const missing = { ...targets[1], user: 'nobody' } as typeof target;
    const fleet = [targets[0], missing, ...targets.slice(2)].filter((each) => each !== undefined);
    const report = await rotateFleet(fleet, { ...cloud.clients(pass), canaries: 3 });
    expect(report.counts).toEqual({ promoted: 1, failed: 1, 'not-begun': 3 });
    expect(report.stopped).toBe('the canary `nobody` failed');
    expect(report.results[1]).toMatchObject({ error: { code: 'USER_NOT_FOUND' } });
  });

  test('refuses the same user twice, whatever the case of its letters', async () => {
    const { cloud, targets } = await fleetOf(1);
    const twice = { ...target, user: 'USER-0' };
    await expect(rotateFleet([...targets, twice], cloud.clients(pass))).rejects.toMatchObject({
      code: 'MALFORMED_FLEET',
      path: '$[1].user',
    });
  });
});

describe('a protected user', () => {
  test('is refused, whatever the case of its letters', () => {
    const options = {
      ...{ user: 'AML@Packt', secret: SECRET, every: '60d' as const },
      consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' } as const,
    };
    expect(() => accessKey({ ...options, protectedUsers: ['admin', 'aml@packt'] })).toThrow(
      expect.objectContaining({ code: 'PROTECTED_USER' }) as Error,
    );
  });
});
