import type { AccessKeyTarget } from './access-key.ts';
import type { StoredValue } from './stored-value.ts';

/** Everything that a decision is made from, read at one time. Times are in milliseconds since 1970. */
export interface Observation {
  readonly target: AccessKeyTarget;
  readonly now: number;
  /** Who is asking, as in {@link Intent.holder}. */
  readonly holder: string;
  readonly want: Want;
  readonly secret: ObservedSecret;
  /** The user's keys; empty where the secret is about to be deleted, because then they are not read. */
  readonly keys: readonly ObservedKey[];
  /** Version ids that turned out to exist when they were to be created. */
  readonly taken: readonly string[];
  /** What was looked at more closely, by access key id. */
  readonly identities: Readonly<Record<string, Identity>>;
  readonly lastUses: Readonly<Record<string, LastUse>>;
}

export interface ObservedSecret {
  readonly arn: string;
  /** When it was scheduled for deletion. */
  readonly deletedAt?: number;
  /** The copies in other regions that are not up to date. */
  readonly laggingReplicas: readonly ObservedReplica[];
  /** Versions that carry a label. */
  readonly versions: readonly ObservedVersion[];
}

/** A copy of the secret that consumers in another region read. */
export interface ObservedReplica {
  readonly region: string;
  /** `InProgress` or `Failed`. */
  readonly status: string;
  /** What AWS says about it. */
  readonly message?: string;
}

export interface ObservedVersion {
  readonly id: string;
  readonly labels: readonly string[];
  readonly createdAt: number;
  readonly value: StoredValue;
}

export interface ObservedKey {
  readonly id: string;
  /** `Active`, `Inactive`, `Expired`, or what AWS may add. */
  readonly status: string;
  readonly createdAt: number;
}

/** Whether a new key may be begun: when one is due, although none is due, or not at all, only to finish what was begun. */
export type Want = 'due' | 'now' | 'nothing';

/** What STS says to a key: it is the user's, it is not accepted, or it is somebody else's. */
export type Identity = 'works' | 'refused' | { readonly arn: string };

/** When a key was last used; `unreadable` is never taken for `never`. */
export type LastUse =
  'never' | 'unreadable' | { readonly at: number; readonly service: string; readonly region: string };
