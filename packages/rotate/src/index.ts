export { accessKey, type AccessKeyOptions, type AccessKeyTarget, type DerivedFields } from './access-key.ts';
export type { Duration } from './duration.ts';
export type { Consumers, WindowOptions, Windows } from './windows.ts';
export type { KeyCredentials, RotateOptions, RotateSecretOptions } from './context.ts';
export type { AlarmEvent, DecisionEvent, RotationEvent } from './events.ts';
export type { PlannedCall, Remedy } from './decision.ts';
export type { RotationOutcome, RotationState } from './outcome.ts';
export { resume, rotate } from './rotate.ts';
export { reconcile, type Reconciled } from './reconcile.ts';
export { rollback } from './rollback.ts';
export { type KeyStatus, type RotationStatus, status } from './status.ts';
export type { Standing } from './standing.ts';
export type { Diagnosis } from './diagnosis.ts';
export { doctor } from './doctor.ts';
export type { DryRun, PlannedStep } from './planned-run.ts';
export { dryRun } from './dry-run.ts';
export {
  type FleetOptions,
  type FleetOrder,
  type FleetReport,
  type FleetResult,
  rotateFleet,
  type SecretFleetOptions,
} from './fleet.ts';
export { requiredPolicy, type RequiredPolicyOptions } from './required-policy.ts';
export { sesSmtp, type SesSmtpOptions } from './ses/ses-smtp.ts';
export { sesSmtpPassword } from './ses/ses-smtp-password.ts';
export {
  credentialsFromSecret,
  type ExpiringCredentials,
  type SecretCredentials,
  type SecretCredentialsOptions,
} from './consumer/credentials-from-secret.ts';
export type {
  Announced,
  Existing,
  Members,
  Obstacle,
  Replaced,
  Strategy,
  StrategyTools,
  Values,
} from './strategy/strategy.ts';
export { managedSecret, type ManagedSecretOptions, type SecretTarget } from './strategy/managed-secret.ts';
export type { SecretChange, SecretOutcome } from './strategy/secret-outcome.ts';
export type { SecretReconciled } from './strategy/reconcile-secret.ts';
export type { SecretStatus, ValueStatus } from './strategy/secret-status.ts';
export {
  type ConsolePassword,
  consolePassword,
  type ConsolePasswordOptions,
} from './console-password/console-password.ts';
export {
  alternatingAccessKeys,
  type AlternatingAccessKeysOptions,
  type UserAccessKey,
} from './alternating-keys/alternating-access-keys.ts';
export { type RotationHandler, rotationHandler } from './lambda/rotation-handler.ts';
export type { RotationRequest } from './lambda/rotation-request.ts';
export { sweepHandler } from './lambda/sweep-handler.ts';
export { adopt, type AdoptOptions } from './adopt/adopt.ts';
export type { Place } from './place.ts';
