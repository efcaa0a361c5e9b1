import type { Account, Group, Role, User } from '../state.ts';

/** A user, group or role under the name that the filters of IAM's operations have for its kind. */
export type Holder =
  | { readonly kind: 'User'; readonly entity: User }
  | { readonly kind: 'Group'; readonly entity: Group }
  | { readonly kind: 'Role'; readonly entity: Role };

/** Everyone in an account who can carry policies. */
export function holdersOf({ users, groups, roles }: Account): Holder[] {
  return [
    ...Array.from(users.values(), (entity) => ({ kind: 'User', entity }) as const),
    ...Array.from(groups.values(), (entity) => ({ kind: 'Group', entity }) as const),
    ...Array.from(roles.values(), (entity) => ({ kind: 'Role', entity }) as const),
  ];
}
