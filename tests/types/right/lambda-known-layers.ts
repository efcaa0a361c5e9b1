// Functions with layers of the own account.
// https://docs.aws.amazon.com/lambda/latest/dg/permissions-user-function.html
import { lambda } from '@leastwise/aws/lambda';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(lambda.CreateFunction, lambda.UpdateFunctionConfiguration)
    .sid('ConfigureFunctions')
    .onAnyResource()
    .when(lambda.keys.layer.forAll.like('arn:aws:lambda:*:111122223333:layer:*:*')),
);
