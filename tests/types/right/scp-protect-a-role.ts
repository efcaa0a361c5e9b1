// A role that only one administrator changes.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
import { iam } from '@leastwise/aws/iam';
import { aws, deny, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(
  deny(
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
    .on(iam.role('name-of-role-to-deny', { account: '*' }))
    .when(aws.principalArn.asString.notLike('arn:aws:iam::*:role/name-of-admin-role-to-allow'))
    .sid('DenyAccessWithException'),
);
