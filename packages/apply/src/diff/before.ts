import type { Account, AccountEntity } from '../account.ts';
import { compareText, identityOf } from '../entity.ts';
import type { AccountSetting, Plan, Step } from '../plan.ts';
import { entitiesOf } from './scene.ts';

/** What the steps of a plan touch, as it is before them. */
export function beforeOf(steps: readonly Step[], account: Account): Plan['before'] {
  const existing = new Map(entitiesOf(account).map((entity) => [identityOf(entity), entity]));
  const before = new Map<string, AccountEntity | AccountSetting | null>();
  for (const { entity, uses, kind } of steps) {
    const touched = kind.startsWith('rename-') ? [identityOf(entity), ...uses] : [identityOf(entity)];
    for (const identity of touched)
      before.set(
        identity,
        entity.type === 'account' ? settingOf(entity.name, account) : settled(existing.get(identity)),
      );
  }
  return Object.fromEntries([...before].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function settingOf(name: string, { alias, passwordPolicy }: Account): AccountSetting | null {
  if (name === 'alias')
    return alias === null || alias === undefined ? null : { type: 'account', name, value: alias };
  return passwordPolicy === null || passwordPolicy === undefined
    ? null
    : { type: 'account', name: 'password-policy', value: passwordPolicy };
}

/** The order in which AWS lists things means nothing. */
function settled(entity: AccountEntity | undefined): AccountEntity | null {
  if (entity === undefined) return null;
  return Object.fromEntries(
    Object.entries(entity).map(([key, value]: [string, unknown]) => [
      key,
      Array.isArray(value) && value.every((each) => typeof each === 'string')
        ? value.toSorted(compareText)
        : value,
    ]),
    // The keys and the types of the values are those of the entity.
  ) as object as AccountEntity;
}

/** The ARNs of what a plan touches by unique id: a trust shows the id of a principal that is gone. */
export function arnsById(before: Plan['before']): (id: string) => string | undefined {
  const arns = new Map(
    Object.values(before).flatMap((entity) =>
      entity !== null && 'arn' in entity ? [[entity.id, entity.arn]] : [],
    ),
  );
  return (id) => arns.get(id);
}
