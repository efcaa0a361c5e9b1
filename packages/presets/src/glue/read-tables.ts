import { glue } from '@leastwise/aws/glue';
import { allow, type IdentityStatement } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';
import { type GlueTable, resourcesOfTables } from './tables.ts';

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
  const { catalog, databases, tables: named } = resourcesOfTables(tables, place);
  if (named.length === 0) return [];
  const byDefault = glue.database('default', place);
  const probed = databases.some((database) => String(database) === String(byDefault)) ? [] : [byDefault];
  return [
    allow(glue.GetDatabase).on(catalog, ...probed, ...databases),
    allow(glue.GetTable, glue.GetPartition, glue.GetPartitions, glue.BatchGetPartition).on(
      catalog,
      ...databases,
      ...named,
    ),
  ];
}
