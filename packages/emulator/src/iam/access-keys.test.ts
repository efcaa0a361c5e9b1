import * as sdk from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { allowAll, describeEachWay, START } from '../../test/ways.ts';

describeEachWay('access keys', (setUp) => {
  test('name the user they belong to', async () => {
    const { iam, as } = await setUp();
    const { User } = await iam.send(new sdk.CreateUserCommand({ UserName: 'alice', Path: '/p/' }));
    await allowAll(iam, 'alice');
    const { AccessKey } = await iam.send(new sdk.CreateAccessKeyCommand({ UserName: 'ALICE' }));
    expect(AccessKey).toEqual({
      UserName: 'alice',
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
      Status: 'Active',
      CreateDate: new Date(START),
    });
    const alice = as(AccessKey);
    expect(await alice.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '111122223333',
      Arn: 'arn:aws:iam::111122223333:user/p/alice',
      UserId: User?.UserId,
    });
    const own = await alice.iam.send(new sdk.ListAccessKeysCommand({}));
    expect(own.AccessKeyMetadata).toMatchObject([{ UserName: 'alice', AccessKeyId: AccessKey?.AccessKeyId }]);
    expect(own.AccessKeyMetadata?.[0]).not.toHaveProperty('SecretAccessKey');
  });

  test('are two a user at most', async () => {
    const { iam } = await setUp();
    const UserName = 'alice';
    await iam.send(new sdk.CreateUserCommand({ UserName }));
    const create = new sdk.CreateAccessKeyCommand({ UserName });
    const first = await iam.send(create);
    await iam.send(new sdk.CreateAccessKeyCommand({ UserName }));
    await expect(iam.send(new sdk.CreateAccessKeyCommand({ UserName }))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for AccessKeysPerUser: 2',
    });
    const AccessKeyId = first.AccessKey?.AccessKeyId;
    await iam.send(new sdk.DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    await iam.send(new sdk.CreateAccessKeyCommand({ UserName }));
    await expect(iam.send(new sdk.DeleteAccessKeyCommand({ UserName, AccessKeyId }))).rejects.toThrow(
      sdk.NoSuchEntityException,
    );
  });

  test('of another user cannot be touched under this name', async () => {
    const { iam } = await setUp();
    for (const UserName of ['alice', 'bob']) await iam.send(new sdk.CreateUserCommand({ UserName }));
    const { AccessKey } = await iam.send(new sdk.CreateAccessKeyCommand({ UserName: 'alice' }));
    const AccessKeyId = AccessKey?.AccessKeyId;
    await expect(
      iam.send(new sdk.UpdateAccessKeyCommand({ UserName: 'bob', AccessKeyId, Status: 'Inactive' })),
    ).rejects.toThrow(sdk.NoSuchEntityException);
  });

  test('work while they are active, in every service', async () => {
    const { iam, as } = await setUp();
    const UserName = 'alice';
    await iam.send(new sdk.CreateUserCommand({ UserName }));
    const { AccessKey } = await iam.send(new sdk.CreateAccessKeyCommand({ UserName }));
    const AccessKeyId = AccessKey?.AccessKeyId;
    const alice = as(AccessKey);
    await alice.sts.send(new GetCallerIdentityCommand({}));
    await iam.send(new sdk.UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
    await expect(alice.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(alice.secretsManager.send(new ListSecretsCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      $metadata: { httpStatusCode: 400 },
    });
    await iam.send(new sdk.UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Active' }));
    await alice.sts.send(new GetCallerIdentityCommand({}));
    await iam.send(new sdk.DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    await expect(alice.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
  });

  test('remember where and when they were last used', async () => {
    const { iam, as, clock } = await setUp();
    await iam.send(new sdk.CreateUserCommand({ UserName: 'alice' }));
    await allowAll(iam, 'alice');
    const { AccessKey } = await iam.send(new sdk.CreateAccessKeyCommand({ UserName: 'alice' }));
    const lastUsed = async (): Promise<unknown> => {
      const input = { AccessKeyId: AccessKey?.AccessKeyId };
      const { UserName, AccessKeyLastUsed } = await iam.send(new sdk.GetAccessKeyLastUsedCommand(input));
      return { UserName, ...AccessKeyLastUsed };
    };
    expect(await lastUsed()).toEqual({ UserName: 'alice', ServiceName: 'N/A', Region: 'N/A' });
    clock.advance(60_000);
    await as(AccessKey).secretsManager.send(new ListSecretsCommand({}));
    expect(await lastUsed()).toEqual({
      UserName: 'alice',
      ServiceName: 'secretsmanager',
      Region: 'us-east-1',
      LastUsedDate: new Date(START + 60_000),
    });
  });

  test('the root has them too', async () => {
    const { iam, as } = await setUp();
    const { AccessKey } = await iam.send(new sdk.CreateAccessKeyCommand({}));
    const { Arn } = await as(AccessKey).sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe('arn:aws:iam::111122223333:root');
    expect((await iam.send(new sdk.ListAccessKeysCommand({}))).AccessKeyMetadata).toHaveLength(2);
    const input = { AccessKeyId: AccessKey?.AccessKeyId };
    expect((await iam.send(new sdk.GetAccessKeyLastUsedCommand(input))).UserName).toBeUndefined();
  });
});
