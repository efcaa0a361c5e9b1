import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetUserCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  ListSecretsCommand,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { principal } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { allowAll, describeEachWay, TRUST, trusting } from '../../test/ways.ts';

const SECOND = 1000;

describeEachWay('eventual consistency', (setUp) => {
  test('a new access key is unknown for a while', async () => {
    const { iam, as, clock } = await setUp({ consistency: { keys: 10 * SECOND } });
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const { sts } = as(AccessKey);
    clock.advance(10 * SECOND - 1);
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    clock.advance(1);
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toMatch(/user\/alice$/);
  });

  test('a new user cannot be named as a principal for a while', async () => {
    const { iam, clock } = await setUp({ consistency: { principals: 10 * SECOND } });
    const { User } = await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const trust = trusting(User?.Arn ?? '');
    const role = new CreateRoleCommand({ RoleName: 'training', AssumeRolePolicyDocument: trust });
    await expect(iam.send(role)).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: 'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:user/alice"',
    });
    clock.advance(10 * SECOND);
    expect((await iam.send(role)).Role?.RoleName).toBe('training');
  });

  test('a new role cannot be assumed for a while, by whichever way', async () => {
    const { cloud, iam, as, clock } = await setUp({ consistency: { principals: 10 * SECOND } });
    const { User } = await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    await allowAll(iam, 'alice');
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    clock.advance(10 * SECOND);
    for (const [RoleName, trust] of [
      ['mine', trusting(User?.Arn ?? '')],
      ['glue', TRUST],
    ]) {
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
    }
    const assume = new AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::111122223333:role/mine',
      RoleSessionName: 'alice',
    });
    const alice = as(AccessKey).sts;
    const asGlue = { as: principal.services.glue };
    await expect(alice.send(assume)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(cloud.assume({ name: 'glue' }, asGlue)).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    clock.advance(10 * SECOND);
    expect((await alice.send(assume)).Credentials).toBeDefined();
    await cloud.assume({ name: 'glue' }, asGlue);
  });

  test('reads of IAM and lists of secrets lag behind, other reads do not', async () => {
    const { iam, secretsManager, clock } = await setUp({ consistency: { reads: 10 * SECOND } });
    const counts = async (): Promise<readonly unknown[]> => [
      (await iam.send(new ListUsersCommand({}))).Users?.length,
      (await secretsManager.send(new ListSecretsCommand({}))).SecretList?.length,
    ];
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    clock.advance(5 * SECOND);
    await secretsManager.send(new CreateSecretCommand({ Name: 's', SecretString: 'x' }));
    expect(await counts()).toEqual([0, 0]);
    await expect(iam.send(new GetUserCommand({ UserName: 'alice' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
    expect((await secretsManager.send(new DescribeSecretCommand({ SecretId: 's' }))).Name).toBe('s');
    // A change acts on the state as it is, whatever the reads show.
    await expect(iam.send(new CreateUserCommand({ UserName: 'alice' }))).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
    });
    clock.advance(5 * SECOND);
    expect(await counts()).toEqual([1, 0]);
    clock.advance(5 * SECOND);
    expect(await counts()).toEqual([1, 1]);
  });
});
