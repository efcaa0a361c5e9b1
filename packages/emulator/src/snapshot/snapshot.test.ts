import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeleteUserCommand,
  GetAccountAuthorizationDetailsCommand,
  IAMClient,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowing, manualClock, PERMISSIONS, START, TRUST } from '../../test/ways.ts';
import { type Aws, createAws, type Snapshot } from '../index.ts';

const SECRETS = { unsafeWithSecrets: true } as const;

/** What a file would make of it. */
function throughJson(snapshot: Snapshot): unknown {
  return JSON.parse(JSON.stringify(snapshot, undefined, 2));
}

/** An AWS with something of everything. */
async function furnished(): Promise<{ cloud: Aws; secrets: readonly string[] }> {
  const cloud = createAws({ clock: manualClock(), accounts: ['444455556666'] });
  const config = cloud.rootClientConfig();
  const iam = new IAMClient(config);
  await iam.send(new CreateUserCommand({ UserName: 'Alice', Tags: [{ Key: 'Team', Value: 'ml' }] }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
  await iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Tr0ub4dor&3' }));
  await iam.send(new CreateRoleCommand({ RoleName: 'training', AssumeRolePolicyDocument: TRUST }));
  const { Policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName: 'read', PolicyDocument: PERMISSIONS }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'training', PolicyArn: Policy?.Arn }));
  const { VirtualMFADevice } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
  );
  const manager = new SecretsManagerClient(config);
  await manager.send(new CreateSecretCommand({ Name: 'ml/password', SecretString: 'correct horse' }));
  await manager.send(
    new CreateSecretCommand({ Name: 'ml/key', SecretBinary: new Uint8Array([0, 255, 128]) }),
  );
  const s3 = new S3Client(config);
  await s3.send(new CreateBucketCommand({ Bucket: 'data-bucket' }));
  await s3.send(new PutObjectCommand({ Bucket: 'data-bucket', Key: 'a/b', Body: 'data' }));
  const { Credentials } = await new STSClient(config).send(new GetSessionTokenCommand({}));
  const base32 = new TextDecoder().decode(VirtualMFADevice?.Base32StringSeed);
  const found = [AccessKey?.SecretAccessKey, Credentials?.SecretAccessKey, Credentials?.SessionToken];
  const known = [config.credentials.secretAccessKey, 'correct horse', base32];
  return { cloud, secrets: [...known, ...found].map(String) };
}

test('what starts from a snapshot is the same, down to keys, sessions and secrets', async () => {
  const { cloud } = await furnished();
  const snapshot = cloud.snapshot(SECRETS);
  expect(snapshot).toMatchObject({ version: 2, secrets: 'included' });
  const again = createAws({ snapshot: throughJson(snapshot), clock: manualClock() });
  expect(again.snapshot(SECRETS)).toEqual(snapshot);
  expect(again.accounts).toEqual(['111122223333', '444455556666']);
  // Also by the credentials that were given out before.
  const config = again.clientConfig(cloud.rootClientConfig().credentials);
  const manager = new SecretsManagerClient(config);
  const { SecretString } = await manager.send(new GetSecretValueCommand({ SecretId: 'ml/password' }));
  const { SecretBinary } = await manager.send(new GetSecretValueCommand({ SecretId: 'ml/key' }));
  expect([SecretString, SecretBinary]).toEqual(['correct horse', new Uint8Array([0, 255, 128])]);
});

test('neither of the two changes the other', async () => {
  const { cloud } = await furnished();
  const snapshot = cloud.snapshot();
  const before = JSON.stringify(snapshot);
  const again = createAws({ snapshot });
  for (const each of [cloud, again]) {
    await new IAMClient(each.rootClientConfig()).send(new CreateUserCommand({ UserName: 'bob' }));
  }
  expect(JSON.stringify(snapshot)).toBe(before);
});

test('secrets are left out unless they are asked for', async () => {
  const { cloud, secrets } = await furnished();
  const text = (snapshot: Snapshot): string => JSON.stringify(snapshot);
  const [without, withThem] = [text(cloud.snapshot()), text(cloud.snapshot(SECRETS))];
  // An MFA seed is kept as bytes, so that its letters do not show in either.
  const [password, ...keys] = secrets.filter((secret) => !/^[A-Z2-7]{60,}$/.test(secret));
  for (const secret of [password, ...keys]) {
    expect(withThem).toContain(secret);
    expect(without).not.toContain(secret);
  }
  expect(without).not.toMatch(/"(secret|token|seed|hash|salt)":/);
  expect(cloud.snapshot().secrets).toBe('left-out');
});

test('what starts from a snapshot without secrets has everything else, and a root of its own', async () => {
  const { cloud } = await furnished();
  const again = createAws({ snapshot: throughJson(cloud.snapshot()), clock: manualClock() });
  const config = again.rootClientConfig();
  const iam = new IAMClient(config);
  const details = await iam.send(new GetAccountAuthorizationDetailsCommand({}));
  const original = await new IAMClient(cloud.rootClientConfig()).send(
    new GetAccountAuthorizationDetailsCommand({}),
  );
  expect({ ...details, $metadata: 0 }).toEqual({ ...original, $metadata: 0 });
  const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName: 'Alice' }));
  expect(AccessKeyMetadata).toEqual([]);
  const manager = new SecretsManagerClient(config);
  const id = { SecretId: 'ml/password' };
  expect((await manager.send(new DescribeSecretCommand(id))).Name).toBe('ml/password');
  await expect(manager.send(new GetSecretValueCommand(id))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await manager.send(new PutSecretValueCommand({ ...id, SecretString: 'new' }));
  const { Body } = await new S3Client(config).send(
    new GetObjectCommand({ Bucket: 'data-bucket', Key: 'a/b' }),
  );
  expect(await Body?.transformToString()).toBe('data');
  // The old root's key is not one of them.
  const former = new STSClient(again.clientConfig(cloud.rootClientConfig().credentials));
  await expect(former.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
});

/** Anything that a session may do, over names that collide now and then. */
const name = fc.constantFrom('a', 'A', 'b', '__proto__', 'constructor', '$map');
const step = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), name }),
  fc.record({ kind: fc.constant('delete' as const), name }),
  fc.record({
    kind: fc.constant('tag' as const),
    name,
    value: fc.string({ unit: 'grapheme', maxLength: 20 }),
  }),
  fc.record({ kind: fc.constant('policy' as const), name }),
  fc.record({
    kind: fc.constant('secret' as const),
    name,
    value: fc.string({ unit: 'grapheme', minLength: 1 }),
  }),
);

test('a snapshot of a snapshot is the same, whatever happened before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const cloud = createAws({ clock: manualClock() });
      const iam = new IAMClient({ ...cloud.rootClientConfig(), maxAttempts: 1 });
      const manager = new SecretsManagerClient({ ...cloud.rootClientConfig(), maxAttempts: 1 });
      for (const each of steps) {
        // Refusals are part of what happens.
        await run(each, iam, manager).catch(() => undefined);
      }
      for (const how of [SECRETS, {}]) {
        const snapshot = cloud.snapshot(how);
        const again = createAws({ snapshot: throughJson(snapshot), clock: manualClock(START + 1) });
        expect(again.snapshot(how)).toEqual(snapshot);
      }
    }),
    { numRuns: 25 },
  );
});

async function run(
  each: typeof step extends fc.Arbitrary<infer Step> ? Step : never,
  iam: IAMClient,
  manager: SecretsManagerClient,
): Promise<unknown> {
  const UserName = each.name;
  switch (each.kind) {
    case 'create':
      return iam.send(new CreateUserCommand({ UserName }));
    case 'delete':
      return iam.send(new DeleteUserCommand({ UserName }));
    case 'tag':
      return iam.send(new TagUserCommand({ UserName, Tags: [{ Key: 'k', Value: each.value }] }));
    case 'policy':
      return iam.send(
        new PutUserPolicyCommand({
          UserName,
          PolicyName: UserName,
          PolicyDocument: allowing('s3:GetObject'),
        }),
      );
    case 'secret':
      return manager.send(new CreateSecretCommand({ Name: each.name, SecretString: each.value }));
  }
}

test.each<[string, (good: Snapshot) => unknown, object]>([
  ['a text', () => '{}', { code: 'MALFORMED_SNAPSHOT', path: '$' }],
  ['nothing', () => null, { code: 'MALFORMED_SNAPSHOT', path: '$' }],
  ['another file', () => ({ name: 'package' }), { code: 'MALFORMED_SNAPSHOT', path: '$.format' }],
  [
    'one of another version',
    (good) => ({ ...good, version: 1 }),
    { code: 'SNAPSHOT_VERSION', path: '$.version' },
  ],
  ['one without its state', ({ state: _, ...rest }) => rest, { path: '$.digest' }],
  ['one that passes for what it is not', (good) => ({ ...good, secrets: 'included' }), { path: '$.digest' }],
  [
    'one that was edited',
    (good) => JSON.parse(JSON.stringify(good).replace('"rootLocked":false', '"rootLocked":true')) as unknown,
    { code: 'MALFORMED_SNAPSHOT', path: '$.digest' },
  ],
])('%s is refused as a snapshot', (_, change, error) => {
  const good = createAws().snapshot();
  expect(createAws({ snapshot: good }).account).toBe('111122223333');
  expect(() => createAws({ snapshot: change(good) })).toThrow(expect.objectContaining(error));
});

test('an account that the snapshot lacks is added, and its own first one stays the first', () => {
  const snapshot = createAws({ account: '000000000001' }).snapshot();
  expect(createAws({ snapshot }).account).toBe('000000000001');
  expect(createAws({ snapshot, account: '000000000002' }).accounts).toEqual(['000000000002', '000000000001']);
});
