import type { IAMClient } from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsClient, CallerOptions } from '@leastwise/core';
import type { AuditSink } from './audit.ts';
import type { ApplyEvent } from './events.ts';
import type { RandomBytes } from './first-password.ts';

/** The clients to apply a plan with, and what may be said about it. */
export interface ApplyOptions extends Pick<CallerOptions, 'clock' | 'random' | 'signal' | 'pace'> {
  readonly iam: IAMClient;
  /** Where given, the account is compared with the plan's before anything is changed. */
  readonly sts?: STSClient;
  /** A `SecretsManagerClient`; needed where the plan gives a user a first password. */
  readonly secretsManager?: AwsClient;
  /**
   * How old the plan may be, in milliseconds; any age unless said otherwise. What it would write over is looked at in any case,
   * what its guards looked at is not.
   */
  readonly maxAge?: number;
  /** How many steps may be under way at once, 4 unless said otherwise; an entity is only ever changed by one. */
  readonly concurrency?: number;
  readonly onEvent?: (event: ApplyEvent) => void;
  /** Gets the audit log, a line of JSON at a time, without its line break. */
  readonly audit?: AuditSink;
  /** Where first passwords come from; the machine's cryptographic source unless said otherwise. */
  readonly randomBytes?: RandomBytes;
}

/** What a plan came to. */
export interface ApplyOutcome {
  /** The hash of the plan. */
  readonly plan: string;
  /** The ids of the steps that were carried out, in the order of the plan. */
  readonly done: readonly string[];
  /** How many requests were sent to AWS, repeated ones included. */
  readonly requests: number;
  /** How long it waited between attempts, in milliseconds, all calls together. */
  readonly waited: number;
}
