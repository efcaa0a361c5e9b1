// Grants for nobody but services of AWS.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
import { kms } from '@leastwise/aws/kms';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(kms.CreateGrant, kms.ListGrants, kms.RevokeGrant)
    .to(principal.role('arn:aws:iam::111122223333:role/training'))
    .onAnyResource()
    .when(kms.keys.grantIsForAWSResource.is(true)),
);
