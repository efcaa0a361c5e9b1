// Only the own repositories assume roles.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
import { sts } from '@leastwise/aws/sts';
import { deny, oidc, principal, resourceControlPolicy } from '@leastwise/policy';

export default resourceControlPolicy(
  deny(sts.AssumeRoleWithWebIdentity)
    .to(principal.anyone)
    .onAnyResource()
    .when(
      oidc('token.actions.githubusercontent.com').sub.ifExists.notLike('repo:my-org/*'),
      oidc('token.actions.githubusercontent.com').sub.exists(),
    )
    .sid('EnforceTrustedOIDCTenants'),
);
