// No data keys in one encryption context.
// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
import { kms } from '@leastwise/aws/kms';
import { deny, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  deny(kms.GenerateDataKey)
    .to(principal.role('arn:aws:iam::111122223333:role/RoleForExampleApp'))
    .onAnyResource()
    .when(kms.keys.encryptionContext('Stage').equals('Restricted')),
);
