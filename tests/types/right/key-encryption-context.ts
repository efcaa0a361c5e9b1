// Data keys whose encryption context names the app.
// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
import { kms } from '@leastwise/aws/kms';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(kms.GenerateDataKey)
    .to(principal.role('arn:aws:iam::111122223333:role/RoleForExampleApp'))
    .onAnyResource()
    .when(kms.keys.encryptionContextKeys.forAny.equals('AppName')),
);
