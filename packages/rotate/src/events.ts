import type { CallEvent } from '@leastwise/core';

/** Something that the rotation found out or did; the calls it took are reported as {@link CallEvent}s of their own. */
export interface DecisionEvent {
  readonly type: 'decision';
  /** The row of the table of states that was found. */
  readonly observed: string;
  /** What is done about it: the name of a look, a step or a state to stop in. */
  readonly does: string;
  readonly secret: string;
  /** Where it is about an access key. */
  readonly user?: string;
  /** The access key id that it is about. Ids are not secret. */
  readonly keyId?: string;
  readonly versionId?: string;
  readonly label?: string;
}

/** Something that a person should hear of, because somebody was locked out or interfered. */
export interface AlarmEvent {
  readonly type: 'alarm';
  readonly reason: string;
  readonly user: string;
  readonly secret: string;
  readonly keyId: string;
}

/** What `onEvent` learns of: requests, decisions, and what a person should hear of. */
export type RotationEvent = CallEvent | DecisionEvent | AlarmEvent;
