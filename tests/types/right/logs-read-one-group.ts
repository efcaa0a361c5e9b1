// Streams of one log group, read and written.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-identity-based-access-control-cwl.html
import { logs } from '@leastwise/aws/logs';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(logs.CreateLogStream, logs.DescribeLogStreams, logs.PutLogEvents, logs.GetLogEvents).on(
    logs.logGroup('SampleLogGroupName:*', { region: 'us-west-2', account: '111122223333' }),
  ),
);
