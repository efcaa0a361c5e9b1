import * as iam from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { allowing, describeEachWay, TRUST } from '../../test/ways.ts';

describeEachWay('instance profiles', (setUp) => {
  test('hold one role, which cannot be deleted before it is taken out', async () => {
    const { iam: client } = await setUp();
    const InstanceProfileName = 'gpu';
    await client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName, Path: '/ml/' }));
    for (const RoleName of ['train', 'serve'])
      await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
    const add = (RoleName: string): Promise<unknown> =>
      client.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
    await add('train');
    await expect(add('serve')).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    });
    await expect(client.send(new iam.DeleteRoleCommand({ RoleName: 'train' }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must remove roles from instance profile first.',
    });
    await expect(
      client.send(new iam.DeleteInstanceProfileCommand({ InstanceProfileName })),
    ).rejects.toMatchObject({ name: 'DeleteConflictException' });
    const { RoleDetailList } = await client.send(new iam.GetAccountAuthorizationDetailsCommand({}));
    expect(RoleDetailList?.[1]?.InstanceProfileList).toMatchObject([
      { Arn: 'arn:aws:iam::111122223333:instance-profile/ml/gpu', Roles: [{ RoleName: 'train' }] },
    ]);
    await client.send(
      new iam.RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName: 'train' }),
    );
    await client.send(new iam.DeleteInstanceProfileCommand({ InstanceProfileName }));
    const { InstanceProfiles } = await client.send(
      new iam.ListInstanceProfilesForRoleCommand({ RoleName: 'train' }),
    );
    expect(InstanceProfiles).toEqual([]);
  });

  test('are listed without tags, by path, and page by page', async () => {
    const { iam: client } = await setUp();
    for (const InstanceProfileName of ['a', 'b', 'c'])
      await client.send(
        new iam.CreateInstanceProfileCommand({
          InstanceProfileName,
          Path: '/ml/',
          Tags: [{ Key: 'k', Value: 'v' }],
        }),
      );
    await client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: 'other' }));
    const page = await client.send(new iam.ListInstanceProfilesCommand({ PathPrefix: '/ml/', MaxItems: 2 }));
    expect(page).toMatchObject({
      IsTruncated: true,
      InstanceProfiles: [{ InstanceProfileName: 'a' }, { InstanceProfileName: 'b' }],
    });
    expect(page.InstanceProfiles?.[0]?.Tags).toBeUndefined();
    const last = await client.send(
      new iam.ListInstanceProfilesCommand({ PathPrefix: '/ml/', Marker: page.Marker }),
    );
    expect(last.InstanceProfiles).toMatchObject([{ InstanceProfileName: 'c' }]);
    const { Tags } = await client.send(new iam.ListInstanceProfileTagsCommand({ InstanceProfileName: 'A' }));
    expect(Tags).toEqual([{ Key: 'k', Value: 'v' }]);
    await expect(
      client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: 'B' })),
    ).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' });
  });
});

describeEachWay('service-linked roles', (setUp) => {
  test('belong to their service: nobody else changes them, and they are deleted by a task', async () => {
    const { iam: client } = await setUp();
    const created = await client.send(
      new iam.CreateServiceLinkedRoleCommand({ AWSServiceName: 'ecs.amazonaws.com' }),
    );
    expect(created.Role).toMatchObject({
      RoleName: 'AWSServiceRoleForECS',
      Arn: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
    });
    const RoleName = 'AWSServiceRoleForECS';
    const PolicyDocument = TRUST;
    for (const command of [
      new iam.DeleteRoleCommand({ RoleName }),
      new iam.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }),
      new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: '{}' }),
    ] as const)
      await expect(client.send(command as iam.DeleteRoleCommand)).rejects.toMatchObject({
        name: 'UnmodifiableEntityException',
      });
    const { DeletionTaskId } = await client.send(new iam.DeleteServiceLinkedRoleCommand({ RoleName }));
    const status = await client.send(new iam.GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }));
    expect(status.Status).toBe('SUCCEEDED');
    await expect(client.send(new iam.GetRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  test('can be followed to their end by whoever may ask for roles of services alone', async () => {
    const { iam: client, as } = await setUp();
    await client.send(new iam.CreateUserCommand({ UserName: 'ops' }));
    const PolicyDocument = allowing('iam:*', 'arn:aws:iam::111122223333:role/aws-service-role/*');
    const policy = { UserName: 'ops', PolicyName: 'roles-of-services', PolicyDocument };
    await client.send(new iam.PutUserPolicyCommand(policy));
    const ops = as((await client.send(new iam.CreateAccessKeyCommand({ UserName: 'ops' }))).AccessKey).iam;
    await ops.send(new iam.CreateServiceLinkedRoleCommand({ AWSServiceName: 'ecs.amazonaws.com' }));
    const RoleName = 'AWSServiceRoleForECS';
    const { DeletionTaskId } = await ops.send(new iam.DeleteServiceLinkedRoleCommand({ RoleName }));
    const status = await ops.send(new iam.GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }));
    expect(status.Status).toBe('SUCCEEDED');
    const another = new iam.GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId: 'task/x/y' });
    await expect(ops.send(another)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('of a service that it does not know are refused by name', async () => {
    const { iam: client } = await setUp();
    await expect(
      client.send(new iam.CreateServiceLinkedRoleCommand({ AWSServiceName: 'x.amazonaws.com' })),
    ).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringContaining('x.amazonaws.com') });
  });
});
