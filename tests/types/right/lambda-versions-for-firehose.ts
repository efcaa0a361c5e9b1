// The version of a function that a stream transforms its records with.
// https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html
import { lambda } from '@leastwise/aws/lambda';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(lambda.InvokeFunction, lambda.GetFunctionConfiguration).on(
    lambda.functionAlias('clean', '7', { region: 'us-east-1', account: '111122223333' }),
  ),
);
