// Permissions for nobody but SNS, on each version of one function.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
import { lambda } from '@leastwise/aws/lambda';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(lambda.AddPermission, lambda.RemovePermission)
    .sid('ManageFunctionPolicy')
    .on(lambda.functionAlias('test', '*', { region: 'us-east-2', account: '111122223333' }))
    .when(lambda.keys.principal.equals('sns.amazonaws.com')),
);
