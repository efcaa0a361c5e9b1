// The tables of a database, which need the catalog and the database too.
// https://docs.aws.amazon.com/glue/latest/dg/glue-policy-examples-resource-policies.html
import { glue } from '@leastwise/aws/glue';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(glue.GetTables, glue.GetTable)
    .on(
      glue.rootcatalog({ region: 'us-west-2', account: '111122223333' }),
      glue.database('default', { region: 'us-west-2', account: '111122223333' }),
      glue.table('default', '*', { region: 'us-west-2', account: '111122223333' }),
    )
    .sid('GetTablesActionOnBooks'),
);
