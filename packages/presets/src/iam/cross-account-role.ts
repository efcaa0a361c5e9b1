import { sts } from '@leastwise/aws/sts';
import {
  allow,
  type IdentityPolicy,
  policy,
  principal,
  trustPolicy,
  withExternalId,
} from '@leastwise/policy';
import type { CheckAccount } from '@leastwise/policy/catalog';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { accountOf, placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { asParameter } from '../parameters/within.ts';
import { arnOfRole, type AssumableRole } from './assumable-role.ts';

/** Who assumes the role from where, and what for; see {@link crossAccountRole}. */
export interface CrossAccountRoleParameters<
  Region extends string = string,
  Account extends string = string,
  Trusted extends string = string,
> extends RoleParameters<Region, Account> {
  /** The account of the other company, whose own policies say who there may assume the role. */
  readonly trustedAccount: CheckAccount<Trusted>;
  /** The id that the other company gave you: unique among its customers, 2 to 1,224 characters. It is no secret. */
  readonly externalId: string;
  /** What the role may do. */
  readonly permissions: IdentityPolicy;
}

/**
 * A role that another company assumes: only if it says the external id, so that none of its other customers can have it use your
 * role in their name.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { crossAccountRole } from '@leastwise/presets/iam';
 * import { readOnlyDataSet } from '@leastwise/presets/s3';
 *
 * export const { role, callerPolicy } = crossAccountRole({
 *   name: 'partner',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   trustedAccount: '444455556666',
 *   externalId: 'acme-42',
 *   permissions: readOnlyDataSet({ bucket: 'my-ml-datasets', prefix: 'shared/' }),
 * });
 * ```
 */
export function crossAccountRole<
  const Region extends string,
  const Account extends string,
  const Trusted extends string,
>(parameters: CrossAccountRoleParameters<Region, Account, Trusted>): AssumableRole {
  const { externalId, permissions } = checked(parameters);
  const place = placeOf(parameters);
  const trusted = accountOf(parameters.trustedAccount, 'trustedAccount');
  if (trusted === place.account)
    throw malformed('an external id is for other accounts', 'trustedAccount', 'trust your own roles by name');
  const trust = trustPolicy(
    allow(sts.AssumeRole)
      .to(principal.account(trusted, { partition: place.partition }))
      .when(asParameter('externalId', () => withExternalId(externalId))),
  );
  const role = roleOf(parameters, 'Role that another account assumes', trust, permissions);
  return Object.freeze({ role, callerPolicy: policy(allow(sts.AssumeRole).on(arnOfRole(role, place))) });
}
