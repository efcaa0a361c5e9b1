import type { Context } from '../context.ts';
import type { Entity } from '../state.ts';
import { iamArn, keyOf, refuseTaken } from './entities.ts';

/**
 * Gives a user or group another name, another path, or both.
 *
 * @throws Refusal EntityAlreadyExists
 */
export function rename(
  context: Context,
  kind: 'user' | 'group',
  entity: Entity,
  name: string = entity.name,
  path: string = entity.path,
): void {
  const all: Map<string, Entity> = kind === 'user' ? context.account.users : context.account.groups;
  if (keyOf(name) !== keyOf(entity.name)) refuseTaken(all, kind === 'user' ? 'User' : 'Group', name);
  all.delete(keyOf(entity.name));
  Object.assign(entity, { name, path, arn: iamArn(context, kind, path, name) });
  all.set(keyOf(name), entity);
}
