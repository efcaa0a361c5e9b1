import type { AccountGroup } from '../account.ts';
import { compareText, entityId, identityOf } from '../entity.ts';
import type { Step } from '../plan.ts';
import type { StackGroup } from '../stack.ts';
import { diffHolder } from './diff-holder.ts';
import type { Scene } from './scene.ts';
import { approach, isBlocked } from './standing.ts';
import { step } from './step.ts';

export function diffGroup(wanted: StackGroup, scene: Scene): readonly Step[] {
  const existing = scene.group(wanted.name);
  const first = existing === undefined ? [creation(wanted)] : approach(wanted, existing, scene);
  if (isBlocked(first)) return first;
  return [...first, ...diffHolder(wanted, existing, scene), ...diffMembers(wanted, existing)];
}

function creation(wanted: StackGroup): Step {
  const input = { GroupName: wanted.name, Path: wanted.path };
  return step('create-group', wanted, { operation: 'CreateGroup', input }, { change: 'add' });
}

/** Members belong to their group exclusively. */
function diffMembers(wanted: StackGroup, existing: AccountGroup | undefined): Step[] {
  const current = existing?.members ?? [];
  const has = (some: readonly string[], name: string): boolean =>
    some.some((each) => each.toLowerCase() === name.toLowerCase());
  const missing = wanted.members.filter((name) => !has(current, name));
  const extra = current.filter((name) => !has(wanted.members, name)).toSorted(compareText);
  return [
    ...missing.map((name) => membership(wanted, name)),
    ...extra.map((name) => memberRemoval(wanted, name)),
  ];
}

function membership(wanted: StackGroup, name: string): Step {
  const user = { type: 'user', name } as const;
  const input = { GroupName: wanted.name, UserName: name };
  return step(
    'add-member',
    wanted,
    { operation: 'AddUserToGroup', input },
    { change: 'add', object: entityId(user), detail: `member ${name}`, uses: [identityOf(user)] },
  );
}

export function memberRemoval(group: Pick<StackGroup, 'type' | 'name'>, name: string): Step {
  const input = { GroupName: group.name, UserName: name };
  return step(
    'remove-member',
    group,
    { operation: 'RemoveUserFromGroup', input },
    { change: 'remove', object: entityId({ type: 'user', name }), detail: `member ${name}` },
  );
}
