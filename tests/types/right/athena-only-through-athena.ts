// A function that is called by queries alone.
// https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html
import { lambda } from '@leastwise/aws/lambda';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(lambda.InvokeFunction)
    .on(lambda.function('OneAthenaLambdaFunction', { region: 'us-east-1', account: '111122223333' }))
    .when(aws.calledVia.forAny.equals('athena.amazonaws.com')),
);
