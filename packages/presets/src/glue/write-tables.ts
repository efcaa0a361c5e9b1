import { glue } from '@leastwise/aws/glue';
import { allow, type IdentityStatement } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';
import { type GlueTable, resourcesOfTables } from './tables.ts';

/**
 * Allows making and changing tables in the Data Catalog and their partitions, and reading what there is already; nothing where
 * there is none. It deletes neither tables nor databases, and makes no database.
 * Source: https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html and
 * https://docs.aws.amazon.com/glue/latest/dg/update-from-job.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `writesTables[0].tableName`
 */
export function writeTables(
  tables: readonly GlueTable[],
  place: Place,
  path = 'writesTables',
): readonly IdentityStatement[] {
  const { catalog, databases, tables: named } = resourcesOfTables(tables, place, path);
  if (named.length === 0) return [];
  return [
    allow(glue.GetDatabase).on(catalog, ...databases),
    allow(
      glue.GetTable,
      glue.GetPartition,
      glue.GetPartitions,
      glue.BatchGetPartition,
      glue.CreateTable,
      glue.UpdateTable,
      glue.CreatePartition,
      glue.BatchCreatePartition,
      glue.UpdatePartition,
      glue.BatchUpdatePartition,
    ).on(catalog, ...databases, ...named),
  ];
}
