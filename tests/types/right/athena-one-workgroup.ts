// Queries in one workgroup.
// https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html
import { athena } from '@leastwise/aws/athena';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    athena.ListEngineVersions,
    athena.ListWorkGroups,
    athena.ListDataCatalogs,
    athena.ListDatabases,
    athena.GetDatabase,
    athena.ListTableMetadata,
    athena.GetTableMetadata,
  ).onAnyResource(),
  allow(
    athena.GetWorkGroup,
    athena.BatchGetQueryExecution,
    athena.GetQueryExecution,
    athena.ListQueryExecutions,
    athena.StartQueryExecution,
    athena.StopQueryExecution,
    athena.GetQueryResults,
    athena.GetQueryResultsStream,
    athena.CreateNamedQuery,
    athena.GetNamedQuery,
    athena.BatchGetNamedQuery,
    athena.ListNamedQueries,
    athena.DeleteNamedQuery,
  ).on(athena.workgroup('ml', { region: 'us-east-1', account: '111122223333' })),
);
