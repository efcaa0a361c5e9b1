import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';

/**
 * What an account may hold, at the default quotas; how long documents may be is in policy's `SIZE_LIMITS`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const QUOTAS = {
  users: 5000,
  groups: 300,
  roles: 1000,
  policies: 1500,
  policyVersions: 10_000,
  groupsPerUser: 10,
  accessKeysPerUser: 2,
  attachedPoliciesPerUser: 10,
  attachedPoliciesPerGroup: 10,
  attachedPoliciesPerRole: 10,
  versionsPerPolicy: 5,
  tags: 50,
  instanceProfiles: 1000,
  rolesPerInstanceProfile: 1,
  mfaDevicesPerUser: 8,
  oidcProviders: 100,
  clientIdsPerOidcProvider: 100,
  thumbprintsPerOidcProvider: 5,
  samlProviders: 100,
  privateKeysPerSamlProvider: 2,
  signingCertificatesPerUser: 2,
  serverCertificates: 20,
} as const;

/** What AWS calls the quotas of a whole account, which a user of the emulator can set. */
const OF_ACCOUNT = {
  users: 'UsersPerAccount',
  groups: 'GroupsPerAccount',
  roles: 'RolesPerAccount',
  policies: 'PoliciesPerAccount',
  instanceProfiles: 'InstanceProfilesPerAccount',
} as const;

/** How many users, groups, roles, customer managed policies and instance profiles an account may have. */
export type AccountQuotas = Readonly<Record<keyof typeof OF_ACCOUNT, number>>;

/** @throws Refusal LimitExceeded where the account has as many as it may. */
export function refuseFull(kind: keyof AccountQuotas, { account, quotas }: Context): void {
  if (account[kind].size < quotas[kind]) return;
  throw new Refusal('LimitExceeded', `Cannot exceed quota for ${OF_ACCOUNT[kind]}: ${quotas[kind]}`);
}
