// A key for one log group.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
import { kms } from '@leastwise/aws/kms';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(kms.all).to(principal.account('111122223333')).onAnyResource(),
  allow(kms.match('Encrypt*'), kms.match('Decrypt*'), kms.match('ReEncrypt*'), kms.match('GenerateDataKey*'))
    .to(principal.service('logs.us-east-1.amazonaws.com'))
    .onAnyResource()
    .when(
      kms.keys.encryptionContextAwsLogsArn.equals('arn:aws:logs:us-east-1:111122223333:log-group:training'),
    ),
);
