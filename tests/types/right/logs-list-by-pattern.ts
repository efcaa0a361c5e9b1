// Log groups of an API, listed and searched.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
import { logs } from '@leastwise/aws/logs';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(logs.DescribeLogGroups, logs.DescribeLogStreams, logs.GetLogEvents, logs.FilterLogEvents).on(
    logs.logGroup('*', { region: 'us-east-2', account: '111122223333' }),
  ),
);
