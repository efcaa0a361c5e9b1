import type { IdentityPolicy } from '@leastwise/policy';
import type { RoleParameters } from '../parameters/role.ts';

/** What every role is told whose sessions sign in from elsewhere. */
export interface FederatedRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** What the role may do. */
  readonly permissions: IdentityPolicy;
}
