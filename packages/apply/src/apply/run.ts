import type { IAMClient } from '@aws-sdk/client-iam';
import type { AwsClient, Caller, Clock } from '@leastwise/core';
import { identityOf } from '../entity.ts';
import type { FacePlace } from '../fingerprint.ts';
import type { Plan, Step } from '../plan.ts';
import type { RandomBytes } from './first-password.ts';

/** A plan while it is being applied. */
export interface Run {
  readonly plan: Plan;
  /** What the documents that are looked at are compared by. */
  readonly place: FacePlace;
  readonly iam: IAMClient;
  /** Where first passwords are stored. */
  readonly secretsManager: AwsClient | undefined;
  readonly caller: Caller;
  readonly randomBytes: RandomBytes | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** What was created so far, by identity: AWS may not see it everywhere yet. */
  readonly created: Set<string>;
  /** The subjects whose fingerprints were found unchanged. */
  readonly confirmed: Set<string>;
}

/** Whether a step deals with something so new that AWS may not see it everywhere yet. */
export function isFresh({ entity, uses }: Step, { created }: Run): boolean {
  return [identityOf(entity), ...uses].some((identity) => created.has(identity));
}
