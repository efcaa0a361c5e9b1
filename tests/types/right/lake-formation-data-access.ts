// What a query engine needs for tables that Lake Formation governs.
// https://docs.aws.amazon.com/lake-formation/latest/dg/access-control-underlying-data.html
import { glue } from '@leastwise/aws/glue';
import { lakeformation } from '@leastwise/aws/lakeformation';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    lakeformation.GetDataAccess,
    glue.GetTable,
    glue.GetTables,
    glue.SearchTables,
    glue.GetDatabase,
    glue.GetDatabases,
    glue.GetPartitions,
  ).onAnyResource(),
);
