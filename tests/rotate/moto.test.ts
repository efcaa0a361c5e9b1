import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { systemClock } from '@leastwise/core';
import { type KeyCredentials, rotate, type RotationOutcome } from '@leastwise/rotate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Moto, motoMissing, motoTitle, startMoto } from '../witnesses/moto.ts';
import { currentValue, keysOf, labelsOf, storeFirstKey, target, USER } from './cloud.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The machine's clock, moved on by what is slept: moto dates by the machine's. */
function movableClock(): VirtualClock {
  let ahead = 0;
  const now = (): number => systemClock.now() + ahead;
  return {
    now,
    sleep: async (milliseconds) => {
      ahead += milliseconds;
    },
    advanceTo: (time) => {
      ahead += Math.max(0, time - now());
    },
  };
}

/** The client, not told of moto's time, which is not moved on. */
function undated<Client extends IAMClient | SecretsManagerClient | STSClient>(client: Client): Client {
  const { requestHandler } = client.config;
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = async (request, options) => {
    const reply = await handle(request, options);
    // The boundary to the SDK's request handler.
    const { response } = reply as { response: { headers: Record<string, string> } };
    delete response.headers['date'];
    return reply;
  };
  return client;
}

// Moto's known faults: inactive keys still authenticate; a label of one's own can be on two versions; a GetSecretValue that names
// neither label nor version reads what was current before UpdateSecretVersionStage.
describe.skipIf(motoMissing)(motoTitle('a whole lifecycle against moto'), () => {
  let moto: Moto | undefined;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto?.stop());

  test('promotes, deactivates and deletes', async () => {
    const shared = { endpoint: moto?.url ?? '', region: 'eu-west-1' };
    const config = { ...shared, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
    const iam = undated(new IAMClient(config));
    const secretsManager = undated(new SecretsManagerClient(config));
    const stsFor = (credentials: KeyCredentials): STSClient =>
      undated(new STSClient({ ...shared, credentials }));
    const clock = movableClock();
    const cloud = { iam, secretsManager };
    await iam.send(new CreateUserCommand({ UserName: USER, Path: '/teams/ml/' }));
    const old = await storeFirstKey(cloud);

    const run = async (force = false): Promise<RotationOutcome> => {
      const outcome = await rotate(target, { iam, secretsManager, stsFor, clock, force });
      clock.advanceTo(Date.parse(outcome.next?.at ?? ''));
      return outcome;
    };
    const promoted = await run(true);
    expect(promoted).toMatchObject({ state: 'promoted', previousKeyId: old.id });
    const id = promoted.keyId ?? '';
    expect(await currentValue(cloud)).toMatchObject({ AccessKeyId: id, bucket: 'my-ml-datasets' });

    expect(await run()).toMatchObject({ state: 'waiting', steps: ['deactivate', 'label'] });
    expect(await keysOf(cloud)).toEqual({ [old.id]: 'Inactive', [id]: 'Active' });
    expect(await run()).toMatchObject({ state: 'idle', steps: ['delete', 'unlabel', 'unlabel'] });
    expect(await keysOf(cloud)).toEqual({ [id]: 'Active' });
    expect(await labelsOf(cloud)).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
  });
});
