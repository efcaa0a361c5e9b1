// Users of a SAML provider, who sign in to the console.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-saml.html
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRoleWithSAML)
    .to(principal.saml('ExampleOrgSSOProvider', { account: '111122223333' }))
    .when(sts.keys.samlAud.equals('https://signin.aws.amazon.com/saml')),
);
