// A function that reads and writes a table and its stream, and logs.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_lambda-access-dynamodb.html
import { dynamodb } from '@leastwise/aws/dynamodb';
import { logs } from '@leastwise/aws/logs';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    dynamodb.BatchGetItem,
    dynamodb.GetItem,
    dynamodb.Query,
    dynamodb.Scan,
    dynamodb.BatchWriteItem,
    dynamodb.PutItem,
    dynamodb.UpdateItem,
  )
    .on(dynamodb.table('SampleTable', { region: '*', account: '*' }))
    .sid('ReadWriteTable'),
  allow(dynamodb.GetRecords)
    .on(dynamodb.stream('SampleTable', '*', { region: '*', account: '*' }))
    .sid('GetStreamRecords'),
  allow(logs.CreateLogStream, logs.PutLogEvents).onAnyResource().sid('WriteLogStreamsAndGroups'),
  allow(logs.CreateLogGroup).onAnyResource().sid('CreateLogGroup'),
);
