import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { findPolicy, keyOf } from './entities.ts';
import { type Holder, holdersOf } from './holders.ts';
import { page } from './page.ts';

/** Who has a policy attached or as permissions boundary. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html */
export function listEntitiesForPolicy(
  input: iam.ListEntitiesForPolicyRequest,
  context: Context,
): iam.ListEntitiesForPolicyResponse {
  const { arn } = findPolicy(context, input.PolicyArn);
  const { EntityFilter: kind, PathPrefix: prefix = '/', PolicyUsageFilter: usage } = input;
  const uses = ({ entity }: Holder): boolean =>
    (usage !== 'PermissionsBoundary' && entity.attached.includes(arn)) ||
    (usage !== 'PermissionsPolicy' && 'boundary' in entity && entity.boundary === arn);
  const found = holdersOf(context.account).filter(
    (each) => (kind === undefined || each.kind === kind) && each.entity.path.startsWith(prefix) && uses(each),
  );
  const { items, rest } = page(found, (each) => `${each.kind}/${keyOf(each.entity.name)}`, input);
  return {
    PolicyUsers: items.flatMap(({ kind, entity: { name, id } }) =>
      kind === 'User' ? [{ UserName: name, UserId: id }] : [],
    ),
    PolicyGroups: items.flatMap(({ kind, entity: { name, id } }) =>
      kind === 'Group' ? [{ GroupName: name, GroupId: id }] : [],
    ),
    PolicyRoles: items.flatMap(({ kind, entity: { name, id } }) =>
      kind === 'Role' ? [{ RoleName: name, RoleId: id }] : [],
    ),
    ...rest,
  };
}
