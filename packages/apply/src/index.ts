export { stack, type StackContents, type StackOptions } from './make-stack.ts';
export { group, managedPolicy, type ManagedPolicyOptions, role, user } from './definitions.ts';
export type {
  PolicyReference,
  Stack,
  StackEntity,
  StackGroup,
  StackPolicy,
  StackRole,
  StackUser,
} from './stack.ts';
export type { Quotas } from './quotas.ts';
export type { Entity, EntityType } from './entity.ts';
export { readAccount, type ReadClients, type ReadEvent, type ReadOptions } from './read/read-account.ts';
export type {
  Account,
  AccountEntity,
  AccountGroup,
  AccountPolicy,
  AccountPolicyVersion,
  AccountRole,
  AccountUser,
} from './account.ts';
export { diff, type DiffOptions } from './diff/diff.ts';
export type { Adopt } from './diff/scene.ts';
export { type Blocked, blockedSteps, isEmpty, type Plan, type Step, type StepKind } from './plan.ts';
export type { Operation, PlannedCall } from './planned-call.ts';
export type { ElementChange, StatementChange } from './statement-changes.ts';
export { type PlanFormat, renderPlan, type RenderOptions } from './render/render-plan.ts';
export { apply, type ApplyOptions, type ApplyOutcome } from './apply/apply.ts';
export type { ApplyCallEvent, ApplyEvent, StepEvent } from './apply/events.ts';
