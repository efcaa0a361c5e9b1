import * as iamSdk from '@aws-sdk/client-iam';
import * as smSdk from '@aws-sdk/client-secrets-manager';
import * as stsSdk from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import {
  allowing,
  type Clients,
  denying,
  describeEachWay,
  document,
  type Setup,
  trusting,
} from '../../test/ways.ts';

const ALICE = 'arn:aws:iam::111122223333:user/alice';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/limit';

async function userWith(setup: Setup, policy?: string): Promise<Clients> {
  const { iam, as } = setup;
  await iam.send(new iamSdk.CreateUserCommand({ UserName: 'alice', Tags: [{ Key: 'team', Value: 'ml' }] }));
  if (policy !== undefined) await put(iam, policy);
  return as((await iam.send(new iamSdk.CreateAccessKeyCommand({ UserName: 'alice' }))).AccessKey);
}

async function put(iam: iamSdk.IAMClient, PolicyDocument: string): Promise<void> {
  await iam.send(new iamSdk.PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'p', PolicyDocument }));
}

async function bound(iam: iamSdk.IAMClient, PolicyDocument: string): Promise<void> {
  await iam.send(new iamSdk.CreatePolicyCommand({ PolicyName: 'limit', PolicyDocument }));
  await iam.send(
    new iamSdk.PutUserPermissionsBoundaryCommand({ UserName: 'alice', PermissionsBoundary: BOUNDARY }),
  );
}

const listUsers = ({ iam }: Clients): Promise<unknown> => iam.send(new iamSdk.ListUsersCommand({}));
const denied = (reason: string): object => ({
  name: 'AccessDenied',
  message: `User: ${ALICE} is not authorized to perform: iam:ListUsers on resource: * ${reason}`,
  $metadata: { httpStatusCode: 403 },
});

describeEachWay('policies', (setUp) => {
  test('a user without any may do nothing but ask who it is', async () => {
    const alice = await userWith(await setUp());
    await expect(listUsers(alice)).rejects.toMatchObject(
      denied('because no identity-based policy allows the iam:ListUsers action'),
    );
    await expect(alice.secretsManager.send(new smSdk.ListSecretsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${ALICE} is not authorized to perform: secretsmanager:ListSecrets on resource: * because no identity-based policy allows the secretsmanager:ListSecrets action`,
      $metadata: { httpStatusCode: 400 },
    });
    await alice.sts.send(new stsSdk.GetCallerIdentityCommand({}));
  });

  test('a change of any of them counts for the next request', async () => {
    const setup = await setUp();
    const { iam } = setup;
    const alice = await userWith(setup, allowing('iam:ListUsers'));
    await listUsers(alice);
    await put(iam, denying('iam:List*'));
    await expect(listUsers(alice)).rejects.toMatchObject(
      denied('with an explicit deny in an identity-based policy'),
    );
    await iam.send(new iamSdk.DeleteUserPolicyCommand({ UserName: 'alice', PolicyName: 'p' }));
    await iam.send(new iamSdk.CreateGroupCommand({ GroupName: 'g' }));
    await iam.send(
      new iamSdk.PutGroupPolicyCommand({
        GroupName: 'g',
        PolicyName: 'p',
        PolicyDocument: allowing('iam:*'),
      }),
    );
    await iam.send(new iamSdk.AddUserToGroupCommand({ GroupName: 'g', UserName: 'alice' }));
    await listUsers(alice);
    await bound(iam, allowing('s3:*'));
    await expect(listUsers(alice)).rejects.toMatchObject(
      denied('because no permissions boundary allows the iam:ListUsers action'),
    );
    const version = { PolicyArn: BOUNDARY, SetAsDefault: true };
    await iam.send(
      new iamSdk.CreatePolicyVersionCommand({ ...version, PolicyDocument: denying('iam:ListUsers') }),
    );
    await expect(listUsers(alice)).rejects.toMatchObject(
      denied(`with an explicit deny in a permissions boundary: ${BOUNDARY}`),
    );
    await iam.send(new iamSdk.CreatePolicyVersionCommand({ ...version, PolicyDocument: allowing('*') }));
    await listUsers(alice);
    await iam.send(new iamSdk.RemoveUserFromGroupCommand({ GroupName: 'g', UserName: 'alice' }));
    await expect(listUsers(alice)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('an explicit denial names the managed policy that says no', async () => {
    const setup = await setUp();
    const { iam } = setup;
    const alice = await userWith(setup, allowing('*'));
    const create = new iamSdk.CreatePolicyCommand({ PolicyName: 'no', PolicyDocument: denying('iam:List*') });
    const { Policy } = await iam.send(create);
    await iam.send(new iamSdk.AttachUserPolicyCommand({ UserName: 'alice', PolicyArn: Policy?.Arn }));
    await expect(listUsers(alice)).rejects.toMatchObject(
      denied('with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/no'),
    );
  });

  test('a batch of secrets gives those that may be read, and says why it keeps the others', async () => {
    const setup = await setUp();
    for (const Name of ['ml/a', 'web/b']) {
      await setup.secretsManager.send(new smSdk.CreateSecretCommand({ Name, SecretString: Name }));
    }
    const read = {
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: 'arn:aws:secretsmanager:*:*:secret:ml/*',
    };
    const batch = { Effect: 'Allow', Action: 'secretsmanager:BatchGetSecretValue', Resource: '*' };
    const alice = await userWith(setup, document(read, batch));
    const { SecretValues, Errors } = await alice.secretsManager.send(
      new smSdk.BatchGetSecretValueCommand({ SecretIdList: ['ml/a', 'web/b', 'none'] }),
    );
    expect(SecretValues?.map(({ SecretString }) => SecretString)).toEqual(['ml/a']);
    expect(Errors?.map(({ SecretId, ErrorCode }) => [SecretId, ErrorCode])).toEqual([
      ['web/b', 'AccessDeniedException'],
      ['none', 'AccessDeniedException'],
    ]);
    expect(Errors?.[0]?.Message).toContain(
      'because no identity-based policy allows the secretsmanager:GetSecretValue action',
    );
    const Filters = [{ Key: 'name' as const, Values: ['ml/'] }];
    await expect(
      alice.secretsManager.send(new smSdk.BatchGetSecretValueCommand({ Filters })),
    ).rejects.toMatchObject({ message: expect.stringContaining('secretsmanager:ListSecrets') });
  });

  test('a denied request changes nothing', async () => {
    const setup = await setUp();
    const alice = await userWith(setup, allowing('iam:Get*'));
    const create = new iamSdk.CreateUserCommand({ UserName: 'mallory' });
    await expect(alice.iam.send(create)).rejects.toMatchObject({
      message: `User: ${ALICE} is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::111122223333:user/mallory because no identity-based policy allows the iam:CreateUser action`,
    });
    await expect(setup.iam.send(new iamSdk.GetUserCommand({ UserName: 'mallory' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  test('conditions see the request, the resource, the caller and the way it came', async () => {
    const setup = await setUp();
    const { iam } = setup;
    const when = (operator: string, key: string, value: string): object => ({
      Condition: { [operator]: { [key]: value } },
    });
    const alice = await userWith(setup);
    const other = { UserName: 'bob', Tags: [{ Key: 'owner', Value: 'ml' }] };
    await iam.send(new iamSdk.CreateUserCommand(other));
    const get = (): Promise<unknown> => alice.iam.send(new iamSdk.GetUserCommand({ UserName: 'BOB' }));
    for (const [condition, passes] of [
      [when('StringEquals', 'aws:ResourceTag/owner', '${aws:PrincipalTag/team}'), true],
      [when('StringEquals', 'iam:ResourceTag/owner', 'other'), false],
      [when('StringEquals', 'aws:username', 'alice'), true],
      [when('IpAddress', 'aws:SourceIp', '127.0.0.0/8'), true],
      [when('NotIpAddress', 'aws:SourceIp', '127.0.0.0/8'), false],
      [when('DateGreaterThan', 'aws:CurrentTime', '2026-01-02T00:00:00Z'), true],
      [when('NumericLessThan', 'aws:EpochTime', '1000'), false],
      [when('Bool', 'aws:MultiFactorAuthPresent', 'false'), false],
      [when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'), true],
      [when('StringEquals', 'aws:PrincipalType', 'User'), true],
      [when('StringEquals', 'aws:RequestedRegion', 'us-east-1'), true],
    ] as const) {
      await put(iam, allowing('iam:GetUser', 'arn:aws:iam::111122223333:user/bob', condition));
      await (passes ? get() : expect(get(), JSON.stringify(condition)).rejects.toThrow('is not authorized'));
    }
  });

  test('tags and policies that a request brings can be held to', async () => {
    const setup = await setUp();
    const tagged = document(
      {
        Effect: 'Allow',
        Action: 'iam:CreateUser',
        Resource: '*',
        Condition: {
          StringEquals: { 'aws:RequestTag/team': 'ml', 'iam:PermissionsBoundary': BOUNDARY },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] },
        },
      },
      { Effect: 'Allow', Action: 'iam:TagUser', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'iam:AttachUserPolicy',
        Resource: '*',
        Condition: { ArnEquals: { 'iam:PolicyARN': BOUNDARY } },
      },
    );
    const alice = await userWith(setup, tagged);
    const attach = { UserName: 'bob', PolicyArn: BOUNDARY };
    await setup.iam.send(
      new iamSdk.CreatePolicyCommand({ PolicyName: 'limit', PolicyDocument: allowing('s3:*') }),
    );
    const create = (Tags: iamSdk.Tag[], PermissionsBoundary?: string): Promise<unknown> =>
      alice.iam.send(new iamSdk.CreateUserCommand({ UserName: 'bob', Tags, PermissionsBoundary }));
    const team = { Key: 'team', Value: 'ml' };
    await expect(create([team])).rejects.toThrow('is not authorized');
    await expect(create([{ ...team, Value: 'x' }], BOUNDARY)).rejects.toThrow('is not authorized');
    await expect(create([team, { Key: 'x', Value: 'x' }], BOUNDARY)).rejects.toThrow('is not authorized');
    await create([team], BOUNDARY);
    await alice.iam.send(new iamSdk.AttachUserPolicyCommand(attach));
    await expect(
      alice.iam.send(new iamSdk.AttachUserPolicyCommand({ ...attach, PolicyArn: `${BOUNDARY}x` })),
    ).rejects.toThrow('is not authorized');
  });

  test('a secret is read by its stage, and by its own policy', async () => {
    const setup = await setUp();
    const { secretsManager } = setup;
    const { ARN: SecretId } = await secretsManager.send(
      new smSdk.CreateSecretCommand({ Name: 'ml/key', SecretString: 'x' }),
    );
    const current = { Condition: { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } } };
    const alice = await userWith(
      setup,
      allowing('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:*:*:secret:ml/*', current),
    );
    const read = (VersionStage?: string): Promise<unknown> =>
      alice.secretsManager.send(new smSdk.GetSecretValueCommand({ SecretId: 'ml/key', VersionStage }));
    await read();
    await expect(read('AWSPREVIOUS')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const policy = document({
      Effect: 'Deny',
      Principal: '*',
      Action: 'secretsmanager:GetSecretValue',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalArn': ALICE } },
    });
    await secretsManager.send(new smSdk.PutResourcePolicyCommand({ SecretId, ResourcePolicy: policy }));
    await expect(read()).rejects.toThrow('with an explicit deny in a resource-based policy');
    await secretsManager.send(new smSdk.DeleteResourcePolicyCommand({ SecretId }));
    await read();
  });

  test('the root passes, until it is locked away', async () => {
    const setup = await setUp();
    await listUsers(setup);
    const alice = await userWith(setup, allowing('*'));
    setup.cloud.lockRoot();
    await expect(listUsers(setup)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    await listUsers(alice);
  });

  test('are left out of account only by name', async () => {
    const setup = await setUp({ unsafeWithoutEnforcement: true });
    await listUsers(await userWith(setup));
  });
});

describeEachWay('a session', (setUp) => {
  const RoleArn = 'arn:aws:iam::111122223333:role/jobs/r';
  async function role({ iam }: Setup, trust: string, permissions: string): Promise<void> {
    const input = { RoleName: 'r', Path: '/jobs/', AssumeRolePolicyDocument: trust };
    await iam.send(new iamSdk.CreateRoleCommand(input));
    await iam.send(
      new iamSdk.PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument: permissions }),
    );
  }

  test('has what the role allows and its session policies do not withhold', async () => {
    const setup = await setUp();
    const alice = await userWith(setup);
    await role(setup, trusting(ALICE), allowing('iam:*'));
    const limited = { RoleArn, RoleSessionName: 'job', Policy: allowing('iam:GetRole') };
    const { Credentials, PackedPolicySize } = await alice.sts.send(new stsSdk.AssumeRoleCommand(limited));
    expect(PackedPolicySize).toBeGreaterThan(0);
    const session = setup.as(Credentials);
    await session.iam.send(new iamSdk.GetRoleCommand({ RoleName: 'r' }));
    await expect(listUsers(session)).rejects.toMatchObject({
      message:
        'User: arn:aws:sts::111122223333:assumed-role/r/job is not authorized to perform: iam:ListUsers on resource: * because no session policy allows the iam:ListUsers action',
    });
  });

  test('is for those whom the trust policy names, and whom it leaves to their account', async () => {
    const setup = await setUp();
    const alice = await userWith(setup);
    await role(setup, trusting('arn:aws:iam::111122223333:root'), allowing('*'));
    const assume = (more: object = {}): Promise<unknown> =>
      alice.sts.send(new stsSdk.AssumeRoleCommand({ RoleArn, RoleSessionName: 'job', ...more }));
    const failure = `User: ${ALICE} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn} because no`;
    await expect(assume()).rejects.toThrow(
      `${failure} identity-based policy allows the sts:AssumeRole action`,
    );
    await put(setup.iam, allowing(['sts:AssumeRole', 'sts:TagSession'], RoleArn));
    await assume({ Tags: [{ Key: 'a', Value: 'b' }] });
    await expect(assume({ SourceIdentity: 'ann' })).rejects.toThrow('sts:SetSourceIdentity');
    const trust = (statement: object): Promise<unknown> =>
      setup.iam.send(
        new iamSdk.UpdateAssumeRolePolicyCommand({ RoleName: 'r', PolicyDocument: document(statement) }),
      );
    const needs = { Effect: 'Allow', Principal: { AWS: ALICE }, Action: 'sts:AssumeRole' };
    await trust({ ...needs, Condition: { StringEquals: { 'sts:ExternalId': 'xyz' } } });
    await expect(assume()).rejects.toThrow(`${failure} role trust policy allows the sts:AssumeRole action`);
    await trust({ ...needs, Effect: 'Deny' });
    await expect(assume()).rejects.toThrow(`${RoleArn} with an explicit deny in the role trust policy`);
    await trust({ ...needs, Condition: { StringEquals: { 'sts:ExternalId': 'xyz' } } });
    await assume({ ExternalId: 'xyz' });
    await trust({ ...needs, Condition: { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } } });
    await expect(assume()).rejects.toThrow('role trust policy');
    await assume({ RoleSessionName: 'alice' });
  });

  test('passes on the tags that are transitive and its source identity, and no others', async () => {
    const setup = await setUp();
    const alice = await userWith(setup);
    const trust = trusting(ALICE, 'arn:aws:iam::111122223333:root');
    await role(setup, trust, allowing('*'));
    const Tags = ['one', 'two'].map((Key) => ({ Key, Value: Key }));
    const first = {
      RoleArn,
      RoleSessionName: 'first',
      Tags,
      TransitiveTagKeys: ['ONE'],
      SourceIdentity: 'ann',
    };
    const { Credentials } = await alice.sts.send(new stsSdk.AssumeRoleCommand(first));
    const chained = setup.as(Credentials);
    const again = { RoleArn, RoleSessionName: 'second' };
    await expect(
      chained.sts.send(new stsSdk.AssumeRoleCommand({ ...again, Tags: [{ Key: 'One', Value: 'x' }] })),
    ).rejects.toThrow('conflicts with a transitive tag key');
    await expect(
      chained.sts.send(new stsSdk.AssumeRoleCommand({ ...again, SourceIdentity: 'bob' })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    const second = await chained.sts.send(new stsSdk.AssumeRoleCommand(again));
    expect(second.SourceIdentity).toBe('ann');
    const inner = setup.as(second.Credentials);
    const only = (key: string): object => ({
      Condition: { StringEquals: { [`aws:PrincipalTag/${key}`]: key } },
    });
    const permit = (key: string): Promise<unknown> =>
      setup.iam.send(
        new iamSdk.PutRolePolicyCommand({
          RoleName: 'r',
          PolicyName: 'p',
          PolicyDocument: allowing('iam:*', '*', only(key)),
        }),
      );
    await permit('one');
    await listUsers(inner);
    await permit('two');
    await expect(listUsers(inner)).rejects.toMatchObject({ name: 'AccessDenied' });
    await listUsers(chained);
  });
});
