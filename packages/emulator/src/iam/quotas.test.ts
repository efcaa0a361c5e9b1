import * as sdk from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { PERMISSIONS, TRUST } from '../../test/ways.ts';
import { createAws } from '../index.ts';

const full = (name: string, most: number): object => ({
  name: 'LimitExceededException',
  message: `Cannot exceed quota for ${name}: ${most}`,
});

test('an account holds as many of each as it may, and says which quota is in the way', async () => {
  const most = { users: 1, groups: 1, roles: 1, policies: 1, instanceProfiles: 1 };
  // The SDK takes an exceeded limit for throttling, and would wait and try again.
  const config = { ...createAws({ quotas: most }).rootClientConfig(), maxAttempts: 1 };
  const iam = new sdk.IAMClient(config);
  const create = {
    UsersPerAccount: (x: string) => iam.send(new sdk.CreateUserCommand({ UserName: x })),
    GroupsPerAccount: (x: string) => iam.send(new sdk.CreateGroupCommand({ GroupName: x })),
    RolesPerAccount: (x: string) =>
      iam.send(new sdk.CreateRoleCommand({ RoleName: x, AssumeRolePolicyDocument: TRUST })),
    PoliciesPerAccount: (x: string) =>
      iam.send(new sdk.CreatePolicyCommand({ PolicyName: x, PolicyDocument: PERMISSIONS })),
    InstanceProfilesPerAccount: (x: string) =>
      iam.send(new sdk.CreateInstanceProfileCommand({ InstanceProfileName: x })),
  };
  for (const [name, one] of Object.entries(create)) {
    await one('a');
    await expect(one('b')).rejects.toMatchObject(full(name, 1));
  }
  await iam.send(new sdk.DeleteUserCommand({ UserName: 'a' }));
  await create.UsersPerAccount('b');
  const { SummaryMap } = await iam.send(new sdk.GetAccountSummaryCommand({}));
  expect(SummaryMap).toMatchObject({
    ...{ Users: 1, UsersQuota: 1, Groups: 1, GroupsQuota: 1, Roles: 1, RolesQuota: 1 },
    ...{ Policies: 1, PoliciesQuota: 1, InstanceProfiles: 1, InstanceProfilesQuota: 1 },
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
test('a new account may hold as much as one of AWS', async () => {
  const iam = new sdk.IAMClient(createAws().rootClientConfig());
  const { SummaryMap } = await iam.send(new sdk.GetAccountSummaryCommand({}));
  expect(SummaryMap).toMatchObject({
    ...{ UsersQuota: 5000, GroupsQuota: 300, RolesQuota: 1000 },
    ...{ PoliciesQuota: 1500, InstanceProfilesQuota: 1000 },
  });
});
