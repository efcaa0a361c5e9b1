import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteUserPolicyCommand,
  GetUserCommand,
  IAMClient,
  ListUsersCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  ListSecretsCommand,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { principal } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { allowAll, allowing, denying, describeEachWay, TRUST, trusting } from '../../test/ways.ts';

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

  test('a change of policies does not count for a while, whichever way it is made', async () => {
    const { cloud, iam, as, clock } = await setUp({ consistency: { policies: 10 * SECOND } });
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const alice = as(AccessKey).iam;
    const may = async (): Promise<boolean> =>
      alice.send(new ListUsersCommand({})).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ name: 'AccessDenied' });
          return false;
        },
      );
    /** What alice may before a change, right after it, and when it counts. */
    const around = async (change: () => Promise<unknown>): Promise<readonly boolean[]> => {
      clock.advance(10 * SECOND);
      const before = await may();
      await change();
      clock.advance(10 * SECOND - 1);
      const soon = await may();
      clock.advance(1);
      return [before, soon, await may()];
    };
    const UserName = 'alice';
    const PolicyName = 'p';
    const put = new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument: allowing('iam:*') });
    expect(await around(() => iam.send(put))).toEqual([false, false, true]);
    const remove = new DeleteUserPolicyCommand({ UserName, PolicyName });
    expect(await around(() => iam.send(remove))).toEqual([true, true, false]);
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName, PolicyDocument: allowing('iam:*') }),
    );
    const PolicyArn = Policy?.Arn;
    await iam.send(new CreateGroupCommand({ GroupName: 'g' }));
    await iam.send(new AttachGroupPolicyCommand({ GroupName: 'g', PolicyArn }));
    const join = new AddUserToGroupCommand({ GroupName: 'g', UserName });
    expect(await around(() => iam.send(join))).toEqual([false, false, true]);
    const version = { PolicyArn, PolicyDocument: denying('iam:ListUsers'), SetAsDefault: true };
    expect(await around(() => iam.send(new CreatePolicyVersionCommand(version)))).toEqual([
      true,
      true,
      false,
    ]);
    const failure = `an explicit deny in an identity-based policy: ${PolicyArn}`;
    await expect(alice.send(new ListUsersCommand({}))).rejects.toThrow(failure);
    // It is named among those that count, not among those that there are now.
    await iam.send(put);
    await expect(alice.send(new ListUsersCommand({}))).rejects.toThrow(failure);
    const AssumeRolePolicyDocument = TRUST;
    await iam.send(new CreateRoleCommand({ RoleName: 'glue', AssumeRolePolicyDocument }));
    const assume = (): Promise<unknown> => cloud.assume({ name: 'glue' }, { as: principal.services.glue });
    await expect(assume()).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    clock.advance(10 * SECOND);
    await assume();
    const PolicyDocument = trusting('111122223333');
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'glue', PolicyDocument }));
    await assume();
    clock.advance(10 * SECOND);
    await expect(assume()).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
  });

  test('sessions feel a change of their role as late as users do', async () => {
    const { cloud, iam, clock } = await setUp({ consistency: { policies: 10 * SECOND } });
    await iam.send(new CreateRoleCommand({ RoleName: 'glue', AssumeRolePolicyDocument: TRUST }));
    clock.advance(10 * SECOND);
    const session = new IAMClient(await cloud.assume({ name: 'glue' }, { as: principal.services.glue }));
    const PolicyDocument = allowing('iam:*');
    await iam.send(new PutRolePolicyCommand({ RoleName: 'glue', PolicyName: 'p', PolicyDocument }));
    await expect(session.send(new ListUsersCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
    clock.advance(10 * SECOND);
    await session.send(new ListUsersCommand({}));
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
