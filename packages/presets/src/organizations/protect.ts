import { cloudtrail } from '@leastwise/aws/cloudtrail';
import { iam } from '@leastwise/aws/iam';
import { organizations } from '@leastwise/aws/organizations';
import { deny, type IdentityStatement } from '@leastwise/policy';
import { malformed } from '../parameters/malformed.ts';
import { asksNoGuard, type GuardParameters, guardRoles } from './guards.ts';

/**
 * A statement of a service control policy: denies everyone but the guards to stop, change or delete trails of CloudTrail.
 * Source: https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `guards[0]`
 */
export function protectCloudTrail(guards: GuardParameters): IdentityStatement {
  const statement = deny(
    cloudtrail.StopLogging,
    cloudtrail.DeleteTrail,
    cloudtrail.UpdateTrail,
    cloudtrail.PutEventSelectors,
  ).onAnyResource();
  const conditions = asksNoGuard(guards);
  return conditions.length === 0 ? statement : statement.when(...conditions);
}

/**
 * A statement of a service control policy: denies accounts to leave the organisation, and so its guard rails.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 */
export function stayInOrganization(): IdentityStatement {
  return deny(organizations.LeaveOrganization).onAnyResource();
}

/**
 * A statement of a service control policy: denies everyone but the guards to change the guards' own roles.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `guards[0]`
 */
export function protectGuards(guards: GuardParameters): IdentityStatement {
  const [role, ...others] = guardRoles(guards);
  if (role === undefined) throw malformed('there is no guard to protect', 'guards');
  return deny(
    iam.AttachRolePolicy,
    iam.DeleteRole,
    iam.DeleteRolePermissionsBoundary,
    iam.DeleteRolePolicy,
    iam.DetachRolePolicy,
    iam.PutRolePermissionsBoundary,
    iam.PutRolePolicy,
    iam.UpdateAssumeRolePolicy,
    iam.UpdateRole,
    iam.UpdateRoleDescription,
  )
    .on(role, ...others)
    .when(...asksNoGuard(guards));
}

/**
 * A statement of a service control policy: denies everyone but the guards to give a user a policy directly, attached or inline. What
 * users may do comes from their groups; see `team` of `@leastwise/presets/iam`.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `guards[0]`
 */
export function keepPoliciesToGroups(guards: GuardParameters): IdentityStatement {
  const statement = deny(iam.AttachUserPolicy, iam.PutUserPolicy).onAnyResource();
  const conditions = asksNoGuard(guards);
  return conditions.length === 0 ? statement : statement.when(...conditions);
}
