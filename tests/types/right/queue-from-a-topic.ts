// A topic sends to a queue.
// https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
import { sqs } from '@leastwise/aws/sqs';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(sqs.SendMessage)
    .to(principal.service('sns.amazonaws.com'))
    .on(sqs.queue('MyQueue', { region: 'us-east-2', account: '111122223333' }))
    .when(aws.sourceArn.equals('arn:aws:sns:us-east-2:111122223333:MyTopic')),
);
