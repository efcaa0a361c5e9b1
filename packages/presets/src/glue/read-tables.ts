import { glue } from '@leastwise/aws/glue';
import { allow, type IdentityStatement } from '@leastwise/policy';
import { literalText } from '../parameters/literal-text.ts';
import type { Place } from '../parameters/place.ts';
import { each } from '../parameters/within.ts';

/** A table of the Data Catalog, by names that are taken literally. */
export interface GlueTable {
  readonly databaseName: string;
  readonly tableName: string;
}

/**
 * Allows reading the definitions and partitions of tables in the Data Catalog; nothing where there is none. AWS Glue checks
 * the whole chain of catalog, database and table. Spark also asks whether the database `default` exists, whichever it
 * reads, and fails when it may not know.
 * Source: https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html and
 * https://docs.aws.amazon.com/glue/latest/dg/data-quality-trouble.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `tables[0].tableName`
 */
export function readTables(tables: readonly GlueTable[], place: Place): readonly IdentityStatement[] {
  const named = each('tables', tables, ({ databaseName, tableName }) => [
    {
      database: literalText(databaseName, 'databaseName'),
      table: literalText(tableName, 'tableName'),
    },
  ]);
  if (named.length === 0) return [];
  const here = glue.at(place);
  const names = [...new Set(named.map(({ database }) => database))];
  const databases = names.map((database) => here.database(database));
  const probed = names.includes('default') ? [] : [here.database('default')];
  return [
    allow(glue.GetDatabase).on(here.rootcatalog(), ...probed, ...databases),
    allow(glue.GetTable, glue.GetPartition, glue.GetPartitions, glue.BatchGetPartition).on(
      here.rootcatalog(),
      ...databases,
      ...named.map(({ database, table }) => here.table(database, table)),
    ),
  ];
}
