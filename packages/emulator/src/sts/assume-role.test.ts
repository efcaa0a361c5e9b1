import * as iamSdk from '@aws-sdk/client-iam';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import * as sdk from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { allowing, type Clients, describeEachWay, type Setup, START, trusting } from '../../test/ways.ts';

const RoleArn = 'arn:aws:iam::111122223333:role/jobs/r';

async function withUser({ iam, as }: Setup): Promise<Clients> {
  await iam.send(new iamSdk.CreateUserCommand({ UserName: 'alice' }));
  const trust = trusting('arn:aws:iam::111122223333:user/alice', 'arn:aws:iam::111122223333:root');
  const role = { RoleName: 'r', Path: '/jobs/', AssumeRolePolicyDocument: trust, MaxSessionDuration: 7200 };
  await iam.send(new iamSdk.CreateRoleCommand(role));
  const everything = { RoleName: 'r', PolicyName: 'all', PolicyDocument: allowing('*') };
  await iam.send(new iamSdk.PutRolePolicyCommand(everything));
  const { AccessKey } = await iam.send(new iamSdk.CreateAccessKeyCommand({ UserName: 'alice' }));
  return as(AccessKey);
}

describeEachWay('assuming a role', (setUp) => {
  test('gives credentials that act as the role until they expire', async () => {
    const setup = await setUp();
    const alice = await withUser(setup);
    const assumed = await alice.sts.send(
      new sdk.AssumeRoleCommand({ RoleArn, RoleSessionName: 'job@1', DurationSeconds: 900 }),
    );
    const Arn = 'arn:aws:sts::111122223333:assumed-role/r/job@1';
    expect(assumed.AssumedRoleUser?.Arn).toBe(Arn);
    expect(assumed.Credentials).toMatchObject({
      AccessKeyId: expect.stringMatching(/^ASIA/),
      Expiration: new Date(START + 900_000),
    });
    const session = setup.as(assumed.Credentials);
    setup.clock.advance(899_999);
    expect(await session.sts.send(new sdk.GetCallerIdentityCommand({}))).toMatchObject({
      Arn,
      Account: '111122223333',
      UserId: assumed.AssumedRoleUser?.AssumedRoleId,
    });
    const { Role } = await setup.iam.send(new iamSdk.GetRoleCommand({ RoleName: 'r' }));
    expect(Role?.RoleLastUsed).toEqual({ LastUsedDate: new Date(START + 899_000), Region: 'us-east-1' });
    setup.clock.advance(1);
    await expect(session.sts.send(new sdk.GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(session.secretsManager.send(new ListSecretsCommand({}))).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('gives nothing that works without its token or after the role is gone', async () => {
    const setup = await setUp();
    const alice = await withUser(setup);
    const { Credentials } = await alice.sts.send(
      new sdk.AssumeRoleCommand({ RoleArn, RoleSessionName: 'job' }),
    );
    const identity = new sdk.GetCallerIdentityCommand({});
    const refused = { name: 'InvalidClientTokenId' };
    await expect(
      setup.as({ ...Credentials, SessionToken: undefined }).sts.send(identity),
    ).rejects.toMatchObject(refused);
    await expect(setup.as({ ...Credentials, SessionToken: 'x' }).sts.send(identity)).rejects.toMatchObject(
      refused,
    );
    await setup.as(Credentials).sts.send(identity);
    await setup.iam.send(new iamSdk.DeleteRolePolicyCommand({ RoleName: 'r', PolicyName: 'all' }));
    await setup.iam.send(new iamSdk.DeleteRoleCommand({ RoleName: 'r' }));
    await expect(setup.as(Credentials).sts.send(identity)).rejects.toMatchObject(refused);
  });

  test('is refused to the root, for absent roles, and for too long', async () => {
    const setup = await setUp();
    const alice = await withUser(setup);
    const input = { RoleArn, RoleSessionName: 'job' };
    await expect(setup.sts.send(new sdk.AssumeRoleCommand(input))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Roles may not be assumed by root accounts.',
    });
    const absent = new sdk.AssumeRoleCommand({ ...input, RoleArn: 'arn:aws:iam::111122223333:role/absent' });
    await expect(alice.sts.send(absent)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(
      alice.sts.send(new sdk.AssumeRoleCommand({ ...input, DurationSeconds: 7201 })),
    ).rejects.toThrow('exceeds the MaxSessionDuration');
    const { Credentials } = await alice.sts.send(
      new sdk.AssumeRoleCommand({ ...input, DurationSeconds: 7200 }),
    );
    const chained = new sdk.AssumeRoleCommand({ ...input, DurationSeconds: 3601 });
    await expect(setup.as(Credentials).sts.send(chained)).rejects.toThrow('role chaining');
  });

  test('makes no user of the session', async () => {
    const setup = await setUp();
    const alice = await withUser(setup);
    const { Credentials } = await alice.sts.send(
      new sdk.AssumeRoleCommand({ RoleArn, RoleSessionName: 'job' }),
    );
    await expect(setup.as(Credentials).iam.send(new iamSdk.GetUserCommand({}))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Must specify userName when calling with non-User credentials',
    });
  });

  test('a key tells its account', async () => {
    const setup = await setUp({ account: '000011112222' });
    const AccessKeyId = setup.cloud.rootClientConfig().credentials.accessKeyId;
    const { Account } = await setup.sts.send(new sdk.GetAccessKeyInfoCommand({ AccessKeyId }));
    expect(Account).toBe('000011112222');
    await expect(
      setup.sts.send(new sdk.GetAccessKeyInfoCommand({ AccessKeyId: 'AKIAABSENTABSENTABSE' })),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });
});
