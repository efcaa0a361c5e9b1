// A function writes its own log.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
import { logs } from '@leastwise/aws/logs';
import { allow, arn, policy } from '@leastwise/policy';

export default policy(
  allow(logs.CreateLogGroup).on(arn('arn:aws:logs:us-east-1:111122223333:*')),
  allow(logs.CreateLogStream, logs.PutLogEvents).on(
    logs.logGroup('/aws/lambda/my-function:*', { region: 'us-east-1', account: '111122223333' }),
  ),
);
