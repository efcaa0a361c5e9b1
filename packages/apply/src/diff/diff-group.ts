import type { AccountGroup } from '../account.ts';
import { compareText, entityId, identityOf } from '../entity.ts';
import type { Step } from '../plan.ts';
import type { StackGroup } from '../stack.ts';
import { diffHolder } from './diff-holder.ts';
import { renamedFrom, renamedTo, type Scene } from './scene.ts';
import { approach, isBlocked } from './standing.ts';
import { step } from './step.ts';

export function diffGroup(wanted: StackGroup, scene: Scene): readonly Step[] {
  const known = scene.group(wanted.name);
  const renamed = known === undefined ? renamedFrom(wanted, scene.account.groups, scene.renames) : undefined;
  const existing = known ?? renamed;
  const first = existing === undefined ? [creation(wanted)] : approach(wanted, existing, scene);
  if (isBlocked(first)) return first;
  return [
    ...first,
    ...(renamed === undefined ? [] : [rename(wanted, renamed)]),
    ...move(wanted, existing, scene),
    ...diffHolder(wanted, existing, scene),
    ...diffMembers(wanted, existing, scene),
  ];
}

/** The group stays the same one, with its members and its id. */
function rename(wanted: StackGroup, existing: AccountGroup): Step {
  const input = { GroupName: existing.name, NewGroupName: wanted.name };
  return step(
    'rename-group',
    existing,
    { operation: 'UpdateGroup', input },
    { change: 'change', detail: `name ${existing.name} -> ${wanted.name}`, uses: [identityOf(wanted)] },
  );
}

/** The path of a group says whose it is; only what undoes a plan ever gives it another one. */
function move(wanted: StackGroup, existing: AccountGroup | undefined, scene: Scene): Step[] {
  if (existing === undefined || existing.path === wanted.path || !scene.own(existing)) return [];
  const input = { GroupName: wanted.name, NewPath: wanted.path };
  const detail = `path ${existing.path} -> ${wanted.path}`;
  return [step('move-group', wanted, { operation: 'UpdateGroup', input }, { change: 'change', detail })];
}

function creation(wanted: StackGroup): Step {
  const input = { GroupName: wanted.name, Path: wanted.path };
  return step('create-group', wanted, { operation: 'CreateGroup', input }, { change: 'add' });
}

/** Members belong to their group exclusively. */
function diffMembers(wanted: StackGroup, existing: AccountGroup | undefined, { renames }: Scene): Step[] {
  // A member that is renamed stays a member.
  const current = (existing?.members ?? []).map((name) => renamedTo({ type: 'user', name }, renames) ?? name);
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
    {
      change: 'remove',
      object: entityId({ type: 'user', name }),
      detail: `member ${name}`,
      uses: [identityOf({ type: 'user', name })],
    },
  );
}
