// Guests of an identity pool.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
import { sts } from '@leastwise/aws/sts';
import { allow, oidc, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRoleWithWebIdentity)
    .to(principal.cognito)
    .when(
      oidc('cognito-identity.amazonaws.com').aud.equals('us-east-1:12345678-abcd-abcd-abcd-123456'),
      oidc('cognito-identity.amazonaws.com').amr.forAny.like('unauthenticated'),
    ),
);
