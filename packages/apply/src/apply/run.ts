import type { IAMClient } from '@aws-sdk/client-iam';
import {
  type AwsClient,
  type Caller,
  type CallerOptions,
  type Clock,
  createCaller,
  systemClock,
} from '@leastwise/core';
import { facePlace } from '../diff/fingerprints.ts';
import { identityOf } from '../entity.ts';
import type { FacePlace } from '../fingerprint.ts';
import type { Plan, Step } from '../plan.ts';
import { adaptivePace } from './adaptive-pace.ts';
import type { ApplyOptions } from './apply-options.ts';
import type { RandomBytes } from './first-password.ts';
import type { Report } from './report.ts';

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

/** Runs of one plan, each for a step: they share what was created and confirmed, and the pace. */
export function runsOf(plan: Plan, options: ApplyOptions, report: Report): (step?: Step) => Run {
  const {
    iam,
    clock = systemClock,
    signal,
    randomBytes,
    secretsManager,
    pace = adaptivePace(clock),
  } = options;
  const shared = {
    plan,
    place: facePlace(plan),
    iam,
    clock,
    signal,
    randomBytes,
    secretsManager,
    created: new Set<string>(),
    confirmed: new Set<string>(),
  };
  return (step) => ({
    ...shared,
    caller: createCaller({
      ...callerOptions(options),
      pace,
      onEvent: (event) => report.called(event, step),
    }),
  });
}

function callerOptions({ clock, random, signal }: ApplyOptions): CallerOptions {
  return {
    ...(clock === undefined ? {} : { clock }),
    ...(random === undefined ? {} : { random }),
    signal,
  };
}
