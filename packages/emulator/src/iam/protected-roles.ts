import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Role } from '../state.ts';
import { findRole } from './entities.ts';

const SERVICE_PATH = '/aws-service-role/';

/** Whether a role belongs to a service, which alone may change it. */
export function isServiceLinked({ path }: Role): boolean {
  return path.startsWith(SERVICE_PATH);
}

/** The path of the roles of a service, given as `autoscaling.amazonaws.com`. */
export function servicePath(service: string): string {
  return `${SERVICE_PATH}${service}/`;
}

/**
 * Finds a role that its account may change.
 *
 * @throws Refusal NoSuchEntity, UnmodifiableEntity
 */
export function findModifiableRole(context: Context, name: string): Role {
  const role = findRole(context, name);
  if (!isServiceLinked(role)) return role;
  throw new Refusal(
    'UnmodifiableEntity',
    `Cannot perform the operation on the protected role '${role.name}' - this role is only modifiable by AWS`,
  );
}
