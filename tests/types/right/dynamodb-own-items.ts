// The items of a table whose key is the user.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_dynamodb_items.html
import { dynamodb } from '@leastwise/aws/dynamodb';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(dynamodb.DeleteItem, dynamodb.GetItem, dynamodb.PutItem, dynamodb.Query, dynamodb.UpdateItem)
    .on(dynamodb.table('MyTable', { region: '*', account: '*' }))
    .when(dynamodb.keys.leadingKeys.forAll.equals('${cognito-identity.amazonaws.com:sub}')),
);
