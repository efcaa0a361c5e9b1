import * as sdk from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { type Clients, describeEachWay, PERMISSIONS, TRUST } from '../../test/ways.ts';

async function fill({ iam }: Clients): Promise<string> {
  const { Policy } = await iam.send(
    new sdk.CreatePolicyCommand({
      PolicyName: 'p',
      PolicyDocument: PERMISSIONS,
      Description: 'd',
      Tags: [{ Key: 'k', Value: 'v' }],
    }),
  );
  const PolicyArn = Policy?.Arn ?? '';
  await iam.send(
    new sdk.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: PERMISSIONS, SetAsDefault: true }),
  );
  await iam.send(new sdk.CreateGroupCommand({ GroupName: 'g' }));
  await iam.send(new sdk.AttachGroupPolicyCommand({ GroupName: 'g', PolicyArn }));
  for (const UserName of ['u1', 'u2']) {
    await iam.send(new sdk.CreateUserCommand({ UserName, PermissionsBoundary: PolicyArn }));
    await iam.send(new sdk.AddUserToGroupCommand({ GroupName: 'g', UserName }));
  }
  const role = {
    RoleName: 'r',
    AssumeRolePolicyDocument: TRUST,
    Description: 'd',
    Tags: [{ Key: 'k', Value: 'v' }],
  };
  await iam.send(new sdk.CreateRoleCommand(role));
  await iam.send(
    new sdk.PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'i', PolicyDocument: PERMISSIONS }),
  );
  await iam.send(new sdk.AttachRolePolicyCommand({ RoleName: 'r', PolicyArn }));
  return PolicyArn;
}

describeEachWay('the whole account', (setUp) => {
  test('is read at once, with the gaps that AWS leaves', async () => {
    const clients = await setUp();
    const arn = await fill(clients);
    const details = await clients.iam.send(new sdk.GetAccountAuthorizationDetailsCommand({}));
    const attached = [{ PolicyName: 'p', PolicyArn: arn }];
    const boundary = { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn };
    expect(details.UserDetailList).toMatchObject([
      { UserName: 'u1', GroupList: ['g'], AttachedManagedPolicies: [], PermissionsBoundary: boundary },
      { UserName: 'u2', GroupList: ['g'] },
    ]);
    expect(details.GroupDetailList).toMatchObject([
      { GroupName: 'g', GroupPolicyList: [], AttachedManagedPolicies: attached },
    ]);
    expect(details.RoleDetailList).toMatchObject([
      {
        RoleName: 'r',
        AssumeRolePolicyDocument: encodeURIComponent(TRUST),
        RolePolicyList: [{ PolicyName: 'i' }],
        AttachedManagedPolicies: attached,
        InstanceProfileList: [],
        RoleLastUsed: {},
        Tags: [{ Key: 'k', Value: 'v' }],
      },
    ]);
    expect(details.Policies).toMatchObject([
      {
        Arn: arn,
        DefaultVersionId: 'v2',
        AttachmentCount: 2,
        PermissionsBoundaryUsageCount: 2,
        PolicyVersionList: [
          { VersionId: 'v2', IsDefaultVersion: true },
          { VersionId: 'v1', IsDefaultVersion: false },
        ],
      },
    ]);
    expect(details.RoleDetailList?.[0]).not.toHaveProperty('Description');
    expect(details.Policies?.[0]).not.toHaveProperty('Description');
    expect(details.Policies?.[0]).not.toHaveProperty('Tags');
    expect(details.IsTruncated).toBe(false);
  });

  test.each([1, 2, 3, 100])('comes in pages of %d that together hold everything once', async (pageSize) => {
    const clients = await setUp();
    await fill(clients);
    const seen: (string | undefined)[] = [];
    let pages = 0;
    for await (const page of sdk.paginateGetAccountAuthorizationDetails(
      { client: clients.iam, pageSize },
      {},
    )) {
      pages++;
      const names = [
        ...(page.UserDetailList ?? []).map(({ UserName }) => UserName),
        ...(page.GroupDetailList ?? []).map(({ GroupName }) => GroupName),
        ...(page.RoleDetailList ?? []).map(({ RoleName }) => RoleName),
        ...(page.Policies ?? []).map(({ PolicyName }) => PolicyName),
      ];
      expect(names.length).toBeLessThanOrEqual(pageSize);
      seen.push(...names);
    }
    expect([pages, seen]).toEqual([Math.ceil(5 / pageSize), ['u1', 'u2', 'g', 'r', 'p']]);
  });

  test('is read in part', async () => {
    const clients = await setUp();
    await fill(clients);
    const input: sdk.GetAccountAuthorizationDetailsCommandInput = { Filter: ['Role', 'LocalManagedPolicy'] };
    const details = await clients.iam.send(new sdk.GetAccountAuthorizationDetailsCommand(input));
    const counts = [
      details.UserDetailList,
      details.GroupDetailList,
      details.RoleDetailList,
      details.Policies,
    ];
    expect(counts.map((list) => list?.length)).toEqual([0, 0, 1, 1]);
  });

  test('is counted, beside its quotas', async () => {
    const clients = await setUp();
    await fill(clients);
    const { SummaryMap } = await clients.iam.send(new sdk.GetAccountSummaryCommand({}));
    expect(SummaryMap).toMatchObject({
      Users: 2,
      Groups: 1,
      Roles: 1,
      Policies: 1,
      PolicyVersionsInUse: 2,
      RolesQuota: 1000,
      PolicySizeQuota: 6144,
      VersionsPerPolicyQuota: 5,
    });
  });

  test('says who uses a policy, and how', async () => {
    const clients = await setUp();
    const PolicyArn = await fill(clients);
    const users = async (input: Partial<sdk.ListEntitiesForPolicyCommandInput>): Promise<unknown> => {
      const found = await clients.iam.send(new sdk.ListEntitiesForPolicyCommand({ PolicyArn, ...input }));
      return [
        found.PolicyUsers?.map(({ UserName }) => UserName),
        found.PolicyGroups?.map(({ GroupName }) => GroupName),
        found.PolicyRoles?.map(({ RoleName }) => RoleName),
      ];
    };
    expect(await users({})).toEqual([['u1', 'u2'], ['g'], ['r']]);
    expect(await users({ EntityFilter: 'Role' })).toEqual([[], [], ['r']]);
    expect(await users({ PolicyUsageFilter: 'PermissionsPolicy' })).toEqual([[], ['g'], ['r']]);
    expect(await users({ PolicyUsageFilter: 'PermissionsBoundary' })).toEqual([['u1', 'u2'], [], []]);
    const { Policies } = await clients.iam.send(
      new sdk.ListPoliciesCommand({ PolicyUsageFilter: 'PermissionsBoundary' }),
    );
    expect(Policies).toHaveLength(1);
  });
});
