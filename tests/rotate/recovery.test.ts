import { DeleteAccessKeyCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import {
  type BareKey,
  type Cloud,
  createCloud,
  createKey,
  currentValue,
  keysOf,
  labelsOf,
  SECRET,
  storeFirstKey,
  USER,
} from './cloud.ts';
import { createLog, type RunEnd, runOnce, waitForNext } from './driver.ts';
import { denied } from './fault.ts';
import { type Intercept, reset, textOf } from './wire.ts';

const HOUR = 3_600_000;

/** Says no to the operations whose name starts with one of these. */
const refusing =
  (...operations: readonly string[]): Intercept =>
  async (operation, send) =>
    operations.some((each) => operation.startsWith(each)) ? denied(operation) : send();

/** Carries an operation out and loses the reply. */
const losingReplyTo =
  (lost: string): Intercept =>
  async (operation, send) => {
    const reply = await send();
    if (operation === lost) throw reset();
    return reply;
  };

/** Answers every question of STS as to a key that it does not know. */
const stsRefuses: Intercept = async (operation, send) => {
  if (operation !== 'GetCallerIdentity') return send();
  const reply = denied(operation);
  const text = textOf(reply.response.body).replace('AccessDenied', 'InvalidClientTokenId');
  return { response: { ...reply.response, body: new TextEncoder().encode(text) } };
};

const unchanged: Intercept = (_, send) => send();

async function start(): Promise<{
  cloud: Cloud;
  first: BareKey;
  force: (intercept: Intercept) => Promise<RunEnd>;
}> {
  const cloud = await createCloud();
  const first = await storeFirstKey(cloud);
  let runs = 0;
  const force = (intercept: Intercept): Promise<RunEnd> =>
    runOnce(cloud, `run-${runs++}`, intercept, createLog(), { force: true });
  return { cloud, first, force };
}

describe('creating a key', () => {
  test('withdraws its announcement when AWS says no, and succeeds later', async () => {
    const { cloud, first, force } = await start();
    for (let failures = 0; failures < 3; failures++) {
      const { error, creates } = await force(refusing('CreateAccessKey'));
      expect(error).toMatchObject({ code: 'ACCESS_DENIED', path: 'IAM.CreateAccessKey' });
      expect(creates).toBe(1);
    }
    expect(await labelsOf(cloud)).toContain('LEASTWISE_INTENT LEASTWISE_WITHDRAWN');
    expect(await keysOf(cloud)).toEqual({ [first.id]: 'Active' });
    const { outcome } = await force(unchanged);
    expect(outcome?.state).toBe('promoted');
    expect((await labelsOf(cloud)).join()).not.toContain('LEASTWISE');
  });

  test('asks once where the reply is lost, keeps others away, and clears the orphan after two hours', async () => {
    const { cloud, first, force } = await start();
    const lost = await force(losingReplyTo('CreateAccessKey'));
    expect(lost).toMatchObject({ creates: 1, outcome: { state: 'waiting', steps: ['mint'] } });
    const [orphan = ''] = Object.keys(await keysOf(cloud)).filter((id) => id !== first.id);

    expect(await force(unchanged)).toMatchObject({ creates: 0, outcome: { state: 'busy' } });
    waitForNext(cloud, lost);
    const waiting = await force(unchanged);
    expect(waiting.outcome).toMatchObject({ state: 'waiting', reason: expect.stringContaining(orphan) });
    waitForNext(cloud, waiting);
    expect((await force(unchanged)).outcome).toMatchObject({ state: 'waiting', steps: ['deactivate'] });
    expect(await keysOf(cloud)).toEqual({ [first.id]: 'Active', [orphan]: 'Inactive' });
    const done = await force(unchanged);
    expect(done).toMatchObject({ creates: 1, outcome: { state: 'promoted' } });
    expect(await keysOf(cloud)).not.toHaveProperty(orphan);
  });

  test('deletes a key that cannot be stored, and says so', async () => {
    const { cloud, first, force } = await start();
    const { error } = await force(refusing('PutSecretValue AWSPENDING'));
    expect(error).toMatchObject({ code: 'NOT_STORED', path: 'SecretsManager.PutSecretValue' });
    expect(String(error)).toContain('so it was deleted again');
    expect(await keysOf(cloud)).toEqual({ [first.id]: 'Active' });
    expect((await force(unchanged)).outcome?.state).toBe('promoted');
  });

  test('finds a key again that could be neither stored nor deleted', async () => {
    const { cloud, first, force } = await start();
    const failed = await force(refusing('PutSecretValue AWSPENDING', 'DeleteAccessKey'));
    expect(String(failed.error)).toContain('nor deleted again');
    cloud.clock.advanceTo(cloud.clock.now() + 3 * HOUR);
    expect((await force(unchanged)).outcome).toMatchObject({ steps: ['deactivate'] });
    expect((await force(unchanged)).outcome).toMatchObject({ state: 'promoted' });
    expect(Object.keys(await keysOf(cloud))).toHaveLength(2);
    expect(await keysOf(cloud)).toHaveProperty(first.id);
  });

  test('keeps a key whose storing was refused only after a lost reply', async () => {
    const { cloud, force } = await start();
    let puts = 0;
    const intercept: Intercept = async (operation, send) => {
      if (operation !== 'PutSecretValue AWSPENDING') return send();
      if (puts++ > 0) return denied(operation);
      await send();
      throw reset();
    };
    const { error } = await force(intercept);
    expect(error).toMatchObject({ code: 'ACCESS_DENIED' });
    expect(Object.keys(await keysOf(cloud))).toHaveLength(2);
    cloud.clock.advanceTo(cloud.clock.now() + HOUR);
    expect(await force(unchanged)).toMatchObject({ creates: 0, outcome: { state: 'promoted' } });
  });

  test('is not done where announcing it took too long', async () => {
    const { cloud, first, force } = await start();
    const slow: Intercept = async (operation, send) => {
      if (operation === 'PutSecretValue LEASTWISE_INTENT') await cloud.clock.sleep(31_000);
      return send();
    };
    const { outcome, creates } = await force(slow);
    expect(outcome).toMatchObject({ state: 'waiting', next: { what: 'try again' } });
    expect(creates).toBe(0);
    expect(await keysOf(cloud)).toEqual({ [first.id]: 'Active' });
    expect((await force(unchanged)).outcome?.state).toBe('promoted');
  });
});

describe('a new key that does not work', () => {
  test('never becomes current, and is deleted after two hours', async () => {
    const { cloud, first, force } = await start();
    const { outcome } = await force(stsRefuses);
    expect(outcome).toMatchObject({
      state: 'waiting',
      keyId: first.id,
      next: { what: 'verify the new key again' },
    });
    expect(await currentValue(cloud)).toMatchObject({ AccessKeyId: first.id });
    expect(await labelsOf(cloud)).toContain('AWSPENDING');

    cloud.clock.advanceTo(cloud.clock.now() + 2 * HOUR);
    const broken = Object.keys(await keysOf(cloud)).filter((id) => id !== first.id);
    await force(stsRefuses);
    const keys = await keysOf(cloud);
    expect(keys).toHaveProperty(first.id, 'Active');
    for (const id of broken) expect(keys).not.toHaveProperty(id);
    expect(await currentValue(cloud)).toMatchObject({ AccessKeyId: first.id });
  });

  test('is promoted as soon as it is known everywhere', async () => {
    const { cloud, force } = await start();
    const until = cloud.clock.now() + 12_000;
    const answers: boolean[] = [];
    const late: Intercept = (operation, send, sender) => {
      if (operation !== 'GetCallerIdentity') return send();
      // Known to some of STS early, to all of it only later.
      const known = cloud.clock.now() >= until || answers.length === 1;
      answers.push(known);
      return known ? send() : stsRefuses(operation, send, sender);
    };
    expect((await force(late)).outcome?.state).toBe('promoted');
    expect(answers.slice(-4)).toEqual([false, true, true, true]);
    expect(answers.slice(0, 3)).toEqual([false, true, false]);
  });

  test('is reactivated where somebody deactivated it', async () => {
    const { cloud, first, force } = await start();
    await force(stsRefuses);
    const [id = ''] = Object.keys(await keysOf(cloud)).filter((each) => each !== first.id);
    await cloud.iam.send(new UpdateAccessKeyCommand({ UserName: USER, AccessKeyId: id, Status: 'Inactive' }));
    cloud.clock.advanceTo(cloud.clock.now() + HOUR);
    expect((await force(unchanged)).outcome).toMatchObject({ state: 'promoted', keyId: id });
  });
});

describe('somebody else', () => {
  test('finds the key that they made untouched, and the rotation stopped before any write', async () => {
    const { cloud, first, force } = await start();
    const theirs = await createKey(cloud);
    const { outcome } = await force(refusing('Put', 'Update', 'Create', 'Delete'));
    expect(outcome).toMatchObject({
      state: 'blocked',
      reason: expect.stringContaining(theirs.id),
      steps: [],
    });
    expect(await keysOf(cloud)).toEqual({ [first.id]: 'Active', [theirs.id]: 'Active' });
  });

  test('who made a key while another was announced keeps theirs', async () => {
    const { cloud, first, force } = await start();
    const crowded: Intercept = async (operation, send) => {
      if (operation === 'CreateAccessKey') await createKey(cloud);
      return send();
    };
    const { error } = await force(crowded);
    expect(error).toMatchObject({ code: 'AWS_REFUSED', what: expect.stringContaining('LimitExceeded') });
    cloud.clock.advanceTo(cloud.clock.now() + 3 * HOUR);
    expect((await force(unchanged)).outcome).toMatchObject({ state: 'blocked', steps: [] });
    expect(Object.values(await keysOf(cloud))).toEqual(['Active', 'Active']);
    expect(await keysOf(cloud)).toHaveProperty(first.id);
  });

  test('who deletes the current key gets the previous one back', async () => {
    const { cloud, first, force } = await start();
    const { outcome } = await force(unchanged);
    const id = outcome?.keyId ?? '';
    await cloud.iam.send(new DeleteAccessKeyCommand({ UserName: USER, AccessKeyId: id }));
    const back = await runOnce(cloud, 'back', unchanged, createLog());
    expect(back.outcome).toMatchObject({ keyId: first.id, steps: expect.arrayContaining(['promote']) });
    expect(await currentValue(cloud)).toMatchObject({ AccessKeyId: first.id });
    expect((await labelsOf(cloud)).join()).not.toContain('RETIRED');
  });

  test('who deactivates the current key gets it back, with an alarm', async () => {
    const { cloud, first } = await start();
    const off = { UserName: USER, AccessKeyId: first.id, Status: 'Inactive' } as const;
    await cloud.iam.send(new UpdateAccessKeyCommand(off));
    const log = createLog();
    const { outcome } = await runOnce(cloud, 'on', unchanged, log);
    expect(outcome).toMatchObject({ state: 'idle', steps: ['activate'] });
    expect(log.text).toContain("type: 'alarm'");
    expect(await keysOf(cloud)).toEqual({ [first.id]: 'Active' });
  });

  test('who swaps AWSCURRENT back by hand is followed', async () => {
    const { cloud, force } = await start();
    await force(unchanged);
    const { VersionIdsToStages = {} } = await cloud.secretsManager.send(
      new DescribeSecretCommand({ SecretId: SECRET }),
    );
    const find = (label: string): string =>
      Object.entries(VersionIdsToStages).find(([, labels]) => labels.includes(label))?.[0] ?? '';
    const move = {
      SecretId: SECRET,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: find('AWSPREVIOUS'),
      RemoveFromVersionId: find('AWSCURRENT'),
    };
    // The key that was current is the previous one now, and the stamp on the current one goes.
    await cloud.secretsManager.send(new UpdateSecretVersionStageCommand(move));
    const { outcome } = await runOnce(cloud, 'after', unchanged, createLog());
    expect(outcome).toMatchObject({ state: 'waiting', steps: ['unlabel', 'label'] });
    expect((await currentValue(cloud))?.['AccessKeyId']).toBe(outcome?.keyId);
  });

  test('who edits the secret while the new key is verified makes the promotion look again', async () => {
    const { cloud, first, force } = await start();
    const promotions: number[] = [];
    let questions = 0;
    const edited = { AccessKeyId: first.id, SecretAccessKey: first.secret, bucket: 'edited' };
    const intercept: Intercept = async (operation, send) => {
      if (operation === 'GetCallerIdentity' && ++questions === 3) {
        const put = new PutSecretValueCommand({ SecretId: SECRET, SecretString: JSON.stringify(edited) });
        await cloud.secretsManager.send(put);
      }
      const reply = await send();
      if (operation === 'UpdateSecretVersionStage AWSCURRENT') promotions.push(reply.response.statusCode);
      return reply;
    };
    const { outcome } = await force(intercept);
    expect(promotions).toEqual([400, 200]);
    expect(questions).toBe(6);
    expect(outcome).toMatchObject({ state: 'promoted', previousKeyId: first.id });
  });
});
