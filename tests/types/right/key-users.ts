// The users of a key, also through services that keep grants.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
import { kms } from '@leastwise/aws/kms';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(kms.Encrypt, kms.Decrypt, kms.match('ReEncrypt*'), kms.match('GenerateDataKey*'), kms.DescribeKey)
    .to(principal.role('arn:aws:iam::111122223333:role/ExampleRole'), principal.account('444455556666'))
    .onAnyResource(),
  allow(kms.CreateGrant, kms.ListGrants, kms.RevokeGrant)
    .to(principal.role('arn:aws:iam::111122223333:role/ExampleRole'), principal.account('444455556666'))
    .onAnyResource()
    .when(kms.keys.grantIsForAWSResource.is(true)),
);
