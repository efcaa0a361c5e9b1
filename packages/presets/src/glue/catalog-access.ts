import { type IdentityPolicy, policy } from '@leastwise/policy';
import { readThroughLakeFormation } from '../lakeformation/get-data-access.ts';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { placeOf } from '../parameters/place.ts';
import { readTables } from './read-tables.ts';
import type { GlueTable } from './tables.ts';
import { writeTables } from './write-tables.ts';

/** Which tables; see {@link catalogReader} and {@link catalogWriter}. */
export interface CatalogParameters<
  Region extends string = string,
  Account extends string = string,
> extends PlaceParameters<Region, Account> {
  /** Tables one by one, or every table of a database. */
  readonly tables: readonly GlueTable[];
  /** Whether the data is registered with Lake Formation, which then grants it. */
  readonly lakeFormation?: true;
}

/**
 * A policy to read tables of the Data Catalog: their definitions and partitions. Their data is read from Amazon S3, or
 * through Lake Formation.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `tables[0].tableName`
 * @example
 * ```ts
 * import { catalogReader } from '@leastwise/presets/glue';
 *
 * export const readRaw = catalogReader({
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   tables: [{ databaseName: 'raw', everyTable: true }],
 * });
 * ```
 */
export function catalogReader<const Region extends string, const Account extends string>(
  parameters: CatalogParameters<Region, Account>,
): IdentityPolicy {
  const { tables, lakeFormation } = checked(parameters);
  const statements = readTables(tables, placeOf(parameters));
  checkTables(tables);
  return policy(...statements, ...readThroughLakeFormation(lakeFormation));
}

/**
 * A policy to make and change tables of the Data Catalog and their partitions, and to read them; not to delete them.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `tables[0].tableName`
 */
export function catalogWriter<const Region extends string, const Account extends string>(
  parameters: CatalogParameters<Region, Account>,
): IdentityPolicy {
  const { tables, lakeFormation } = checked(parameters);
  const statements = writeTables(tables, placeOf(parameters), 'tables');
  checkTables(tables);
  return policy(...statements, ...readThroughLakeFormation(lakeFormation));
}

function checkTables(tables: readonly GlueTable[]): void {
  if (tables.length === 0) throw malformed('the list is empty', 'tables', 'name a table');
}
