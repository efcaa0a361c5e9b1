import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { QUOTAS } from './quotas.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export function getAccountSummary(_: unknown, { account }: Context): iam.GetAccountSummaryResponse {
  const { users, groups, roles, policies } = account;
  return {
    SummaryMap: {
      Users: users.size,
      UsersQuota: QUOTAS.users,
      Groups: groups.size,
      GroupsQuota: QUOTAS.groups,
      Roles: roles.size,
      RolesQuota: QUOTAS.roles,
      Policies: policies.size,
      PoliciesQuota: QUOTAS.policies,
      PolicyVersionsInUse: Array.from(policies.values(), ({ versions }) => versions.length).reduce(
        (a, b) => a + b,
        0,
      ),
      PolicyVersionsInUseQuota: QUOTAS.policyVersions,
      VersionsPerPolicyQuota: QUOTAS.versionsPerPolicy,
      AccessKeysPerUserQuota: QUOTAS.accessKeysPerUser,
      GroupsPerUserQuota: QUOTAS.groupsPerUser,
      AttachedPoliciesPerUserQuota: QUOTAS.attachedPoliciesPerUser,
      AttachedPoliciesPerGroupQuota: QUOTAS.attachedPoliciesPerGroup,
      AttachedPoliciesPerRoleQuota: QUOTAS.attachedPoliciesPerRole,
      PolicySizeQuota: QUOTAS.policySize,
      UserPolicySizeQuota: QUOTAS.userPolicySize,
      GroupPolicySizeQuota: QUOTAS.groupPolicySize,
      RolePolicySizeQuota: QUOTAS.rolePolicySize,
      AssumeRolePolicySizeQuota: QUOTAS.trustPolicySize,
      AccountAccessKeysPresent: account.rootAccessKeyIds.length > 0 ? 1 : 0,
    },
  };
}
