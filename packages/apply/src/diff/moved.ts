import type { PolicyDocument } from '@leastwise/policy';
import type { Account, AccountEntity } from '../account.ts';
import { arnOfEntity } from '../arns.ts';
import { type Entity, identityOf } from '../entity.ts';
import type { Step } from '../plan.ts';

/** New ARNs by old ones. */
export type Moved = ReadonlyMap<string, string>;

/**
 * The ARNs that users get by steps that rename or move them. AWS keeps whom a trust names by unique id and shows the ARN of
 * the day, so such a trust reads otherwise as soon as the user is moved, though nobody has written it.
 *
 * @param existing what a step's entity is before it
 */
export function movedBy(
  steps: readonly Step[],
  existing: (entity: Entity) => unknown,
  place: Pick<Account, 'id' | 'partition'>,
): Moved {
  const moved = new Map<string, string>();
  for (const { entity, calls } of steps)
    for (const { operation, input } of calls) {
      const user = operation === 'UpdateUser' ? existing(entity) : undefined;
      if (operation !== 'UpdateUser' || !isUser(user)) continue;
      const { NewUserName: name = user.name, NewPath: path = user.path } = input;
      moved.set(user.arn, arnOfEntity({ type: 'user', name, path }, place));
    }
  return moved;
}

function isUser(entity: unknown): entity is Extract<AccountEntity, { type: 'user' }> {
  return typeof entity === 'object' && entity !== null && 'type' in entity && entity.type === 'user';
}

/** The account with its trusts as they read once users have moved, and with their ARNs of then. */
export function accountMoved(account: Account, moved: Moved): Account {
  if (moved.size === 0) return account;
  return {
    ...account,
    users: account.users.map((user) => ({ ...user, arn: moved.get(user.arn) ?? user.arn })),
    roles: account.roles.map((role) => ({ ...role, trust: documentMoved(role.trust, moved) })),
  };
}

/** A document with ARNs, or other whole values, in place of others. */
export function documentMoved(document: PolicyDocument, moved: Moved): PolicyDocument {
  if (moved.size === 0) return document;
  let text = JSON.stringify(document);
  for (const [from, to] of moved) text = text.replaceAll(JSON.stringify(from), JSON.stringify(to));
  return JSON.parse(text) as PolicyDocument;
}

/** What a plan found of an entity, by identity: the look-up for {@link movedBy}. */
export function among(entities: Readonly<Record<string, unknown>>): (entity: Entity) => unknown {
  return (entity) => entities[identityOf(entity)];
}
