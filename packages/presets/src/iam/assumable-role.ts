import { iam } from '@leastwise/aws/iam';
import type { IdentityPolicy, Resource, RoleDefinition } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';

/** Both sides of a role that others assume: each account has its own. */
export interface AssumableRole {
  /** For the account that is visited. */
  readonly role: RoleDefinition;
  /** For whoever assumes the role. */
  readonly callerPolicy: IdentityPolicy;
}

/** The ARN of a role that was checked. */
export function arnOfRole({ name, path = '/' }: RoleDefinition, place: Place): Resource<'iam:role'> {
  const { account, partition } = place;
  return iam.role(`${path.slice(1)}${name}`, { account, partition });
}
