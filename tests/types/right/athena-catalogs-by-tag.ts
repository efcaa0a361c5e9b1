// No query on a catalog in production.
// https://docs.aws.amazon.com/athena/latest/ug/tags-access-control.html
import { athena } from '@leastwise/aws/athena';
import { aws, deny, policy } from '@leastwise/policy';

export default policy(
  deny(
    athena.CreateDataCatalog,
    athena.GetDataCatalog,
    athena.UpdateDataCatalog,
    athena.DeleteDataCatalog,
    athena.GetDatabase,
    athena.ListDatabases,
    athena.GetTableMetadata,
    athena.ListTableMetadata,
    athena.StartQueryExecution,
    athena.TagResource,
    athena.UntagResource,
    athena.ListTagsForResource,
  )
    .on(athena.datacatalog('*', { region: 'us-east-1', account: '111122223333' }))
    .when(aws.resourceTag('stack').equals('production')),
);
