import * as sdk from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { allowAll, describeEachWay, PERMISSIONS, START } from '../../test/ways.ts';

describeEachWay('users', (setUp) => {
  test('a new user has id, ARN, date and tags', async () => {
    const { iam } = await setUp();
    const Tags = [{ Key: 'team', Value: 'ml +=:/@ é' }];
    const { User } = await iam.send(
      new sdk.CreateUserCommand({ UserName: 'AML@Packt', Path: '/people/', Tags }),
    );
    expect(User).toEqual({
      UserName: 'AML@Packt',
      Path: '/people/',
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      Arn: 'arn:aws:iam::111122223333:user/people/AML@Packt',
      CreateDate: new Date(START),
      Tags,
    });
  });

  test('a name that differs only in case is taken', async () => {
    const { iam } = await setUp();
    await iam.send(new sdk.CreateUserCommand({ UserName: 'Alice' }));
    await expect(iam.send(new sdk.CreateUserCommand({ UserName: 'aLICE' }))).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'User with name aLICE already exists.',
      $metadata: { httpStatusCode: 409 },
    });
    const { User } = await iam.send(new sdk.GetUserCommand({ UserName: 'ALICE' }));
    expect(User?.UserName).toBe('Alice');
  });

  test.each([
    ['a blank', { UserName: 'a b' }, "Value 'a b' at 'userName' failed to satisfy constraint"],
    ['65 characters', { UserName: 'x'.repeat(65) }, 'Member must have length less than or equal to 64'],
    ['nothing', { UserName: undefined }, "Value null at 'userName'"],
    ['a path without slashes', { UserName: 'a', Path: 'people' }, "Value 'people' at 'path'"],
    ['an empty tag key', { UserName: 'a', Tags: [{ Key: '', Value: '' }] }, "at 'tags.1.member.key'"],
  ])('refuses %s', async (_, input, message) => {
    const { iam } = await setUp();
    await expect(iam.send(new sdk.CreateUserCommand(input))).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(message),
      $metadata: { httpStatusCode: 400 },
    });
    expect((await iam.send(new sdk.ListUsersCommand({}))).Users).toEqual([]);
  });

  test('lists are cut into pages, by path, without tags', async () => {
    const { iam } = await setUp();
    for (const name of ['e', 'b', 'D', 'a', 'c']) {
      const input = {
        UserName: name,
        Path: name === 'a' ? '/other/' : '/team/',
        Tags: [{ Key: 'k', Value: 'v' }],
      };
      await iam.send(new sdk.CreateUserCommand(input));
    }
    const pages = [];
    for await (const page of sdk.paginateListUsers({ client: iam, pageSize: 2 }, { PathPrefix: '/team' })) {
      pages.push(page.Users?.map(({ UserName }) => UserName));
      expect(page.Users?.[0]).not.toHaveProperty('Tags');
    }
    expect(pages).toEqual([
      ['b', 'c'],
      ['D', 'e'],
    ]);
  });

  test('what is deleted between two pages hides nothing else', async () => {
    const { iam } = await setUp();
    for (const UserName of ['a', 'b', 'c']) await iam.send(new sdk.CreateUserCommand({ UserName }));
    const { Marker } = await iam.send(new sdk.ListUsersCommand({ MaxItems: 2 }));
    await iam.send(new sdk.DeleteUserCommand({ UserName: 'a' }));
    const { Users, IsTruncated } = await iam.send(new sdk.ListUsersCommand({ Marker }));
    expect([Users?.map(({ UserName }) => UserName), IsTruncated]).toEqual([['c'], false]);
  });

  test('a user who is renamed and moved stays the same user', async () => {
    const { iam, as } = await setUp();
    const { User } = await iam.send(new sdk.CreateUserCommand({ UserName: 'old' }));
    await allowAll(iam, 'old');
    await iam.send(new sdk.CreateUserCommand({ UserName: 'taken' }));
    const { AccessKey } = await iam.send(new sdk.CreateAccessKeyCommand({ UserName: 'old' }));
    await expect(
      iam.send(new sdk.UpdateUserCommand({ UserName: 'old', NewUserName: 'TAKEN' })),
    ).rejects.toThrow(sdk.EntityAlreadyExistsException);
    await iam.send(new sdk.UpdateUserCommand({ UserName: 'old', NewUserName: 'new', NewPath: '/x/' }));
    await expect(iam.send(new sdk.GetUserCommand({ UserName: 'old' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name old cannot be found.',
      $metadata: { httpStatusCode: 404 },
    });
    const renamed = await as(AccessKey).iam.send(new sdk.GetUserCommand({}));
    expect(renamed.User).toEqual({
      ...User,
      UserName: 'new',
      Path: '/x/',
      Arn: 'arn:aws:iam::111122223333:user/x/new',
    });
  });

  test('a user goes only when nothing hangs on it', async () => {
    const { iam } = await setUp();
    const UserName = 'alice';
    await iam.send(new sdk.CreateUserCommand({ UserName }));
    await iam.send(new sdk.CreateGroupCommand({ GroupName: 'g' }));
    const { Policy } = await iam.send(
      new sdk.CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: PERMISSIONS }),
    );
    const PolicyArn = Policy?.Arn;
    await iam.send(new sdk.AttachUserPolicyCommand({ UserName, PolicyArn }));
    await iam.send(new sdk.PutUserPolicyCommand({ UserName, PolicyName: 'i', PolicyDocument: PERMISSIONS }));
    await iam.send(new sdk.AddUserToGroupCommand({ UserName, GroupName: 'g' }));
    const { AccessKey } = await iam.send(new sdk.CreateAccessKeyCommand({ UserName }));
    const conflict = async (): Promise<unknown> =>
      iam.send(new sdk.DeleteUserCommand({ UserName })).catch((error: unknown) => error);
    expect(await conflict()).toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must detach all policies first.',
      $metadata: { httpStatusCode: 409 },
    });
    await iam.send(new sdk.DetachUserPolicyCommand({ UserName, PolicyArn }));
    expect(await conflict()).toMatchObject({ message: 'Cannot delete entity, must delete policies first.' });
    await iam.send(new sdk.DeleteUserPolicyCommand({ UserName, PolicyName: 'i' }));
    expect(await conflict()).toMatchObject({
      message: 'Cannot delete entity, must delete access keys first.',
    });
    await iam.send(new sdk.DeleteAccessKeyCommand({ UserName, AccessKeyId: AccessKey?.AccessKeyId }));
    expect(await conflict()).toMatchObject({
      message: 'Cannot delete entity, must remove users from group first.',
    });
    await iam.send(new sdk.RemoveUserFromGroupCommand({ UserName, GroupName: 'g' }));
    expect(await conflict()).not.toBeInstanceOf(Error);
  });

  test('tags are one per key, whatever its case', async () => {
    const { iam } = await setUp();
    const UserName = 'alice';
    await iam.send(new sdk.CreateUserCommand({ UserName, Tags: [{ Key: 'Team', Value: '1' }] }));
    await iam.send(
      new sdk.TagUserCommand({
        UserName,
        Tags: [
          { Key: 'team', Value: '2' },
          { Key: 'b', Value: '' },
        ],
      }),
    );
    expect((await iam.send(new sdk.ListUserTagsCommand({ UserName }))).Tags).toEqual([
      { Key: 'b', Value: '' },
      { Key: 'team', Value: '2' },
    ]);
    await iam.send(new sdk.UntagUserCommand({ UserName, TagKeys: ['TEAM', 'absent'] }));
    expect((await iam.send(new sdk.GetUserCommand({ UserName }))).User?.Tags).toEqual([
      { Key: 'b', Value: '' },
    ]);
    const twice = [
      { Key: 'x', Value: '1' },
      { Key: 'X', Value: '2' },
    ];
    await expect(iam.send(new sdk.TagUserCommand({ UserName, Tags: twice }))).rejects.toThrow(
      sdk.InvalidInputException,
    );
  });

  test('a boundary is put on a user and taken off again', async () => {
    const { iam } = await setUp();
    const UserName = 'alice';
    await iam.send(new sdk.CreateUserCommand({ UserName }));
    const { Policy } = await iam.send(
      new sdk.CreatePolicyCommand({ PolicyName: 'b', PolicyDocument: PERMISSIONS }),
    );
    const PermissionsBoundary = Policy?.Arn;
    await iam.send(new sdk.PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }));
    const bounded = await iam.send(new sdk.GetUserCommand({ UserName }));
    expect(bounded.User?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(PermissionsBoundary);
    await iam.send(new sdk.DeleteUserPermissionsBoundaryCommand({ UserName }));
    expect((await iam.send(new sdk.GetUserCommand({ UserName }))).User).not.toHaveProperty(
      'PermissionsBoundary',
    );
    const absent = { UserName, PermissionsBoundary: `${PermissionsBoundary}x` };
    await expect(iam.send(new sdk.PutUserPermissionsBoundaryCommand(absent))).rejects.toThrow(
      sdk.NoSuchEntityException,
    );
  });

  test('the root is a user without a name of its own', async () => {
    const { iam } = await setUp();
    const { User } = await iam.send(new sdk.GetUserCommand({}));
    expect(User).toMatchObject({ UserId: '111122223333', Arn: 'arn:aws:iam::111122223333:root' });
  });
});
