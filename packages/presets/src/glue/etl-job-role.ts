import { policy, principal, type RoleDefinition } from '@leastwise/policy';
import { placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { within } from '../parameters/within.ts';
import { readObject, type S3Object } from '../s3/read-object.ts';
import { dataStatements, type GlueData } from './data-statements.ts';

/** What an ETL job is told; see {@link etlJobRole}. */
export interface EtlJobRoleParameters<Region extends string = string, Account extends string = string>
  extends RoleParameters<Region, Account>, GlueData {
  /** The job's script. */
  readonly script: S3Object;
}

/**
 * The role of ETL jobs in AWS Glue: reads its script and sources, writes and replaces its targets, uses its temporary
 * directory, reads its catalog tables and connections, and writes the logs and metrics of jobs. AWS Glue can use it for the
 * account alone. Where its tables are in Lake Formation, it is granted their data there.
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
  const place = placeOf(parameters);
  const { script } = parameters;
  return roleOf(
    parameters,
    'Role of AWS Glue ETL jobs',
    trustService(principal.services.glue, place),
    policy(
      within('script', () => readObject({ ...script, partition: place.partition })),
      ...dataStatements(parameters, '/aws-glue/jobs/*', place),
    ),
  );
}
