import { iam } from '@leastwise/aws/iam';
import { allow, type IdentityStatement, type Principal, type Resource } from '@leastwise/policy';
import { malformed } from '../parameters/malformed.ts';
import { checkList } from '../parameters/within.ts';

/**
 * Allows passing roles to one service, and to no other; nothing where there is none.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `roles[i]` as its path
 */
export function passRoles(
  roles: readonly Resource<'iam:role'>[],
  service: Principal<'Service'>,
  path = 'roles',
): readonly IdentityStatement[] {
  checkList(roles, path);
  roles.forEach((role, i) => {
    checkRole(role, `${path}[${i}]`);
  });
  if (roles.length === 0) return [];
  return [
    allow(iam.PassRole)
      .on(...roles)
      .when(iam.keys.passedToService.equals(service.value)),
  ];
}

/** A pattern of roles would also mean those that others make tomorrow. */
function checkRole(role: unknown, path: string): void {
  if (iam.parse(String(role))?.type === 'iam:role' && !/[*?$]/.test(String(role))) return;
  throw malformed(
    `\`${String(role)}\` is not the ARN of one role`,
    path,
    'make it with `iam.role(name, { account })`',
  );
}
