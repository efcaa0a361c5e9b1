// A bucket publishes its events.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
import { sns } from '@leastwise/aws/sns';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(sns.Publish)
    .to(principal.service('s3.amazonaws.com'))
    .on(sns.topic('MyTopic', { region: 'us-east-2', account: '111122223333' }))
    .when(aws.sourceArn.like('arn:aws:s3:::my-ml-datasets'), aws.sourceAccount.equals('111122223333')),
);
