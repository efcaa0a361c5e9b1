import type { Account } from './account.ts';
import type { Entity } from './entity.ts';

/** The ARN that an entity has or gets. */
export function arnOfEntity(
  { type, path, name }: Entity & { readonly path: string },
  { id, partition }: Pick<Account, 'id' | 'partition'>,
): string {
  return `arn:${partition}:iam::${id}:${type}${path}${name}`;
}
