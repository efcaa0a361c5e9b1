import { policy, principal, type Resource, type RoleDefinition } from '@leastwise/policy';
import { glueInterfaces, type GlueVpcConfig } from '../ec2/glue-interfaces.ts';
import { useKeyThroughS3 } from '../kms/use-key-through-s3.ts';
import { readThroughLakeFormation } from '../lakeformation/get-data-access.ts';
import { writeLogs } from '../logs/write-logs.ts';
import { checked } from '../parameters/checked.ts';
import { plainName } from '../parameters/literal-text.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { each } from '../parameters/within.ts';
import type { S3Path } from '../s3/location.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { useConnections } from './use-connections.ts';
import { writeTables } from './write-tables.ts';

/** What a crawler is told; see {@link crawlerRole}. */
export interface CrawlerRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** The data that is crawled in Amazon S3. */
  readonly reads: readonly S3Path[];
  /** The database that the crawler makes its tables in. */
  readonly databaseName: string;
  /** Names of connections that are crawled. */
  readonly connections?: readonly string[];
  /** The network of the connections. */
  readonly vpcConfig?: GlueVpcConfig;
  /** The key that encrypts what is crawled in Amazon S3, made with `kms.key(...)`. */
  readonly kmsKey?: Resource<'kms:key'>;
  /** Whether the data is registered with Lake Formation, which then grants it. */
  readonly lakeFormation?: true;
}

/**
 * The role of a crawler in AWS Glue: reads data, makes and changes the tables of one database, and writes the logs of crawlers.
 * It deletes no table: have the crawler mark what is gone as deprecated (`DeleteBehavior`).
 *
 * Source: https://docs.aws.amazon.com/glue/latest/dg/crawler-prereqs.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `reads[0].bucket`
 */
export function crawlerRole<const Region extends string, const Account extends string>(
  parameters: CrawlerRoleParameters<Region, Account>,
): RoleDefinition {
  const { reads, databaseName, connections = [], vpcConfig, kmsKey, lakeFormation } = checked(parameters);
  const place = placeOf(parameters);
  const { partition } = place;
  plainName(databaseName, 'databaseName');
  const sources = each('reads', reads, (path) => readDataSet({ ...path, partition }));
  return roleOf(
    parameters,
    'Role of AWS Glue crawlers',
    trustService(principal.services.glue, place),
    policy(
      ...sources,
      ...useKeyThroughS3(kmsKey, { reads: sources.length > 0, writes: false }, place),
      ...writeTables([{ databaseName, everyTable: true }], place),
      ...readThroughLakeFormation(lakeFormation),
      ...useConnections(connections, place),
      ...glueInterfaces(vpcConfig, place),
      ...writeLogs('/aws-glue/crawlers', place, { describesStreams: false }),
    ),
  );
}
