import type { InstanceProfileDefinition, RoleDefinition } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';

/**
 * What hands a role to EC2 instances, under the role's own name, path and tags. `@leastwise/apply` takes it beside the role.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER` if Amazon EC2 cannot assume the role
 */
export function instanceProfile(role: RoleDefinition): InstanceProfileDefinition {
  const { name, path, tags } = checked(role);
  if (!trustsEc2(role))
    throw malformed(`Amazon EC2 cannot assume the role \`${name}\``, 'role', 'make it with `instanceRole`');
  return Object.freeze({
    kind: 'instance-profile',
    name,
    role,
    ...(path !== undefined && { path }),
    ...(tags !== undefined && { tags }),
  });
}

function trustsEc2({ trust }: Partial<RoleDefinition>): boolean {
  return [trust?.Statement ?? []].flat().some(({ Effect, Principal }) => {
    const services = typeof Principal === 'object' ? [Principal.Service ?? []].flat() : [];
    return Effect === 'Allow' && services.some((name) => /^ec2\.amazonaws\.com(\.cn)?$/.test(name));
  });
}
