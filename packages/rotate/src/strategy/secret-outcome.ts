import type { Remedy } from '../decision.ts';
import type { SecretTarget } from './managed-secret.ts';
import type { SecretObservation } from './secret-observation.ts';
import { isPromotion, type SecretStep, type SecretStop } from './secret-step.ts';

/** What a run changed: `restore` and `discard` are of a rollback. */
export type SecretChange = SecretStep['do'] | 'restore' | 'discard';

/** How a run ended. Plain JSON without a secret in it. */
export interface SecretOutcome {
  /** As for an access key; `promoted` where this run put a new value into use. */
  readonly state: 'promoted' | 'rolled-back' | SecretStop['stop'];
  readonly secret: string;
  /** The version that consumers read. */
  readonly versionId?: string;
  /** What comes next, and not before when (ISO 8601). A run at any other time does no harm. */
  readonly next?: { readonly what: string; readonly at: string };
  readonly reason: string;
  /** What a person can do about it, where there is something to do. */
  readonly remedy?: Remedy;
  /** What this run changed, in order. */
  readonly steps: readonly SecretChange[];
}

/** Describes where a run stopped. */
export function secretOutcomeOf(
  { secret }: Pick<SecretTarget, 'secret'>,
  { current }: Pick<SecretObservation, 'current'>,
  { stop, reason, next, remedy }: SecretStop,
  steps: readonly SecretStep[],
): SecretOutcome {
  return Object.freeze({
    state: isPromotion(steps) && stop !== 'blocked' ? 'promoted' : stop,
    secret,
    ...(current ? { versionId: current.id } : {}),
    ...(next ? { next: Object.freeze({ what: next.what, at: new Date(next.at).toISOString() }) } : {}),
    reason,
    ...(remedy ? { remedy } : {}),
    steps: Object.freeze(steps.map((step) => step.do)),
  });
}
