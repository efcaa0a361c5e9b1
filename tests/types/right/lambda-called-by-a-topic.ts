// A version of a function that one topic calls.
// https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
import { lambda } from '@leastwise/aws/lambda';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(lambda.InvokeFunction)
    .to(principal.service('sns.amazonaws.com'))
    .on(lambda.functionAlias('score', '7', { region: 'us-east-2', account: '111122223333' }))
    .when(
      aws.sourceArn.like('arn:aws:sns:us-east-2:111122223333:scores'),
      aws.sourceAccount.equals('111122223333'),
    ),
);
