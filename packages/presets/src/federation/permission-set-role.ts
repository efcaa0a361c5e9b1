import { iam } from '@leastwise/aws/iam';
import { sts } from '@leastwise/aws/sts';
import { allow, aws, policy, principal, trustPolicy } from '@leastwise/policy';
import { type AssumableRole, arnOfRole } from '../iam/assumable-role.ts';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf, regionOf } from '../parameters/place.ts';
import { roleOf } from '../parameters/role.ts';
import type { FederatedRoleParameters } from './federated-role.ts';

/** Which permission set; see {@link permissionSetRole}. */
export interface PermissionSetRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends FederatedRoleParameters<Region, Account> {
  /** The name of the permission set, which is assigned in the role's own account. */
  readonly permissionSet: string;
  /** The region that IAM Identity Center was set up in; the ARNs of its roles name it. */
  readonly identityCenterRegion: string;
}

/**
 * A role for people who have a permission set of IAM Identity Center, and the inline policy of that permission set. The roles that
 * Identity Center makes have names that end anew whenever it makes them; what comes before is what the trust holds on to.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 *
 * @returns the role, and as `callerPolicy` the inline policy of the permission set
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { permissionSetRole } from '@leastwise/presets/federation';
 * import { readOnlyDataSet } from '@leastwise/presets/s3';
 *
 * export const { role, callerPolicy } = permissionSetRole({
 *   name: 'scientist',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   permissionSet: 'Scientist',
 *   identityCenterRegion: 'eu-west-1',
 *   permissions: readOnlyDataSet({ bucket: 'my-ml-datasets' }),
 * });
 * ```
 */
export function permissionSetRole<const Region extends string, const Account extends string>(
  parameters: PermissionSetRoleParameters<Region, Account>,
): AssumableRole {
  const { permissionSet, identityCenterRegion, permissions } = checked(parameters);
  const place = placeOf(parameters);
  const { account, partition } = place;
  checkPermissionSet(permissionSet);
  const home = regionOf(identityCenterRegion, partition, 'identityCenterRegion');
  const trust = trustPolicy(
    allow(sts.AssumeRole)
      .to(principal.account(account, { partition }))
      .when(
        aws.principalArn.like(
          iam.role(`${pathOf(home)}AWSReservedSSO_${permissionSet}_${'?'.repeat(16)}`, {
            account,
            partition,
          }),
        ),
      ),
  );
  const role = roleOf(parameters, 'Role for a permission set of IAM Identity Center', trust, permissions);
  return Object.freeze({ role, callerPolicy: policy(allow(sts.AssumeRole).on(arnOfRole(role, place))) });
}

/** The roles of an Identity Center in US East (N. Virginia) are the only ones that do not name its region. */
function pathOf(region: string): string {
  const reserved = 'aws-reserved/sso.amazonaws.com/';
  return region === 'us-east-1' ? reserved : `${reserved}${region}/`;
}

/** Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html */
function checkPermissionSet(name: unknown): void {
  if (typeof name !== 'string' || !/^[\w+=,.@-]{1,32}$/.test(name))
    throw malformed(
      `a permission set's name has 1 to 32 letters, digits or characters of +=,.@_-, unlike \`${String(name)}\``,
      'permissionSet',
    );
}
