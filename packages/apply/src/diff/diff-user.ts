import type { AccountUser } from '../account.ts';
import { tagList } from '../calls.ts';
import { ownershipTags } from '../ownership.ts';
import type { Step } from '../plan.ts';
import type { StackUser } from '../stack.ts';
import { boundaryArn, diffBoundary } from './diff-boundary.ts';
import { diffHolder, unusable, usesOf } from './diff-holder.ts';
import { diffTags } from './diff-tags.ts';
import type { Scene } from './scene.ts';
import { approach, isBlocked } from './standing.ts';
import { blockedStep, step } from './step.ts';

export function diffUser(wanted: StackUser, scene: Scene): readonly Step[] {
  const existing = scene.user(wanted.name);
  if (existing === undefined) return [creation(wanted, scene), ...diffHolder(wanted, existing, scene)];
  const first = approach(wanted, existing, scene);
  if (isBlocked(first)) return first;
  return [
    ...first,
    ...move(wanted, existing),
    ...diffTags(wanted, existing, wanted.tags, existing.tags),
    ...diffBoundary(wanted, existing.boundary, scene),
    ...diffHolder(wanted, existing, scene),
  ];
}

function creation(wanted: StackUser, scene: Scene): Step {
  const boundary = boundaryArn(wanted, scene);
  const parts = { change: 'add', uses: boundary === undefined ? [] : usesOf(boundary, scene) } as const;
  const blocked = boundary === undefined ? undefined : unusable(boundary, scene);
  if (blocked !== undefined) return blockedStep('create-user', wanted, blocked, parts);
  const input = {
    UserName: wanted.name,
    Path: wanted.path,
    ...(boundary === undefined ? {} : { PermissionsBoundary: boundary }),
    Tags: tagList({ ...wanted.tags, ...ownershipTags(scene.stack.name, wanted) }),
  };
  return step('create-user', wanted, { operation: 'CreateUser', input }, parts);
}

/** Users move in place; their ARN changes with it. */
function move(wanted: StackUser, existing: AccountUser): Step[] {
  if (wanted.path === existing.path) return [];
  const input = { UserName: existing.name, NewPath: wanted.path };
  const detail = `path ${existing.path} -> ${wanted.path}`;
  return [step('move-user', wanted, { operation: 'UpdateUser', input }, { change: 'change', detail })];
}
