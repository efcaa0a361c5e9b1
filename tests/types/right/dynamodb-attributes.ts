// Some attributes of a table.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_dynamodb_attributes.html
import { dynamodb } from '@leastwise/aws/dynamodb';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    dynamodb.GetItem,
    dynamodb.BatchGetItem,
    dynamodb.Query,
    dynamodb.PutItem,
    dynamodb.UpdateItem,
    dynamodb.DeleteItem,
    dynamodb.BatchWriteItem,
  )
    .on(dynamodb.table('table-name', { region: '*', account: '*' }))
    .when(
      dynamodb.keys.attributes.forAll.equals('column-name-1', 'column-name-2', 'column-name-3'),
      dynamodb.keys.select.ifExists.equals('SPECIFIC_ATTRIBUTES'),
    ),
);
