// A key that only Feature Store uses for its users.
// https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html
import { kms } from '@leastwise/aws/kms';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(
    kms.Encrypt,
    kms.Decrypt,
    kms.DescribeKey,
    kms.CreateGrant,
    kms.RetireGrant,
    kms.ReEncryptFrom,
    kms.ReEncryptTo,
    kms.GenerateDataKey,
    kms.ListGrants,
  )
    .to(principal.user('arn:aws:iam::111122223333:user/featurestore-user'))
    .onAnyResource()
    .when(kms.keys.viaService.like('sagemaker.*.amazonaws.com'))
    .sid('Allow access through Feature Store'),
);
