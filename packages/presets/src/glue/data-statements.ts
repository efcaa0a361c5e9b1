import type { IdentityStatement, Resource } from '@leastwise/policy';
import { putMetrics } from '../cloudwatch/put-metrics.ts';
import { glueInterfaces, type GlueVpcConfig } from '../ec2/glue-interfaces.ts';
import { useKeyThroughS3 } from '../kms/use-key-through-s3.ts';
import { readThroughLakeFormation } from '../lakeformation/get-data-access.ts';
import { writeLogs } from '../logs/write-logs.ts';
import type { Place } from '../parameters/place.ts';
import { each, within } from '../parameters/within.ts';
import { deleteObjects } from '../s3/delete-objects.ts';
import { listObjects } from '../s3/list-objects.ts';
import type { S3Location, S3Path } from '../s3/location.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { writeObjects } from '../s3/write-objects.ts';
import { readTables } from './read-tables.ts';
import { type SecurityConfiguration, useSecurityConfiguration } from './security-configuration.ts';
import type { GlueTable } from './tables.ts';
import { useConnections } from './use-connections.ts';
import { writeTables } from './write-tables.ts';

/** The data that a job or a session of AWS Glue works on. */
export interface GlueData {
  /** The data that is read in Amazon S3, that of catalog tables included. */
  readonly reads: readonly S3Path[];
  /** The data that is written, and may be deleted to be replaced. */
  readonly writes: readonly S3Path[];
  /** The temporary directory, `--TempDir`. */
  readonly temporary?: S3Path;
  /** The tables of the Data Catalog that are read. Their data is named in `reads`. */
  readonly tables?: readonly GlueTable[];
  /** The tables of the Data Catalog that are made and changed. Their data is named in `writes`. */
  readonly writesTables?: readonly GlueTable[];
  /** Names of connections. */
  readonly connections?: readonly string[];
  /** The network of the connections. */
  readonly vpcConfig?: GlueVpcConfig;
  /** The key that encrypts what is read and written in Amazon S3, made with `kms.key(...)`. */
  readonly kmsKey?: Resource<'kms:key'>;
  /** What else is encrypted: job bookmarks, logs. */
  readonly securityConfiguration?: SecurityConfiguration;
  /** Whether the data of tables is registered with Lake Formation, which then grants it. */
  readonly lakeFormation?: true;
}

/** Allows working on data, and writing the logs and metrics of it. */
export function dataStatements(
  data: GlueData,
  logGroups: string,
  place: Place,
): readonly IdentityStatement[] {
  const { reads, writes, temporary, tables = [], writesTables = [], connections = [] } = data;
  const { partition } = place;
  const targets = each('writes', writes, (path) => rewrite({ ...path, partition }));
  const scratch =
    temporary === undefined ? [] : within('temporary', () => readAndRewrite({ ...temporary, partition }));
  const uses = { reads: true, writes: targets.length + scratch.length > 0 };
  return [
    ...each('reads', reads, (path) => readDataSet({ ...path, partition })),
    ...targets,
    ...scratch,
    ...useKeyThroughS3(data.kmsKey, uses, place),
    ...readTables(tables, place),
    ...writeTables(writesTables, place),
    ...readThroughLakeFormation(data.lakeFormation),
    ...useConnections(connections, place),
    ...glueInterfaces(data.vpcConfig, place),
    ...useSecurityConfiguration(data.securityConfiguration, logGroups, place),
    ...writeLogs(logGroups, place, { describesStreams: false }),
    putMetrics('Glue'),
  ];
}

/** Spark lists its target, writes to it, and deletes what it replaces. */
function rewrite(location: S3Location): readonly IdentityStatement[] {
  return [listObjects(location), writeObjects(location), deleteObjects(location)];
}

function readAndRewrite(location: S3Location): readonly IdentityStatement[] {
  return [...readDataSet(location), writeObjects(location), deleteObjects(location)];
}
