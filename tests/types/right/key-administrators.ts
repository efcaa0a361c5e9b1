// The administrators of a key.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
import { kms } from '@leastwise/aws/kms';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(kms.all).to(principal.account('111122223333')).onAnyResource(),
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
    .onAnyResource(),
);
