// Rules for events of EC2 alone.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
import { events } from '@leastwise/aws/events';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(events.PutRule)
    .onAnyResource()
    .when(events.keys.source.asSingle.equals('aws.ec2'))
    .sid('AllowPutRuleIfSourceIsEc2'),
);
