// A queue that a bucket sends its events to.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
import { sqs } from '@leastwise/aws/sqs';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(sqs.SendMessage)
    .to(principal.service('s3.amazonaws.com'))
    .on(sqs.queue('jobs', { region: 'eu-west-1', account: '111122223333' }))
    .when(aws.sourceArn.like('arn:aws:s3:*:*:my-ml-datasets'), aws.sourceAccount.equals('111122223333'))
    .sid('example-statement-ID'),
);
