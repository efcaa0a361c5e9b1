import {
  type IdentityStatement,
  policy,
  principal,
  type Resource,
  type RoleDefinition,
} from '@leastwise/policy';
import { putMetrics } from '../cloudwatch/put-metrics.ts';
import { useKeyThroughS3 } from '../kms/use-key-through-s3.ts';
import { writeLogs } from '../logs/write-logs.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { each, within } from '../parameters/within.ts';
import { deleteObjects } from '../s3/delete-objects.ts';
import { listObjects } from '../s3/list-objects.ts';
import type { S3Location, S3Path } from '../s3/location.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { readObject, type S3Object } from '../s3/read-object.ts';
import { writeObjects } from '../s3/write-objects.ts';
import { type GlueTable, readTables } from './read-tables.ts';
import { useConnections } from './use-connections.ts';

/** What an ETL job is told; see {@link etlJobRole}. */
export interface EtlJobRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** The job's script. */
  readonly script: S3Object;
  /** The data that the job reads in Amazon S3, that of catalog tables included. */
  readonly reads: readonly S3Path[];
  /** The data that the job writes, and may delete to replace it. */
  readonly writes: readonly S3Path[];
  /** The job's temporary directory, `--TempDir`. */
  readonly temporary?: S3Path;
  /** The tables of the Data Catalog that the job reads. Their data is named in `reads`. */
  readonly tables?: readonly GlueTable[];
  /** Names of connections that need no network of the team's own. */
  readonly connections?: readonly string[];
  /** The key that encrypts what is read and written in Amazon S3, made with `kms.key(...)`. */
  readonly kmsKey?: Resource<'kms:key'>;
}

/**
 * The role of ETL jobs in AWS Glue: reads its script and sources, writes and replaces its targets, uses its temporary
 * directory, reads its catalog tables and connections, and writes the logs and metrics of jobs. AWS Glue can use it for the
 * account alone.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/dg/getting-started-min-privs-job.html for Amazon S3,
 * https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html for the logs,
 * https://docs.aws.amazon.com/glue/latest/dg/monitoring-awsglue-with-cloudwatch-metrics.html for the metrics
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `reads[0].bucket`
 * @example
 * ```ts
 * import { etlJobRole } from '@leastwise/presets/glue';
 *
 * export const cleanEvents = etlJobRole({
 *   name: 'clean-events',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   script: { bucket: 'my-ml-scripts', key: 'glue/clean-events.py' },
 *   reads: [{ bucket: 'my-ml-raw', prefix: 'events/' }],
 *   writes: [{ bucket: 'my-ml-datasets', prefix: 'events/' }],
 *   temporary: { bucket: 'my-ml-scratch', prefix: 'clean-events/' },
 *   tables: [{ databaseName: 'raw', tableName: 'events' }],
 * });
 * ```
 */
export function etlJobRole<const Region extends string, const Account extends string>(
  parameters: EtlJobRoleParameters<Region, Account>,
): RoleDefinition {
  const { script, reads, writes, temporary, tables = [], connections = [], kmsKey } = parameters;
  const place = placeOf(parameters);
  const { partition } = place;
  const targets = each('writes', writes, (path) => rewrite({ ...path, partition }));
  const scratch =
    temporary === undefined ? [] : within('temporary', () => readAndRewrite({ ...temporary, partition }));
  const key = useKeyThroughS3(kmsKey, { reads: true, writes: targets.length + scratch.length > 0 }, place);
  return roleOf(
    parameters,
    'Role of AWS Glue ETL jobs',
    trustService(principal.services.glue, place),
    policy(
      within('script', () => readObject({ ...script, partition })),
      ...each('reads', reads, (path) => readDataSet({ ...path, partition })),
      ...targets,
      ...scratch,
      ...key,
      ...readTables(tables, place),
      ...useConnections(connections, place),
      ...writeLogs('/aws-glue/jobs/*', place, { describesStreams: false }),
      putMetrics('Glue'),
    ),
  );
}

/** Spark lists its target, writes to it, and deletes what it replaces. */
function rewrite(location: S3Location): readonly IdentityStatement[] {
  return [listObjects(location), writeObjects(location), deleteObjects(location)];
}

function readAndRewrite(location: S3Location): readonly IdentityStatement[] {
  return [...readDataSet(location), writeObjects(location), deleteObjects(location)];
}
