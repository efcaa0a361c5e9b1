import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { rotate, type RotationEvent, type RotationOutcome } from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import {
  type Cloud,
  createCloud,
  currentValue,
  DAY,
  keysOf,
  labelsOf,
  SECRET,
  storeFirstKey,
  target,
  USER,
} from './cloud.ts';

const HOUR = DAY / 24;

interface Ran {
  readonly outcome: RotationOutcome;
  /** The operations, in order; a stamp's time reads `<now>`. */
  readonly calls: readonly string[];
  readonly events: readonly RotationEvent[];
}

async function run(cloud: Cloud, force = false): Promise<Ran> {
  const calls: string[] = [];
  const events: RotationEvent[] = [];
  const clients = cloud.clients(async (operation, send) => {
    calls.push(operation.replace(/_\d+$/, '_<now>'));
    return send();
  });
  const onEvent = (event: RotationEvent): unknown => events.push(event);
  const outcome = await rotate(target, { ...clients, onEvent, force, holder: 'test' });
  return { outcome, calls, events };
}

const OBSERVE = ['DescribeSecret', 'ListAccessKeys'];
/** An observation that reads a version's value for the first time. */
const READ = ['DescribeSecret', 'GetSecretValue', 'ListAccessKeys'];

describe('a rotation through the real SDK', () => {
  test('makes exactly these calls, in this order', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const { calls } = await run(cloud, true);
    expect(calls).toEqual([
      ...READ,
      'PutSecretValue LEASTWISE_INTENT',
      'CreateAccessKey',
      'PutSecretValue AWSPENDING',
      // Intent and pending are read back; what was read back is what is verified.
      ...['DescribeSecret', 'GetSecretValue', 'GetSecretValue', 'ListAccessKeys'],
      ...['GetCallerIdentity', 'GetCallerIdentity', 'GetCallerIdentity'],
      'UpdateSecretVersionStage AWSCURRENT',
      ...OBSERVE,
      'UpdateSecretVersionStage RETIRED_<now>',
      ...OBSERVE,
      'UpdateSecretVersionStage AWSPENDING',
      ...OBSERVE,
      'UpdateSecretVersionStage LEASTWISE_INTENT',
      ...OBSERVE,
    ]);
  });

  test('leaves the new key current, the old one active, and says what comes next', async () => {
    const cloud = await createCloud();
    const old = await storeFirstKey(cloud);
    const { outcome } = await run(cloud, true);
    const value = await currentValue(cloud);
    expect(outcome).toEqual({
      state: 'promoted',
      user: USER,
      secret: SECRET,
      keyId: value?.['AccessKeyId'],
      versionId: expect.any(String),
      previousKeyId: old.id,
      next: { what: 'deactivate the previous key', at: '2026-01-01T13:00:02.000Z' },
      reason: `the previous key \`${old.id}\` stays active while its users may hold on to it`,
      steps: ['mint', 'promote', 'label', 'unlabel', 'unlabel'],
    });
    expect(value).toMatchObject({ bucket: 'my-ml-datasets' });
    expect(await keysOf(cloud)).toEqual({ [old.id]: 'Active', [outcome.keyId ?? '']: 'Active' });
    expect(await labelsOf(cloud)).toEqual(['AWSCURRENT', expect.stringMatching(/^AWSPREVIOUS RETIRED_\d+$/)]);
  });

  test('deactivates the previous key after the grace period and deletes it after the recovery period', async () => {
    const cloud = await createCloud();
    const old = await storeFirstKey(cloud);
    const { outcome: promoted } = await run(cloud, true);
    const newId = promoted.keyId ?? '';

    cloud.clock.advanceTo(Date.parse('2026-01-01T13:00:01Z'));
    expect((await run(cloud)).outcome).toMatchObject({ state: 'waiting', steps: [] });

    cloud.clock.advanceTo(Date.parse('2026-01-01T13:00:02Z'));
    const retiring = await run(cloud);
    expect(retiring.outcome).toMatchObject({ state: 'waiting', next: { what: 'delete the previous key' } });
    expect(retiring.calls).toEqual([
      ...['DescribeSecret', 'GetSecretValue', 'GetSecretValue', 'ListAccessKeys'],
      'GetAccessKeyLastUsed',
      // Nobody has made it current again in the meantime.
      'DescribeSecret',
      'UpdateAccessKey Inactive',
      ...OBSERVE,
      'UpdateSecretVersionStage DISABLED_<now>',
      ...OBSERVE,
    ]);
    expect(await keysOf(cloud)).toEqual({ [old.id]: 'Inactive', [newId]: 'Active' });

    cloud.clock.advanceTo(Date.parse(retiring.outcome.next?.at ?? ''));
    const deleting = await run(cloud);
    expect(deleting.outcome).toMatchObject({ state: 'idle', keyId: newId });
    expect(deleting.calls).toEqual([
      ...['DescribeSecret', 'GetSecretValue', 'GetSecretValue', 'ListAccessKeys'],
      'DescribeSecret',
      'DeleteAccessKey',
      ...OBSERVE,
      'UpdateSecretVersionStage RETIRED_<now>',
      ...OBSERVE,
      'UpdateSecretVersionStage DISABLED_<now>',
      ...OBSERVE,
    ]);
    expect(await keysOf(cloud)).toEqual({ [newId]: 'Active' });
    expect(await labelsOf(cloud)).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
  });

  test('says who still uses the previous key, and keeps it', async () => {
    const cloud = await createCloud();
    const old = await storeFirstKey(cloud);
    await run(cloud, true);
    cloud.clock.advanceTo(Date.parse('2026-01-02T00:00:00Z'));
    const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
    const consumer = cloud.aws.clientConfig({ accessKeyId: old.id, secretAccessKey: old.secret });
    await new STSClient(consumer).send(new GetCallerIdentityCommand({}));
    cloud.clock.advanceTo(Date.parse('2026-01-02T12:00:00Z'));
    expect((await run(cloud)).outcome).toMatchObject({
      state: 'in-use',
      previousKeyId: old.id,
      reason: expect.stringContaining('2026-01-02T00:00:00.000Z for sts in us-east-1'),
      next: { what: 'deactivate the previous key', at: '2026-01-03T00:00:00.000Z' },
    });
    expect(await keysOf(cloud)).toMatchObject({ [old.id]: 'Active' });
  });

  test('rotates when due and not before', async () => {
    const cloud = await createCloud();
    const old = await storeFirstKey(cloud);
    const due = cloud.clock.now() + 60 * DAY;
    expect((await run(cloud)).outcome).toMatchObject({
      state: 'idle',
      keyId: old.id,
      next: { what: 'create a new key', at: new Date(due).toISOString() },
    });
    cloud.clock.advanceTo(due - 1_000);
    expect((await run(cloud)).outcome.state).toBe('idle');
    cloud.clock.advanceTo(due);
    expect((await run(cloud)).outcome.state).toBe('promoted');
  });

  test('goes round again: four rotations in a row each end with one key', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const seen = new Set<string>();
    // Idle at first; then promote, deactivate and delete, four times.
    for (let runs = 0; runs < 1 + 4 * 3; runs++) {
      const { outcome } = await run(cloud);
      seen.add(outcome.keyId ?? '');
      cloud.clock.advanceTo(Date.parse(outcome.next?.at ?? ''));
    }
    expect(seen.size).toBe(5);
    expect(await labelsOf(cloud)).toHaveLength(2);
  });

  test('puts the first key into an empty secret', async () => {
    const cloud = await createCloud();
    await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET }));
    const { outcome } = await run(cloud);
    expect(outcome).toMatchObject({ state: 'promoted', steps: ['mint', 'promote', 'unlabel', 'unlabel'] });
    expect(outcome).not.toHaveProperty('previousKeyId');
    expect(await currentValue(cloud)).toMatchObject({ AccessKeyId: outcome.keyId });
    expect(await keysOf(cloud)).toEqual({ [outcome.keyId ?? '']: 'Active' });
  });

  test('knows the user by a name in another case, as IAM does', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const clients = cloud.clients((_, send) => send());
    const outcome = await rotate({ ...target, user: USER.toUpperCase() }, { ...clients, force: true });
    expect(outcome.state).toBe('promoted');
  });

  test('has something to do for a second forced rotation only once the first is over', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    await run(cloud, true);
    const { outcome } = await run(cloud, true);
    expect(outcome).toMatchObject({ state: 'waiting', steps: [] });
  });

  test('tells what it saw and did, one decision after the other', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const { events } = await run(cloud, true);
    const decisions = events.flatMap((event) =>
      event.type === 'decision' ? [`${event.observed} -> ${event.does}`] : [],
    );
    expect(decisions).toEqual([
      'steady, a new key asked for -> mint',
      'pending, key Active -> identity',
      'pending, key Active -> promote',
      'promoted, no RETIRED stamp -> label',
      'promoted, AWSPENDING left -> unlabel',
      'spent intent -> unlabel',
      'both Active, RETIRED present -> waiting',
    ]);
  });

  test('completes the step under way before a listener’s error ends the run', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const failing = new Error('the log is full');
    const onEvent = (event: RotationEvent): void => {
      if (event.type === 'call' && event.operation === 'CreateAccessKey') throw failing;
    };
    const clients = cloud.clients((_, send) => send());
    await expect(rotate(target, { ...clients, onEvent, force: true, holder: 'test' })).rejects.toBe(failing);
    expect(await labelsOf(cloud)).toContain('AWSPENDING');
    expect((await run(cloud)).outcome.state).toBe('promoted');
  });

  test('stops when told to, and goes on with the next run', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const controller = new AbortController();
    const clients = cloud.clients(async (operation, send) => {
      const reply = await send();
      if (operation === 'PutSecretValue AWSPENDING') controller.abort();
      return reply;
    });
    const options = { ...clients, force: true, holder: 'test', signal: controller.signal };
    await expect(rotate(target, options)).rejects.toMatchObject({ code: 'ABORTED' });
    cloud.clock.advanceTo(cloud.clock.now() + HOUR);
    expect((await run(cloud)).outcome.state).toBe('promoted');
  });
});
