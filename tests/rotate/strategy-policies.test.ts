import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { secret } from '@leastwise/core';
import {
  adopt,
  consolePassword,
  managedSecret,
  requiredPolicy,
  rotate,
  type RotateOptions,
  type SecretTarget,
  type Strategy,
} from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import { type Cloud, createCloud, currentValue, DAY, keysOf, SECRET, target, USER } from './cloud.ts';

const PLACE = { account: '111122223333', region: 'us-east-1', userPath: '/teams/ml/' } as const;

type Clients = Omit<RotateOptions, 'onEvent'>;

interface Document {
  Statement: { Action: string[]; Condition?: Record<string, Record<string, string[] | string>> }[];
}

/** A cloud with an empty secret and a user who may be rotated, and clients of one who may do only what the document says. */
async function createScene(document: unknown, hasSecret = true): Promise<{ cloud: Cloud; options: Clients }> {
  const cloud = await createCloud();
  const Tags = [{ Key: 'rotation', Value: 'managed' }];
  await cloud.iam.send(new TagUserCommand({ UserName: USER, Tags }));
  if (hasSecret) await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET }));
  const name = { UserName: 'rotator' };
  await cloud.iam.send(new CreateUserCommand(name));
  await cloud.iam.send(
    new PutUserPolicyCommand({ ...name, PolicyName: 'rotate', PolicyDocument: JSON.stringify(document) }),
  );
  const { AccessKey } = await cloud.iam.send(new CreateAccessKeyCommand(name));
  const config = cloud.aws.clientConfig(AccessKey);
  const options = {
    iam: new IAMClient(config),
    secretsManager: new SecretsManagerClient(config),
    stsFor: (credentials: { accessKeyId: string; secretAccessKey: string }) =>
      new STSClient(cloud.aws.clientConfig(credentials)),
    clock: cloud.clock,
  };
  return { cloud, options };
}

/** The document as JSON, without an action or a label. */
function without(document: unknown, left?: string): Document {
  const copy = JSON.parse(JSON.stringify(document)) as Document;
  for (const statement of copy.Statement) {
    statement.Action = [statement.Action].flat().filter((action) => action !== left);
    const labels = statement.Condition?.['ForAnyValue:StringLike'];
    for (const [key, values] of Object.entries(labels ?? {}))
      if (labels) labels[key] = [values].flat().filter((label) => label !== left);
  }
  return { ...copy, Statement: copy.Statement.filter(({ Action }) => Action.length > 0) };
}

const parts = (document: unknown): string[] =>
  without(document).Statement.flatMap(({ Action, Condition = {} }) => [
    ...Action,
    ...[Condition['ForAnyValue:StringLike']?.['secretsmanager:VersionStage'] ?? []].flat(),
  ]);

/** A first value, its successor, and what becomes of the first. */
async function lifecycle<Value extends object>(
  secretTarget: SecretTarget<Value>,
  cloud: Cloud,
  options: Clients,
): Promise<string> {
  try {
    await rotate(secretTarget, options);
    await rotate(secretTarget, { ...options, force: true });
    for (let runs = 0; runs < 2; runs++) {
      cloud.clock.advanceTo(cloud.clock.now() + 61 * DAY);
      await rotate(secretTarget, options);
    }
    return 'done';
  } catch (error) {
    return String(error);
  }
}

const passwordOf = (iam: IAMClient): SecretTarget<{ username: string; password: string }> =>
  managedSecret({ secret: SECRET, strategy: consolePassword({ user: USER, iam }), every: '60d' });

describe('a console password under its required policy', () => {
  const policy = requiredPolicy(passwordOf(new IAMClient({})), PLACE);
  const live = async (document: unknown): Promise<string> => {
    const { cloud, options } = await createScene(document);
    return lifecycle(passwordOf(options.iam), cloud, options);
  };

  test('is rotated', async () => {
    expect(await live(policy)).toBe('done');
  });

  // The first version of a secret becomes current by itself, so AWSCURRENT is asked for from the second on.
  test.each(parts(policy))('is not without %s', async (part) => {
    expect(await live(without(policy, part))).toContain('not authorized');
  });
});

let made = 0;
const dual: Strategy<{ token: string }> = {
  name: 'token',
  overlap: 'dual',
  read: ({ token }) => ({ token: String(token) }),
  mint: () => Promise.resolve(secret({ token: String(made++) })),
  set: () => Promise.resolve(),
  test: () => Promise.resolve(),
  retire: () => Promise.resolve(),
};

describe('any other secret under its required policy', () => {
  const other = managedSecret({ secret: SECRET, strategy: dual, every: '60d', grace: '1d' });
  const policy = requiredPolicy(other, PLACE);
  const live = async (document: unknown): Promise<string> => {
    const { cloud, options } = await createScene(document);
    return lifecycle(other, cloud, options);
  };

  test('is rotated', async () => {
    expect(await live(policy)).toBe('done');
  });

  test.each(parts(policy))('is not without %s', async (part) => {
    expect(await live(without(policy, part))).toContain('not authorized');
  });
});

describe('a user under the required policy for adopting', () => {
  const policy = requiredPolicy(target, { ...PLACE, adopt: true });

  test('gets key and secret', async () => {
    const { cloud, options } = await createScene(policy, false);
    await adopt(target, options);
    expect(await keysOf(cloud)).toEqual({ [String((await currentValue(cloud))?.['AccessKeyId'])]: 'Active' });
  });

  test('gets neither without secretsmanager:CreateSecret', async () => {
    const { cloud, options } = await createScene(without(policy, 'secretsmanager:CreateSecret'), false);
    await expect(adopt(target, options)).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    expect(await keysOf(cloud)).toEqual({});
  });
});
