// One table through the endpoint.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/vpc-endpoints-dynamodb.html
import { dynamodb } from '@leastwise/aws/dynamodb';
import { allow, principal, vpcEndpointPolicy } from '@leastwise/policy';

export default vpcEndpointPolicy(
  allow(
    dynamodb.match('Batch*'),
    dynamodb.match('Delete*'),
    dynamodb.DescribeTable,
    dynamodb.GetItem,
    dynamodb.PutItem,
    dynamodb.match('Update*'),
  )
    .to(principal.anyone)
    .on(dynamodb.table('StockTable', { region: 'us-west-2', account: '111122223333' }))
    .sid('AccessToASpecificTable'),
);
