import type * as iam from '../../generated/iam.js';
import { SIZE_LIMITS } from '@leastwise/policy';
import type { Context } from '../context.ts';
import { QUOTAS } from './quotas.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export function getAccountSummary(_: unknown, { account, quotas }: Context): iam.GetAccountSummaryResponse {
  const { users, groups, roles, policies, mfaDevices } = account;
  const enabled = [...mfaDevices.values()].filter((device) => device.enabled);
  return {
    SummaryMap: {
      Users: users.size,
      UsersQuota: quotas.users,
      Groups: groups.size,
      GroupsQuota: quotas.groups,
      Roles: roles.size,
      RolesQuota: quotas.roles,
      Policies: policies.size,
      PoliciesQuota: quotas.policies,
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
      PolicySizeQuota: SIZE_LIMITS.managed.limit,
      UserPolicySizeQuota: SIZE_LIMITS['user-inline'].limit,
      GroupPolicySizeQuota: SIZE_LIMITS['group-inline'].limit,
      RolePolicySizeQuota: SIZE_LIMITS['role-inline'].limit,
      AssumeRolePolicySizeQuota: SIZE_LIMITS.trust.limit,
      InstanceProfiles: account.instanceProfiles.size,
      InstanceProfilesQuota: quotas.instanceProfiles,
      Providers: account.oidcProviders.size + account.samlProviders.size,
      MFADevices: mfaDevices.size,
      MFADevicesInUse: enabled.length,
      AccountMFAEnabled: enabled.some((device) => device.enabled?.ownerId === account.id) ? 1 : 0,
      ServerCertificates: 0,
      ServerCertificatesQuota: QUOTAS.serverCertificates,
      SigningCertificatesPerUserQuota: QUOTAS.signingCertificatesPerUser,
      AccountSigningCertificatesPresent: 0,
      // It stands for all versions of STS tokens that the account gives out.
      GlobalEndpointTokenVersion: 1,
      AccountAccessKeysPresent: account.rootAccessKeyIds.length > 0 ? 1 : 0,
    },
  };
}
