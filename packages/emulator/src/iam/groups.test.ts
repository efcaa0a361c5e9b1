import * as sdk from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { describeEachWay, PERMISSIONS } from '../../test/ways.ts';

describeEachWay('groups', (setUp) => {
  test('hold users, who know their groups', async () => {
    const { iam } = await setUp();
    const { Group } = await iam.send(
      new sdk.CreateGroupCommand({ GroupName: 'data', Path: '/leastwise/ml/' }),
    );
    expect(Group?.GroupId).toMatch(/^AGPA[A-Z2-7]{17}$/);
    for (const UserName of ['b', 'a']) {
      await iam.send(new sdk.CreateUserCommand({ UserName }));
      await iam.send(new sdk.AddUserToGroupCommand({ GroupName: 'DATA', UserName }));
      await iam.send(new sdk.AddUserToGroupCommand({ GroupName: 'data', UserName }));
    }
    const { Users, Group: read } = await iam.send(new sdk.GetGroupCommand({ GroupName: 'data' }));
    expect([read, Users?.map(({ UserName }) => UserName)]).toEqual([Group, ['a', 'b']]);
    await iam.send(new sdk.RemoveUserFromGroupCommand({ GroupName: 'data', UserName: 'a' }));
    const groupsOf = async (UserName: string): Promise<unknown> =>
      (await iam.send(new sdk.ListGroupsForUserCommand({ UserName }))).Groups;
    expect([await groupsOf('a'), await groupsOf('b')]).toEqual([[], [Group]]);
  });

  test('keep their members when they are renamed and moved', async () => {
    const { iam } = await setUp();
    await iam.send(new sdk.CreateGroupCommand({ GroupName: 'old' }));
    await iam.send(new sdk.CreateUserCommand({ UserName: 'alice' }));
    await iam.send(new sdk.AddUserToGroupCommand({ GroupName: 'old', UserName: 'alice' }));
    await iam.send(new sdk.UpdateGroupCommand({ GroupName: 'old', NewGroupName: 'new', NewPath: '/x/' }));
    const { Group, Users } = await iam.send(new sdk.GetGroupCommand({ GroupName: 'new' }));
    expect([Group?.Arn, Users?.length]).toEqual(['arn:aws:iam::111122223333:group/x/new', 1]);
    const { Groups } = await iam.send(new sdk.ListGroupsCommand({ PathPrefix: '/x/' }));
    expect(Groups).toEqual([Group]);
  });

  test('go only when they are empty and bare', async () => {
    const { iam } = await setUp();
    const GroupName = 'g';
    await iam.send(new sdk.CreateGroupCommand({ GroupName }));
    await iam.send(new sdk.CreateUserCommand({ UserName: 'alice' }));
    await iam.send(new sdk.AddUserToGroupCommand({ GroupName, UserName: 'alice' }));
    const removal = (): Promise<unknown> => iam.send(new sdk.DeleteGroupCommand({ GroupName }));
    await expect(removal()).rejects.toThrow('must remove users from group first');
    await iam.send(new sdk.RemoveUserFromGroupCommand({ GroupName, UserName: 'alice' }));
    await iam.send(
      new sdk.PutGroupPolicyCommand({ GroupName, PolicyName: 'i', PolicyDocument: PERMISSIONS }),
    );
    await expect(removal()).rejects.toThrow(sdk.DeleteConflictException);
    await iam.send(new sdk.DeleteGroupPolicyCommand({ GroupName, PolicyName: 'i' }));
    await removal();
    await expect(removal()).rejects.toThrow(sdk.NoSuchEntityException);
  });

  test('a user is in ten at most', async () => {
    const { iam } = await setUp();
    await iam.send(new sdk.CreateUserCommand({ UserName: 'alice' }));
    const join = async (i: number): Promise<void> => {
      await iam.send(new sdk.CreateGroupCommand({ GroupName: `g${i}` }));
      await iam.send(new sdk.AddUserToGroupCommand({ GroupName: `g${i}`, UserName: 'alice' }));
    };
    for (let i = 0; i < 10; i++) await join(i);
    await expect(join(10)).rejects.toThrow(sdk.LimitExceededException);
  });
});
