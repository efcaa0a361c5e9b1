import { sts } from '@leastwise/aws/sts';
import {
  allow,
  policy,
  principal,
  type Resource,
  type RoleDefinition,
  trustPolicy,
  withExternalId,
} from '@leastwise/policy';
import { redshift } from '@leastwise/aws/redshift';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { checkResources } from '../parameters/resources.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { each } from '../parameters/within.ts';
import type { EncryptedLocation } from '../s3/encrypted-location.ts';
import { readDataSet } from '../s3/read-data-set.ts';

/** What a load is told; see {@link loadRole}. */
export interface LoadRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** The database users who may load with the role, made with `redshift.dbuser(cluster, user, at)`; one or more. */
  readonly dbUsers: readonly Resource<'redshift:dbuser'>[];
  /** The data that is loaded. */
  readonly reads: readonly Omit<EncryptedLocation, 'partition'>[];
}

/**
 * A role to load data from Amazon S3 into Amazon Redshift with `COPY`, and to unload none. Only the named users of the database can
 * use it: Redshift gives the user as the external id.
 *
 * Source: https://docs.aws.amazon.com/redshift/latest/mgmt/copy-unload-iam-role.html for COPY,
 * https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html for the trust
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `reads[0].bucket`
 * @example
 * ```ts
 * import { redshift } from '@leastwise/aws/redshift';
 * import { loadRole } from '@leastwise/presets/redshift';
 *
 * const at = { region: 'eu-west-1', account: '111122223333' } as const;
 * export const loadFeatures = loadRole({
 *   name: 'load-features',
 *   ...at,
 *   dbUsers: [redshift.dbuser('warehouse', 'loader', at)],
 *   reads: [{ bucket: 'my-ml-datasets', prefix: 'features/' }],
 * });
 * ```
 */
export function loadRole<const Region extends string, const Account extends string>(
  parameters: LoadRoleParameters<Region, Account>,
): RoleDefinition {
  const { dbUsers, reads } = checked(parameters);
  const { partition } = placeOf(parameters);
  checkResources(dbUsers, 'dbUsers', redshift, 'redshift:dbuser', 'redshift.dbuser(cluster, user, at)');
  const trusts = dbUsers.map((user) =>
    allow(sts.AssumeRole).to(principal.services.redshift).when(withExternalId(user)),
  );
  const [trust, ...others] = trusts;
  if (trust === undefined) throw malformed('no user of the database is named', 'dbUsers');
  const data = each('reads', reads, (path) => readDataSet({ ...path, partition }));
  if (data.length === 0) throw malformed('nothing is named to load', 'reads');
  return roleOf(
    parameters,
    'Role to load data into Amazon Redshift',
    trustPolicy(trust, ...others),
    policy(...data),
  );
}
