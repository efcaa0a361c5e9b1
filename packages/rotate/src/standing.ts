import type { Remedy } from './decision.ts';
import type { RotationState } from './outcome.ts';

/** Where a rotation stands, whatever it rotates: read and not changed. */
export interface Standing {
  /** `ready`: the next run has something to do at once. */
  readonly state: RotationState | 'ready';
  /** As the target names it. */
  readonly secret: string;
  /** The version that consumers read. */
  readonly versionId?: string;
  readonly reason: string;
  /** What comes next, and not before when (ISO 8601). */
  readonly next?: { readonly what: string; readonly at: string };
  /** What a person can do about it, where there is something to do. */
  readonly remedy?: Remedy;
  /** The row of the table of states that was found. */
  readonly observed: string;
  /** What the next run does first, where it does something. */
  readonly does?: string;
  /** When the current value is to be replaced, ISO 8601; absent where there is none, or only `force` replaces it. */
  readonly due?: string;
  /** Regions whose copy of the secret is not up to date. */
  readonly replicasBehind: readonly string[];
}

/** ISO 8601. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}
