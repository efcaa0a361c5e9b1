// Who manages a key and who uses it, as the console writes it.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
import { kms } from '@leastwise/aws/kms';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(kms.all).to(principal.account('111122223333')).onAnyResource().sid('Enable IAM User Permissions'),
  allow(
    kms.match('Create*'),
    kms.match('Describe*'),
    kms.match('Enable*'),
    kms.match('List*'),
    kms.match('Put*'),
    kms.match('Update*'),
    kms.match('Revoke*'),
    kms.match('Disable*'),
    kms.match('Get*'),
    kms.match('Delete*'),
    kms.TagResource,
    kms.UntagResource,
    kms.ScheduleKeyDeletion,
    kms.CancelKeyDeletion,
    kms.RotateKeyOnDemand,
  )
    .to(principal.role('arn:aws:iam::111122223333:role/ExampleAdminRole'))
    .onAnyResource()
    .sid('Allow access for Key Administrators'),
  allow(kms.Encrypt, kms.Decrypt, kms.match('ReEncrypt*'), kms.match('GenerateDataKey*'), kms.DescribeKey)
    .to(principal.role('arn:aws:iam::111122223333:role/ExampleRole'))
    .onAnyResource()
    .sid('Allow use of the key'),
  allow(kms.CreateGrant, kms.ListGrants, kms.RevokeGrant)
    .to(principal.role('arn:aws:iam::111122223333:role/ExampleRole'))
    .onAnyResource()
    .when(kms.keys.grantIsForAWSResource.is(true))
    .sid('Allow attachment of persistent resources'),
);
