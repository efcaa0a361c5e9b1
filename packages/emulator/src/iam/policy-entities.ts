import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import type { Group, Role, User } from '../state.ts';
import { findPolicy, keyOf } from './entities.ts';
import { page } from './page.ts';

type Entry =
  | { readonly kind: 'User'; readonly entity: User }
  | { readonly kind: 'Group'; readonly entity: Group }
  | { readonly kind: 'Role'; readonly entity: Role };

/** Who has a policy attached or as permissions boundary. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html */
export function listEntitiesForPolicy(
  input: iam.ListEntitiesForPolicyRequest,
  context: Context,
): iam.ListEntitiesForPolicyResponse {
  const { arn } = findPolicy(context, input.PolicyArn);
  const { EntityFilter: kind, PathPrefix: prefix = '/', PolicyUsageFilter: usage } = input;
  const uses = ({ entity }: Entry): boolean =>
    (usage !== 'PermissionsBoundary' && entity.attached.includes(arn)) ||
    (usage !== 'PermissionsPolicy' && 'boundary' in entity && entity.boundary === arn);
  const found = entriesOf(context).filter(
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

function entriesOf({ account: { users, groups, roles } }: Context): Entry[] {
  return [
    ...Array.from(users.values(), (entity) => ({ kind: 'User', entity }) as const),
    ...Array.from(groups.values(), (entity) => ({ kind: 'Group', entity }) as const),
    ...Array.from(roles.values(), (entity) => ({ kind: 'Role', entity }) as const),
  ];
}
