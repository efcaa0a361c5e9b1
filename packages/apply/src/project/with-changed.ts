import type { AccountEntity } from '../account.ts';

/** Everything of one kind, with one of them changed. */
export function withChanged<T extends AccountEntity>(
  entities: readonly T[],
  name: string | undefined,
  change: (entity: T) => T | undefined,
): readonly T[] {
  const key = name?.toLowerCase();
  return entities.flatMap((entity) => {
    if (entity.name.toLowerCase() !== key && entity.arn !== name) return [entity];
    const changed = change(entity);
    return changed === undefined ? [] : [changed];
  });
}
