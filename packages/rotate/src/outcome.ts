import type { Remedy, Step, Stop, StopState } from './decision.ts';
import type { Situation } from './situation.ts';

/**
 * Where a rotation stands:
 * - `promoted`: this run put a new key into use; `next` says what becomes of the previous one
 * - `idle`: nothing to do until `next`
 * - `waiting`: a rotation is under way and goes on at `next`
 * - `in-use`: the previous key should go, but somebody still uses it; `reason` says for what
 * - `busy`: another run is creating a key
 * - `blocked`: a person has to look; `reason` says at what
 * - `rolled-back`: `rollback` undid something
 */
export type RotationState = 'promoted' | 'rolled-back' | StopState;

/** How a run ended. Plain JSON; access key ids are not secret, and nothing in it is. */
export interface RotationOutcome {
  readonly state: RotationState;
  readonly user: string;
  /** As the target names it. */
  readonly secret: string;
  /** The access key that consumers read. */
  readonly keyId?: string;
  /** The version of the secret that holds it. */
  readonly versionId?: string;
  /** The one before it, while it exists. */
  readonly previousKeyId?: string;
  /** What comes next, and not before when (ISO 8601). A run at any other time does no harm. */
  readonly next?: { readonly what: string; readonly at: string };
  /** Why it stopped where it did, as a sentence without a period. */
  readonly reason: string;
  /** What a person can do about it, where there is something to do. */
  readonly remedy?: Remedy;
  /** What this run set out to change, in order; a step that a rival was faster with is among them. */
  readonly steps: readonly Step['do'][];
}

/** Where a run stopped that was not told to. */
export const NOTHING_LEFT: Stop = { stop: 'idle', reason: 'nothing is left to do' };

/** Describes where a run stopped. */
export function outcomeOf(
  situation: Situation,
  { stop, reason, next, remedy }: Stop,
  steps: readonly Step[],
): RotationOutcome {
  const { target, current, previous } = situation;
  const promoted = steps.some((step) => step.do === 'promote' && step.versionId === current?.id);
  const settled = stop === 'idle' || stop === 'waiting' || stop === 'in-use';
  return Object.freeze({
    state: promoted && settled ? 'promoted' : stop,
    user: target.user,
    secret: target.secret,
    ...(current ? { keyId: current.value.accessKeyId, versionId: current.id } : {}),
    ...(previous[0] ? { previousKeyId: previous[0].id } : {}),
    ...(next ? { next: Object.freeze({ what: next.what, at: new Date(next.at).toISOString() }) } : {}),
    reason,
    ...(remedy ? { remedy } : {}),
    steps: Object.freeze(steps.map((step) => step.do)),
  });
}
