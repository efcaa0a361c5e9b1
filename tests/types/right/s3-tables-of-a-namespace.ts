// Tables of one namespace.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-identity-based-policies.html
import { s3tables } from '@leastwise/aws/s3tables';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(s3tables.GetTable, s3tables.GetTableData, s3tables.GetTableMetadataLocation, s3tables.PutTableData)
    .on(s3tables.table('features', '*', { region: 'us-west-2', account: '111122223333' }))
    .when(s3tables.keys.namespace.equals('hr')),
);
