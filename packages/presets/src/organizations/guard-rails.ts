import { serviceControlPolicy, type ServiceControlPolicy } from '@leastwise/policy';
import { keepPoliciesToGroups, protectCloudTrail, protectGuards, stayInOrganization } from './protect.ts';
import { denyRootUser } from './root-user.ts';
import { type RegionParameters, stayInRegions } from './stay-in-regions.ts';

/**
 * The guard rails that a member account of an organisation should have, as one service control policy: no use of the root
 * user, some regions only, CloudTrail stays on, no leaving, the guards' roles stay as they are, and users get policies from groups
 * alone. It allows nothing, does not hold the management account, and needs `FullAWSAccess` or the like beside it. Each statement
 * is there by itself too.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `regions[0]`
 * @example
 * ```ts
 * import { guardRails } from '@leastwise/presets/organizations';
 *
 * export const rails = guardRails({ regions: ['eu-west-1', 'eu-central-1'], guards: ['guard'] });
 * ```
 */
export function guardRails(parameters: RegionParameters): ServiceControlPolicy {
  return serviceControlPolicy(
    denyRootUser(),
    stayInRegions(parameters),
    protectCloudTrail(parameters),
    stayInOrganization(),
    ...(parameters.guards.length === 0 ? [] : [protectGuards(parameters)]),
    keepPoliciesToGroups(parameters),
  );
}
