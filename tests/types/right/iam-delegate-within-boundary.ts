// A delegated administrator, who makes users only within a boundary and cannot change it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
import { iam } from '@leastwise/aws/iam';
import { allow, deny, policy } from '@leastwise/policy';

export default policy(
  allow(
    iam.AttachUserPolicy,
    iam.CreateUser,
    iam.DeleteUserPolicy,
    iam.DetachUserPolicy,
    iam.PutUserPermissionsBoundary,
    iam.PutUserPolicy,
  )
    .onAnyResource()
    .when(iam.keys.permissionsBoundary.asString.equals('arn:aws:iam::111122223333:policy/UserBoundary'))
    .sid('CreateOrChangeOnlyWithBoundary'),
  deny(iam.CreatePolicyVersion, iam.DeletePolicy, iam.DeletePolicyVersion, iam.SetDefaultPolicyVersion)
    .on(
      iam.policy('UserBoundary', { account: '111122223333' }),
      iam.policy('AdminBoundary', { account: '111122223333' }),
    )
    .sid('NoBoundaryPolicyEdit'),
  deny(iam.DeleteUserPermissionsBoundary).onAnyResource().sid('NoBoundaryUserDelete'),
);
