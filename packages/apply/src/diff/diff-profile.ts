import type { AccountInstanceProfile } from '../account.ts';
import { tagList } from '../calls.ts';
import { type Entity, entityId, identityOf } from '../entity.ts';
import { ownershipTags } from '../ownership.ts';
import type { Step } from '../plan.ts';
import type { StackInstanceProfile } from '../stack.ts';
import { diffTags } from './diff-tags.ts';
import type { Scene } from './scene.ts';
import { approach, isBlocked } from './standing.ts';
import { blockedStep, step } from './step.ts';

export function diffProfile(wanted: StackInstanceProfile, scene: Scene): readonly Step[] {
  const existing = scene.instanceProfile(wanted.name);
  if (existing === undefined) return [creation(wanted, scene), ...diffRole(wanted, undefined, scene)];
  const first = approach(wanted, existing, scene);
  if (isBlocked(first)) return first;
  return [
    ...first,
    ...diffTags(wanted, existing, wanted.tags, existing.tags),
    ...diffRole(wanted, existing.role, scene),
  ];
}

function creation(wanted: StackInstanceProfile, { stack }: Scene): Step {
  const input = {
    InstanceProfileName: wanted.name,
    Path: wanted.path,
    Tags: tagList({ ...wanted.tags, ...ownershipTags(stack.name, wanted) }),
  };
  return step(
    'create-instance-profile',
    wanted,
    { operation: 'CreateInstanceProfile', input },
    { change: 'add' },
  );
}

/** An instance profile holds one role at most, so one must go before another comes. */
function diffRole(wanted: StackInstanceProfile, existing: string | undefined, scene: Scene): Step[] {
  if (wanted.role?.toLowerCase() === existing?.toLowerCase()) return [];
  const removal = existing === undefined ? [] : [holding('remove-role-from-profile', wanted, existing)];
  if (wanted.role === undefined) return removal;
  const { role } = wanted;
  if (scene.role(role) !== undefined || scene.wanted.has(identityOf({ type: 'role', name: role })))
    return [...removal, holding('add-role-to-profile', wanted, role)];
  const blocked = {
    reason: `the role \`${role}\` does not exist in this account`,
    hint: 'define that role in this stack, or correct its name',
  };
  return [blockedStep('add-role-to-profile', wanted, blocked, { change: 'add', detail: `role ${role}` })];
}

/** Puts a role into an instance profile, or takes it out. */
export function holding(
  kind: 'add-role-to-profile' | 'remove-role-from-profile',
  profile: Entity,
  role: string,
): Step {
  const operation =
    kind === 'add-role-to-profile' ? 'AddRoleToInstanceProfile' : 'RemoveRoleFromInstanceProfile';
  const held = { type: 'role', name: role } as const;
  return step(
    kind,
    profile,
    { operation, input: { InstanceProfileName: profile.name, RoleName: role } },
    {
      change: kind === 'add-role-to-profile' ? 'add' : 'remove',
      object: entityId(held),
      detail: `role ${role}`,
      uses: [identityOf(held)],
    },
  );
}

export function deleteProfile(profile: AccountInstanceProfile): Step[] {
  const input = { InstanceProfileName: profile.name };
  return [
    ...(profile.role === undefined ? [] : [holding('remove-role-from-profile', profile, profile.role)]),
    step(
      'delete-instance-profile',
      profile,
      { operation: 'DeleteInstanceProfile', input },
      { change: 'remove' },
    ),
  ];
}
