// A key that is used only through two services.
// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
import { kms } from '@leastwise/aws/kms';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(
    kms.Encrypt,
    kms.Decrypt,
    kms.match('ReEncrypt*'),
    kms.match('GenerateDataKey*'),
    kms.CreateGrant,
    kms.ListGrants,
    kms.DescribeKey,
  )
    .to(principal.role('arn:aws:iam::111122223333:role/ExampleRole'))
    .onAnyResource()
    .when(kms.keys.viaService.equals('ec2.us-west-2.amazonaws.com', 'rds.us-west-2.amazonaws.com')),
);
