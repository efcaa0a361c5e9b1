import { athena } from '@leastwise/aws/athena';
import { s3 } from '@leastwise/aws/s3';
import { allow, type IdentityPolicy, type IdentityStatement, policy } from '@leastwise/policy';
import { readTables } from '../glue/read-tables.ts';
import type { GlueTable } from '../glue/tables.ts';
import { checked } from '../parameters/checked.ts';
import { plainName } from '../parameters/literal-text.ts';
import { placeOf } from '../parameters/place.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { each, within } from '../parameters/within.ts';
import type { EncryptedLocation } from '../s3/encrypted-location.ts';
import { listObjects } from '../s3/list-objects.ts';
import { resourcesOf, type S3Location } from '../s3/location.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { readObjects } from '../s3/read-objects.ts';
import { writeResults } from '../s3/write-results.ts';

/** What is queried, and where results go; see {@link queryRunner}. */
export interface QueryRunnerParameters<
  Region extends string = string,
  Account extends string = string,
> extends PlaceParameters<Region, Account> {
  /** The name of the workgroup, taken literally; `primary` is the one that every account has. */
  readonly workGroup: string;
  /** The tables of the Data Catalog that are queried. */
  readonly tables: readonly GlueTable[];
  /** The data of the tables in Amazon S3. */
  readonly reads: readonly Omit<EncryptedLocation, 'partition'>[];
  /** The results location of the workgroup, with a prefix of the team's own. */
  readonly outputLocation: Omit<EncryptedLocation, 'partition'>;
}

/**
 * A policy to run queries of Amazon Athena over a data set: start, list, watch and stop them in one workgroup, also by the JDBC and
 * ODBC drivers, read the definitions of the tables and their data, and write and read the results. Tables are neither made nor
 * changed, and queries are not saved.
 *
 * Source: https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html for the workgroup,
 * https://docs.aws.amazon.com/athena/latest/ug/jdbc-v3-driver.html for the drivers,
 * https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html for the tables,
 * https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html for Amazon S3
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `tables[0].tableName`
 * @example
 * ```ts
 * import { queryRunner } from '@leastwise/presets/athena';
 *
 * export const analysts = queryRunner({
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   workGroup: 'data-science',
 *   tables: [{ databaseName: 'raw', tableName: 'events' }],
 *   reads: [{ bucket: 'my-ml-raw', prefix: 'events/' }],
 *   outputLocation: { bucket: 'my-ml-queries', prefix: 'data-science/' },
 * });
 * ```
 */
export function queryRunner<const Region extends string, const Account extends string>(
  parameters: QueryRunnerParameters<Region, Account>,
): IdentityPolicy {
  const { tables, reads } = checked(parameters);
  const place = placeOf(parameters);
  const { partition } = place;
  const outputLocation = { ...parameters.outputLocation, partition };
  const workGroup = athena.workgroup(plainName(parameters.workGroup, 'workGroup'), place);
  return policy(
    allow(
      athena.StartQueryExecution,
      athena.GetQueryExecution,
      athena.BatchGetQueryExecution,
      athena.ListQueryExecutions,
      athena.GetQueryResults,
      athena.GetQueryResultsStream,
      athena.StopQueryExecution,
      athena.GetWorkGroup,
    ).on(workGroup),
    ...readTables(tables, place),
    ...each('reads', reads, (path) => readDataSet({ ...path, partition })),
    ...within('outputLocation', () => writeAndRead(outputLocation)),
  );
}

/** Athena looks where the bucket is, writes in parts, and reads back what it wrote. */
function writeAndRead(output: EncryptedLocation): readonly IdentityStatement[] {
  const { kmsKey, ...location } = output;
  return [...writeResults(output), readObjects(location), listObjects(location), findBucket(location)];
}

function findBucket(location: S3Location): IdentityStatement {
  const { bucket, owned } = resourcesOf(location);
  const find = allow(s3.GetBucketLocation).on(bucket);
  return owned === undefined ? find : find.when(owned);
}
