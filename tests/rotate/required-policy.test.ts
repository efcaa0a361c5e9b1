import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { kms } from '@leastwise/aws/kms';
import { authorize } from '@leastwise/evaluate';
import { accessKey, requiredPolicy, rotate, type RotateOptions } from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import { type Cloud, createCloud, keysOf, labelsOf, SECRET, storeFirstKey, USER } from './cloud.ts';
import { denied } from './fault.ts';
import { intercepted, type Intercept } from './wire.ts';

const target = accessKey({
  user: USER,
  secret: SECRET,
  every: '60d',
  consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
  protectedUsers: ['admin'],
});
const PLACE = { account: '111122223333', region: 'us-east-1', userPath: '/teams/ml/' } as const;

/** A statement as JSON, for taking it apart. */
interface Statement {
  Effect: string;
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string[] | string>>;
}
type Document = Readonly<{ Statement: Statement[] }>;

const full = (): Document => JSON.parse(JSON.stringify(requiredPolicy(target, PLACE))) as Document;

/** Clients of a user who may do what the document says and nothing else. */
async function rotatorUnder(cloud: Cloud, document: Document, wire: Intercept): Promise<RotateOptions> {
  const name = { UserName: 'rotator' };
  await cloud.iam.send(new CreateUserCommand(name));
  const put = { ...name, PolicyName: 'rotate', PolicyDocument: JSON.stringify(document) };
  await cloud.iam.send(new PutUserPolicyCommand(put));
  const { AccessKey } = await cloud.iam.send(new CreateAccessKeyCommand(name));
  const config = intercepted(cloud.aws.clientConfig(AccessKey), wire);
  return {
    iam: new IAMClient(config),
    secretsManager: new SecretsManagerClient(config),
    stsFor: (credentials) => new STSClient(cloud.aws.clientConfig(credentials)),
    clock: cloud.clock,
  };
}

/** A cloud whose user may be rotated. */
async function tagged(): Promise<Cloud> {
  const cloud = await createCloud();
  await storeFirstKey(cloud);
  const Tags = [{ Key: 'rotation', Value: 'managed' }];
  await cloud.iam.send(new TagUserCommand({ UserName: USER, Tags }));
  return cloud;
}

/** Whether a key is replaced, deactivated and deleted by a rotator who may do only that; else why not. */
async function lifecycleUnder(document: Document, cloud?: Cloud): Promise<string> {
  const world = cloud ?? (await tagged());
  const [firstId = ''] = Object.keys(await keysOf(world));
  const options = await rotatorUnder(world, document, (_, send) => send());
  for (let runs = 0; runs < 3; runs++) {
    try {
      const outcome = await rotate(target, { ...options, force: runs === 0 });
      if (outcome.state === 'blocked') return outcome.reason;
      world.clock.advanceTo(Date.parse(outcome.next?.at ?? ''));
    } catch (error) {
      return String(error);
    }
  }
  return firstId in (await keysOf(world)) ? 'the first key is still there' : 'done';
}

/** The document without one value of a list in it. */
function without(change: (document: Document) => void): Document {
  const document = full();
  change(document);
  return document;
}

const allowed = full().Statement.filter(({ Effect }) => Effect === 'Allow');
const ACTIONS = allowed.flatMap(({ Action }) => Action);
const LABELS = ['AWSCURRENT', 'AWSPENDING', 'LEASTWISE_INTENT', 'RETIRED_*', 'DISABLED_*'];

describe('the whole lifecycle on the enforcing endpoint', () => {
  test('is allowed by the required policy', async () => {
    expect(await lifecycleUnder(full())).toBe('done');
  });

  test('is not allowed without the tag on the user', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    expect(await lifecycleUnder(full(), cloud)).toContain('not authorized to perform: iam:');
  });

  test.each(ACTIONS)('fails without %s', async (action) => {
    const document = without(({ Statement }) => {
      for (const statement of Statement)
        statement.Action = statement.Action.filter((each) => each !== action);
      const empty = Statement.findIndex(({ Action }) => Action.length === 0);
      if (empty >= 0) Statement.splice(empty, 1);
    });
    const result = await lifecycleUnder(document);
    expect(result).not.toBe('done');
    expect(result).toContain(action);
  });

  test.each(LABELS)('fails without the label %s', async (label) => {
    const document = without(({ Statement }) => {
      for (const { Condition = {} } of Statement) {
        const labels = Condition['ForAnyValue:StringLike']?.['secretsmanager:VersionStage'];
        if (!Array.isArray(labels)) continue;
        labels.splice(labels.indexOf(label), 1);
      }
    });
    expect(await lifecycleUnder(document)).toContain('secretsmanager:UpdateSecretVersionStage');
  });

  test('can also withdraw an announcement', async () => {
    const cloud = await tagged();
    const options = await rotatorUnder(cloud, full(), async (operation, send) =>
      operation === 'CreateAccessKey' ? denied(operation) : send(),
    );
    await expect(rotate(target, { ...options, force: true })).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    });
    expect(await labelsOf(cloud)).toContain('LEASTWISE_INTENT LEASTWISE_WITHDRAWN');
  });
});

describe('the required policy', () => {
  test('gives no way to a protected user, whatever their tag and path', () => {
    const identity = [requiredPolicy(target, PLACE)];
    for (const user of ['admin', 'people/admin']) {
      const resource = `arn:aws:iam::111122223333:user/${user}`;
      const context = { 'aws:ResourceTag/rotation': 'managed' };
      const principal = 'arn:aws:iam::111122223333:user/rotator';
      const request = { principal, action: 'iam:CreateAccessKey', resource, context };
      expect(authorize({ identity }, request).effect).toBe('ExplicitDeny');
    }
  });

  test('lets the secret’s KMS key be used through Secrets Manager alone', () => {
    const key = kms.at({ account: '111122223333', region: 'us-east-1' }).key('1234abcd');
    const { Statement } = JSON.parse(
      JSON.stringify(requiredPolicy(target, { ...PLACE, kmsKey: key })),
    ) as Document;
    expect(Statement).toContainEqual({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: ['arn:aws:kms:us-east-1:111122223333:key/1234abcd'],
      Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } },
    });
  });

  test('refuses a place that the ARN of the secret contradicts', () => {
    const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ml/aml-packt-AbCdEf';
    const elsewhere = { ...target, secret };
    expect(() => requiredPolicy(elsewhere, PLACE)).toThrow(
      expect.objectContaining({ code: 'MALFORMED_PLACE' }) as Error,
    );
    const there = JSON.stringify(requiredPolicy(elsewhere, { ...PLACE, region: 'eu-west-1' }));
    expect(there).toContain(`"${secret}"`);
  });
});
