// Writes that are part of a transaction.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
import { dynamodb } from '@leastwise/aws/dynamodb';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    dynamodb.ConditionCheckItem,
    dynamodb.PutItem,
    dynamodb.UpdateItem,
    dynamodb.DeleteItem,
    dynamodb.GetItem,
  )
    .on(dynamodb.table('table04', { region: '*', account: '*' }))
    .when(dynamodb.keys.enclosingOperation.equals('TransactWriteItems', 'TransactGetItems')),
);
