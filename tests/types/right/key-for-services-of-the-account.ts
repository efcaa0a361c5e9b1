// A key for whoever uses SageMaker in the account.
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
    kms.DescribeKey,
  )
    .to(principal.anyone)
    .onAnyResource()
    .when(
      kms.keys.callerAccount.equals('111122223333'),
      kms.keys.viaService.equals('ec2.us-east-1.amazonaws.com'),
    )
    .sid('Allow access through EBS for everyone of the account'),
);
