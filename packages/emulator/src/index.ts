export { createAws } from './create-aws.ts';
export type { Aws, AwsCredentials, ClientConfig, IssuedCredentials } from './aws.ts';
export type { AwsOptions } from './options.ts';
export type { AssumeOptions, RoleName } from './assume.ts';
export type { Organization, OrganizationPolicies, OrganizationUnit } from './organization.ts';
export type { JsonWebKeySet } from './sts/web-identity.ts';
export type { AwsServer, ListenOptions } from './http-server.ts';
export type { AccountQuotas } from './iam/quotas.ts';
export type { RandomBytes } from './random.ts';
export type { RotationEvent, RotationFailure, RotationFunction } from './rotation-functions.ts';
export type { RequestHandler } from './request-handler.ts';
export { createVirtualClock, type VirtualClock, type VirtualClockOptions } from './virtual-clock.ts';
export type { AddedFault, Fault, FaultControls, FaultedCall, FaultEffect } from './faults/fault.ts';
export type { Consistency } from './consistency/consistency.ts';
export { type OperationClass, type Rate, type Throttling, USUAL_RATES } from './throttle/throttle.ts';
export type {
  CallFilter,
  CallLog,
  RecordedCall,
  RecordedPermission,
  RecordedStatement,
} from './call-log/recorded-call.ts';
export { leastPrivilege } from './call-log/least-privilege.ts';
export type { Snapshot, SnapshotOptions } from './snapshot/snapshot.ts';
