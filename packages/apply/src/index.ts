export { stack, type StackContents, type StackOptions } from './make-stack.ts';
export {
  group,
  instanceProfile,
  managedPolicy,
  type ManagedPolicyOptions,
  oidcProvider,
  removed,
  role,
  samlProvider,
  user,
} from './definitions.ts';
export type {
  Ignored,
  Login,
  PasswordPolicy,
  PolicyReference,
  Removed,
  Stack,
  StackEntity,
  StackGroup,
  StackInstanceProfile,
  StackOidcProvider,
  StackPolicy,
  StackRole,
  StackSamlProvider,
  StackUser,
} from './stack.ts';
export type { Quotas } from './quotas.ts';
export type { Entity, EntityType } from './entity.ts';
export { readAccount, type ReadClients, type ReadEvent, type ReadOptions } from './read/read-account.ts';
export type { ReadStage } from './read/reader.ts';
export type {
  Account,
  AccountEntity,
  AccountGroup,
  AccountInstanceProfile,
  AccountOidcProvider,
  AccountPolicy,
  AccountPolicyVersion,
  AccountQuotas,
  AccountRole,
  AccountSamlProvider,
  AccountUser,
  Belongings,
} from './account.ts';
export { diff, type DiffOptions } from './diff/diff.ts';
export type { Adopt } from './diff/scene.ts';
export {
  type AccountSetting,
  type Blocked,
  blockedSteps,
  isEmpty,
  type Plan,
  type Step,
  type StepKind,
} from './plan.ts';
export type { Operation, PlannedCall } from './planned-call.ts';
export type { ElementChange, StatementChange } from './statement-changes.ts';
export { type PlanFormat, renderPlan, type RenderOptions } from './render/render-plan.ts';
export { apply } from './apply/apply.ts';
export type { ApplyOptions, ApplyOutcome } from './apply/apply-options.ts';
export type { StepError } from './apply/step-failure.ts';
export type { ApplyCallEvent, ApplyEvent, StepEvent } from './apply/events.ts';
export { type AuditEntry, type AuditSink, planFromAudit } from './apply/audit.ts';
export { adaptivePace } from './apply/adaptive-pace.ts';
export type { RandomBytes } from './apply/first-password.ts';
export { rollback, type RollbackOptions } from './rollback.ts';
export { type Drift, drift } from './drift.ts';
export { destroy } from './destroy.ts';
export { requiredPolicy, type RequiredPolicyOptions } from './required-policy.ts';
export { project } from './project/project.ts';
export type { Guard, Guarded, Objection } from './guards/guard.ts';
export { type Attached, type Grants, type GrantsBy, grantsIn } from './guards/documents-at.ts';
export {
  atMostDeletes,
  keepsBoundaries,
  noNewOutsiders,
  noNewPassRole,
  onlyAccount,
  protectedEntities,
  unusedFor,
} from './guards/guards.ts';
export {
  type Compare,
  type CompareTransition,
  type Judge,
  type JudgingOptions,
  type LockOutOptions,
  noBroadening,
  notLockedOut,
  smoothTransition,
} from './guards/judging-guards.ts';
