// Key material that expires at a given time.
// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
import { kms } from '@leastwise/aws/kms';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(kms.ImportKeyMaterial)
    .to(principal.user('arn:aws:iam::111122223333:user/ExampleUser'))
    .onAnyResource()
    .when(kms.keys.validTo.asNumber.atMost(1_546_257_599)),
);
