// Authorizers that ask one user pool.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-user-pool-authorizer-permissions.html
import { apigateway } from '@leastwise/aws/apigateway';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(apigateway.POST)
    .on(apigateway.authorizersAlt('*', { region: '*' }))
    .when(
      apigateway.keys.cognitoUserPoolProviderArn.like(
        'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_aD06NQmjO',
      ),
    ),
);
