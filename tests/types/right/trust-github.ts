// Workflows on one branch of a GitHub repository.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
import { sts } from '@leastwise/aws/sts';
import { allow, oidc, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRoleWithWebIdentity)
    .to(principal.oidc('token.actions.githubusercontent.com', { account: '111122223333' }))
    .when(
      oidc('token.actions.githubusercontent.com').aud.equals('sts.amazonaws.com'),
      oidc('token.actions.githubusercontent.com').sub.equals('repo:my-org/my-repo:ref:refs/heads/main'),
    ),
);
