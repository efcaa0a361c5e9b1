import type { Caller, Clock, Secret } from '@leastwise/core';
import type { IdentityStatement } from '@leastwise/policy';
import type { Place } from '../place.ts';

/** The members of a secret that holds a JSON object. */
export type Members = Readonly<Record<string, unknown>>;

/** What a strategy may use: every request to AWS goes through `caller`. */
export interface StrategyTools {
  readonly caller: Caller;
  readonly clock: Clock;
}

/** The values of a rotation under way. */
export interface Values<Value extends object> {
  /** What consumers read; absent where this is the first value. */
  readonly current?: Secret<Value>;
  /** What is to become current. It is stored. */
  readonly pending: Secret<Value>;
  /** What was current before. */
  readonly previous?: Secret<Value>;
}

/** A creation that was announced and of which nothing was stored. */
export interface Announced<Value extends object> {
  /** What was current when it was announced. */
  readonly base: Secret<Value>;
  /** All that the secret holds. */
  readonly known: readonly Secret<Value>[];
  /** Between when it may have happened, in milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/**
 * How one kind of secret is replaced. What is generated here is stored before it is set, so that no value is ever in use that nobody has; every
 * function may be called again after it has worked, by a run that does not know.
 *
 * `overlap` says how long the previous value works:
 * - `dual`: beside the new one, until `retire` takes it away after the grace period
 * - `single`: not at all, once `set` has been called
 * - `alternating`: until the rotation after the next `set`, because two users take turns
 */
export interface Strategy<Value extends object = Members> {
  /** For events and errors: `console password`. */
  readonly name: string;
  readonly overlap: 'dual' | 'single' | 'alternating';
  /** Reads what the secret holds; throws where it is something else, without quoting it. */
  readonly read: (members: Members) => Value;
  /**
   * Makes the next value and changes nothing anywhere. Leave it out where a person or another program stores the next value as AWSPENDING.
   * What the other side makes up itself cannot be stored first: such a `mint` creates, and `creates` says how that is undone.
   */
  readonly mint?: (
    values: Partial<Omit<Values<Value>, 'pending'>>,
    tools: StrategyTools,
  ) => Promise<Secret<Value>>;
  /**
   * Makes the pending value work. A {@link LeastwiseError} with the code `VALUE_REFUSED` says that this value never will: it is thrown
   * away and another one made.
   */
  readonly set: (values: Values<Value>, tools: StrategyTools) => Promise<void>;
  /** Shows that a value works, or throws. */
  readonly test: (value: Secret<Value>, tools: StrategyTools) => Promise<void>;
  /** What these functions have to be allowed beside the secret itself, for `requiredPolicy`; nothing unless given. */
  readonly permissions?: (place: Place) => readonly IdentityStatement[];
  /** Needed where `mint` makes something exist on the other side: a creation is then announced by a label before it is begun. */
  readonly creates?: {
    /** Takes away what `mint` created and nobody stored, or what `rollbackSecret` gives up. */
    readonly discard: (value: Secret<Value>, tools: StrategyTools) => Promise<void>;
    /** Takes away what a run that was cut off may have created; what is not certainly its own stays. */
    readonly reclaim: (announced: Announced<Value>, tools: StrategyTools) => Promise<void>;
  };
  /** Takes the previous value away; needed with `dual`, and never called otherwise. */
  readonly retire?: (
    values: { readonly current: Secret<Value>; readonly previous: Secret<Value> },
    tools: StrategyTools,
  ) => Promise<void>;
  /**
   * Makes the value work again to which `rollbackSecret` goes back, where its time was not up with `set` already: for `dual` and
   * `alternating`. With `single` that value is set again.
   */
  readonly restore?: (
    values: { readonly current: Secret<Value>; readonly previous: Secret<Value> },
    tools: StrategyTools,
  ) => Promise<void>;
}
