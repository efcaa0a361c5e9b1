// Another account, with MFA.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
import { sts } from '@leastwise/aws/sts';
import { allow, aws, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole).to(principal.account('444455556666')).when(aws.multiFactorAuthPresent.is(true)),
);
