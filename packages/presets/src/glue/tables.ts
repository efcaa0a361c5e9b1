import { glue } from '@leastwise/aws/glue';
import type { Resource } from '@leastwise/policy';
import { plainName } from '../parameters/literal-text.ts';
import { malformed } from '../parameters/malformed.ts';
import type { Place } from '../parameters/place.ts';
import { each } from '../parameters/within.ts';

/** One table of the Data Catalog, by names that are taken literally. */
export interface OneTable {
  readonly databaseName: string;
  readonly tableName: string;
}

/** Every table of a database, those that are made tomorrow too. */
export interface EveryTable {
  readonly databaseName: string;
  readonly everyTable: true;
}

/** Tables of the Data Catalog. */
export type GlueTable = OneTable | EveryTable;

/** Tables as the resources of a statement, which AWS Glue checks as a chain: the catalog, the databases, the tables. */
export interface GlueResources {
  readonly catalog: Resource<'glue:rootcatalog'>;
  /** Each database once, in the order of the tables. */
  readonly databases: readonly Resource<'glue:database'>[];
  readonly tables: readonly Resource<'glue:table'>[];
}

/**
 * Checks tables and gives what they stand for in a statement.
 * Source: https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `tables[0].tableName`
 */
export function resourcesOfTables(
  tables: readonly GlueTable[],
  place: Place,
  path = 'tables',
): GlueResources {
  const named = each(path, tables, (table) => [
    { database: plainName({ ...table }.databaseName, 'databaseName'), table: tableOf(table) },
  ]);
  const here = glue.at(place);
  const databases = [...new Set(named.map(({ database }) => database))];
  return {
    catalog: here.rootcatalog(),
    databases: databases.map((database) => here.database(database)),
    tables: named.map(({ database, table }) => here.table(database, table)),
  };
}

function tableOf(table: GlueTable): string {
  // A cast because a program without types may give both, or neither.
  const { everyTable, tableName } = table as { readonly everyTable?: unknown; readonly tableName?: unknown };
  if (everyTable === undefined)
    return plainName(tableName, 'tableName', 'name each table, or write `everyTable: true`');
  if (everyTable === true && tableName === undefined) return '*';
  throw malformed('a table has a name, or every table is meant', 'everyTable', 'leave one of the two out');
}
