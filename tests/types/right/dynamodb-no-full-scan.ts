// PartiQL without the scan of a whole table.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
import { dynamodb } from '@leastwise/aws/dynamodb';
import { allow, deny, policy } from '@leastwise/policy';

export default policy(
  deny(dynamodb.PartiQLSelect)
    .on(dynamodb.table('WatchList', { region: 'us-west-2', account: '111122223333' }))
    .when(dynamodb.keys.fullTableScan.is(true)),
  allow(dynamodb.PartiQLInsert, dynamodb.PartiQLUpdate, dynamodb.PartiQLDelete, dynamodb.PartiQLSelect).on(
    dynamodb.table('WatchList', { region: 'us-west-2', account: '111122223333' }),
    dynamodb.index('WatchList', '*', { region: 'us-west-2', account: '111122223333' }),
  ),
);
