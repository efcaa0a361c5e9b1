import { CreateAccessKeyCommand, IAMClient, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { secret } from '@leastwise/core';
import {
  accessKey,
  adopt,
  type AdoptOptions,
  rotate,
  type RotationOutcome,
  sesSmtp,
} from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import {
  type BareKey,
  type Cloud,
  createCloud,
  createKey,
  currentValue,
  DAY,
  keysOf,
  labelsOf,
  SECRET,
  target,
  USER,
} from './cloud.ts';
import { createLog } from './driver.ts';
import { type Fault, FAULTS, planFault } from './fault.ts';
import { type Intercept, textOf } from './wire.ts';

const pass: Intercept = (_, send) => send();
const asKey = ({ id, secret: value }: BareKey): NonNullable<AdoptOptions['key']> => ({
  accessKeyId: id,
  secretAccessKey: secret(value),
});

describe('a user', () => {
  test('without a key gets one, in a secret that did not exist', async () => {
    const cloud = await createCloud();
    expect(await adopt(target, cloud.clients(pass))).toMatchObject({
      state: 'promoted',
      user: USER,
      secret: SECRET,
    });
    const value = await currentValue(cloud);
    expect(await keysOf(cloud)).toEqual({ [String(value?.['AccessKeyId'])]: 'Active' });
    expect(await labelsOf(cloud)).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
  });

  test('keeps the key that is handed in, and it is rotated from then on', async () => {
    const cloud = await createCloud();
    const key = await createKey(cloud);
    const clients = cloud.clients(pass);
    expect(await adopt(target, { ...clients, key: asKey(key) })).toMatchObject({
      state: 'idle',
      keyId: key.id,
    });
    expect(await currentValue(cloud)).toEqual({ AccessKeyId: key.id, SecretAccessKey: key.secret });
    expect(await labelsOf(cloud)).toEqual(['AWSCURRENT']);
    cloud.clock.advanceTo(cloud.clock.now() + 60 * DAY);
    expect(await rotate(target, clients)).toMatchObject({ state: 'promoted', previousKeyId: key.id });
  });

  test('gets their SMTP password beside it', async () => {
    const cloud = await createCloud();
    const mailer = sesSmtp({
      ...{ user: USER, secret: SECRET, region: 'eu-west-1', every: '60d' },
      consumers: { cacheTtl: '1h', longestJob: '1h', slowestPeriod: '1d' },
    });
    const clients = cloud.clients(pass);
    await adopt(mailer, { ...clients, key: asKey(await createKey(cloud)) });
    const first = await currentValue(cloud);
    expect(first).toMatchObject({
      SmtpHost: 'email-smtp.eu-west-1.amazonaws.com',
      SmtpUsername: first?.['AccessKeyId'],
    });
    await rotate(mailer, { ...clients, force: true });
    const second = await currentValue(cloud);
    expect(second?.['SmtpUsername']).toBe(second?.['AccessKeyId']);
    expect(second?.['SmtpPassword']).not.toBe(first?.['SmtpPassword']);
  });

  test('who is managed already is left as they are', async () => {
    const cloud = await createCloud();
    const key = asKey(await createKey(cloud));
    const clients = cloud.clients(pass);
    await adopt(target, { ...clients, key });
    const value = await currentValue(cloud);
    expect(await adopt(target, { ...clients, key })).toMatchObject({ state: 'idle', steps: [] });
    expect(await adopt(target, clients)).toMatchObject({ state: 'idle', steps: [] });
    expect(await currentValue(cloud)).toEqual(value);
  });
});

interface Refused {
  readonly code: string;
  /** Makes the account as it has to be; gives the key that is handed in. */
  readonly given: (cloud: Cloud) => Promise<AdoptOptions['key'] | undefined>;
  readonly user?: string;
}

const REFUSED: Readonly<Record<string, Refused>> = {
  'a user that does not exist': { code: 'USER_NOT_FOUND', given: async () => undefined, user: 'nobody' },
  'two keys, none of them given': {
    code: 'TOO_MANY_KEYS',
    given: async (cloud) => {
      await createKey(cloud);
      await createKey(cloud);
      return undefined;
    },
  },
  'two keys, one of them given': {
    code: 'TOO_MANY_KEYS',
    given: async (cloud) => [asKey(await createKey(cloud)), await createKey(cloud)][0] as AdoptOptions['key'],
  },
  'a key that is not given': {
    code: 'UNMANAGED_KEY',
    given: async (cloud) => {
      await createKey(cloud);
      return undefined;
    },
  },
  'an inactive key': {
    code: 'KEY_NOT_ACCEPTED',
    given: async (cloud) => {
      const key = await createKey(cloud);
      await cloud.iam.send(
        new UpdateAccessKeyCommand({ UserName: USER, AccessKeyId: key.id, Status: 'Inactive' }),
      );
      return asKey(key);
    },
  },
  'a wrong secret access key': {
    code: 'KEY_NOT_ACCEPTED',
    given: async (cloud) => asKey({ ...(await createKey(cloud)), secret: 'hunter2-hunter2' }),
  },
  'the root user’s key': {
    code: 'ROOT_KEY',
    given: async (cloud) => {
      const { AccessKey } = await new IAMClient(cloud.aws.rootClientConfig()).send(
        new CreateAccessKeyCommand({}),
      );
      return asKey({ id: AccessKey?.AccessKeyId ?? '', secret: AccessKey?.SecretAccessKey ?? '' });
    },
  },
  'a secret with something else in it': {
    code: 'SECRET_IN_USE',
    given: async (cloud) => {
      await cloud.secretsManager.send(
        new CreateSecretCommand({ Name: SECRET, SecretString: '{"password":"hunter2-hunter2"}' }),
      );
      return undefined;
    },
  },
  'a secret with another key in it': {
    code: 'SECRET_IN_USE',
    given: async (cloud) => {
      const SecretString = JSON.stringify({
        AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        SecretAccessKey: 'hunter2-hunter2',
      });
      await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET, SecretString }));
      return asKey(await createKey(cloud));
    },
  },
  'a secret that is to be deleted': {
    code: 'SECRET_DELETED',
    given: async (cloud) => {
      await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET }));
      await cloud.secretsManager.send(new DeleteSecretCommand({ SecretId: SECRET }));
      return undefined;
    },
  },
};

test.each(Object.entries(REFUSED))(
  '%s is refused before anything is written',
  async (_, { code, given, user = USER }) => {
    const cloud = await createCloud();
    const key = await given(cloud);
    const writes: string[] = [];
    const clients = cloud.clients((operation, send) => {
      if (!/^(Describe|Get|List)/.test(operation)) writes.push(operation);
      return send();
    });
    const to = accessKey({
      user,
      secret: SECRET,
      every: '60d',
      consumers: { cacheTtl: '1h', longestJob: '1h', slowestPeriod: '1d' },
    });
    const error: unknown = await adopt(to, { ...clients, ...(key ? { key } : {}) }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain('hunter2');
    expect(writes).toEqual([]);
  },
);

test('what somebody else stores in that moment stays current, and the key is taken back', async () => {
  const cloud = await createCloud();
  const key = await createKey(cloud);
  const SecretString = '{"password":"theirs"}';
  const clients = cloud.clients(async (operation, send) => {
    if (operation === 'PutSecretValue AWSPENDING') {
      await cloud.secretsManager.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString }));
    }
    return send();
  });
  await expect(adopt(target, { ...clients, key: asKey(key) })).rejects.toMatchObject({
    code: 'SECRET_IN_USE',
  });
  expect(await currentValue(cloud)).toEqual({ password: 'theirs' });
  expect(await labelsOf(cloud)).toEqual(['AWSCURRENT']);
});

/** Adopts with one fault, and again until it is done. */
async function live(
  fault: Fault,
  index: number,
  isGiven: boolean,
): Promise<{ complaints: string[]; requests: number }> {
  const cloud = await createCloud();
  const key = isGiven ? await createKey(cloud) : undefined;
  const plan = planFault(fault, index);
  const log = createLog();
  const secrets = new Set(key ? [key.secret] : []);
  const clients = cloud.clients(async (operation, send, sender) => {
    const reply = await plan.intercept(operation, send, sender);
    const told = /<SecretAccessKey>([^<]+)</.exec(textOf(reply.response.body))?.[1];
    if (told !== undefined) secrets.add(told);
    return reply;
  });
  let outcome: RotationOutcome | undefined;
  for (let runs = 0; runs < 8 && outcome?.state !== 'idle' && outcome?.state !== 'promoted'; runs++) {
    try {
      const options = {
        ...clients,
        ...(key ? { key: asKey(key) } : {}),
        onEvent: (event: unknown) => log.add(event),
      };
      const end = await Promise.race([adopt(target, options), plan.crashed()]);
      outcome = end === 'crashed' ? undefined : end;
    } catch (error) {
      log.add(error);
    }
    plan.endRun();
    log.add(outcome);
    cloud.clock.advanceTo(
      Math.max(Date.parse(outcome?.next?.at ?? '') || 0, cloud.clock.now() + 20 * 60_000),
    );
  }
  const value = await currentValue(cloud);
  const keys = await keysOf(cloud);
  const complaints: string[] = [];
  if (outcome?.state !== 'idle' && outcome?.state !== 'promoted')
    complaints.push(`not done: ${outcome?.reason ?? 'error'}`);
  if (JSON.stringify(keys) !== JSON.stringify({ [String(value?.['AccessKeyId'])]: 'Active' }))
    complaints.push(`left ${JSON.stringify(keys)}`);
  for (const told of secrets) if (log.text.includes(told)) complaints.push('a secret access key was told');
  return { complaints, requests: plan.requests() };
}

describe.each([
  ['that is handed in', true],
  ['that is created', false],
])('a key %s', (_, isGiven) => {
  test.each(FAULTS)(
    'is taken over in spite of one %s, wherever it strikes',
    async (fault) => {
      const { requests, complaints } = await live(fault, -1, isGiven);
      for (let index = 0; index < requests; index++) {
        const { complaints: found } = await live(fault, index, isGiven);
        complaints.push(...found.map((complaint) => `${fault} at ${index}: ${complaint}`));
      }
      expect(complaints).toEqual([]);
    },
    120_000,
  );
});
