// Users of a SAML provider, with tags and a source identity.
// https://docs.aws.amazon.com/sagemaker/latest/dg/setting-up-canvas-sso.html
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRoleWithSAML, sts.SetSourceIdentity, sts.TagSession)
    .to(principal.saml('Okta', { account: '111122223333' }))
    .when(sts.keys.samlAud.equals('https://signin.aws.amazon.com/saml')),
);
