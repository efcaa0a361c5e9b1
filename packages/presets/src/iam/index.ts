export { ownCredentials } from './own-credentials.ts';
export type { OwnUserParameters } from './own-user.ts';
export { requireMfa, type RequireMfaParameters } from './require-mfa.ts';
export { limitMfaAge, type MfaAgeParameters } from './limit-mfa-age.ts';
export { team, type TeamParameters } from './team.ts';
export {
  delegatedAdmin,
  type DelegatedAdminParameters,
  type DelegatedAdminPolicies,
} from './delegated-admin.ts';
export { crossAccountRole, type CrossAccountRoleParameters } from './cross-account-role.ts';
export { chainedRole, type ChainedRoleParameters } from './chained-role.ts';
export type { AssumableRole } from './assumable-role.ts';
