import { deleteBoundaryCall, setBoundaryCall } from '../calls.ts';
import type { Step } from '../plan.ts';
import type { StackRole, StackUser } from '../stack.ts';
import { policyLabel, unusable, usesOf } from './diff-holder.ts';
import { arnOfReference, type Scene } from './scene.ts';
import { blockedStep, step } from './step.ts';

/** The ARN of the boundary that a role or user should have. */
export function boundaryArn(wanted: StackRole | StackUser, scene: Scene): string | undefined {
  return wanted.boundary && arnOfReference(wanted.boundary, scene);
}

/** The boundary of a role or user that exists. */
export function diffBoundary(
  wanted: StackRole | StackUser,
  existing: string | undefined,
  scene: Scene,
): readonly Step[] {
  const arn = boundaryArn(wanted, scene);
  if (arn === existing) return [];
  if (arn === undefined)
    return [
      step('delete-boundary', wanted, deleteBoundaryCall(wanted), { change: 'remove', detail: 'boundary' }),
    ];
  const parts = {
    change: existing === undefined ? 'add' : 'change',
    detail: `boundary ${policyLabel(arn, scene.account.id)}`,
    uses: usesOf(arn, scene),
  } as const;
  const blocked = unusable(arn, scene);
  return [
    blocked === undefined
      ? step('set-boundary', wanted, setBoundaryCall(wanted, arn), parts)
      : blockedStep('set-boundary', wanted, blocked, parts),
  ];
}
