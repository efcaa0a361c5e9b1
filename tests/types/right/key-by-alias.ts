// A key by whatever alias it has.
// https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
import { events } from '@leastwise/aws/events';
import { kms } from '@leastwise/aws/kms';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(kms.Decrypt, kms.DescribeKey)
    .on(events.key('*', { region: '*', account: '111122223333' }))
    .when(kms.keys.resourceAliases.forAny.like('alias/ml*')),
);
