import type { DecidedBy, DecisionEffect, StatementReference } from '@leastwise/evaluate';
import type { FaultEffect } from '../faults/fault.ts';

/** A call that was made, as plain data. No secret value is in it. */
export interface RecordedCall {
  /** As the answer had it. */
  readonly requestId: string;
  /** When it came, in ISO form. */
  readonly time: string;
  /** `iam:CreateUser`; absent where the request did not get far enough to tell. */
  readonly operation: string | undefined;
  /** What it asked for. Values that AWS calls sensitive, and one-time codes, are replaced by `***`; of S3, bucket and key are kept. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The ARN of its sender, `*` for an operation without signature; absent where the signature did not hold. */
  readonly caller: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  /** What it needed, and what was decided of it, up to the first denial. Empty where policies were not asked. */
  readonly permissions: readonly RecordedPermission[];
  /** `lost`: a fault broke the connection, before or after it was carried out. */
  readonly outcome: 'answered' | 'refused' | 'lost';
  /** What it was refused with, as on the wire. */
  readonly error?: { readonly code: string; readonly message: string };
  /** Which faults struck it. */
  readonly faults: readonly FaultEffect['kind'][];
}

/** One permission that a call needed. */
export interface RecordedPermission {
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
  readonly effect: DecisionEffect;
  /** The kind of policy that allowed, denied, or was silent. */
  readonly by: DecidedBy;
  /** The statements that decided. */
  readonly statements: readonly RecordedStatement[];
  /** Of a denial, the reasons in words, statement by statement. */
  readonly why?: string;
}

/** A statement, and whose it is. */
export interface RecordedStatement {
  /**
   * The ARN of a managed policy, a role whose trust it is or the resource that carries it; of an inline policy what the IAM simulator
   * calls it, `role_<role>_<policy>`.
   */
  readonly policy: string;
  readonly type: StatementReference['policy'];
  /** `Statement[1]` */
  readonly statement: string;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
}

/** Which calls are meant; whatever is absent is not asked for. In texts, `*` stands for any text. */
export interface CallFilter {
  /** `iam:CreateUser`, `s3:*` */
  readonly operation?: string;
  /** The ARN of the sender. */
  readonly caller?: string;
  readonly outcome?: RecordedCall['outcome'];
  /** As on the wire. */
  readonly errorCode?: string;
}

/** What an emulated AWS remembers of the calls that were made: at least the last 10,000, in the order of their answers. */
export interface CallLog {
  /** All that are remembered, or those that fit. */
  list(filter?: CallFilter): readonly RecordedCall[];
  /** Those that were denied by policies. */
  denied(): readonly RecordedCall[];
  /** Forgets them. */
  clear(): void;
}
