import type { Caller, Clock, Secret } from '@leastwise/core';
import type { IdentityStatement } from '@leastwise/policy';
import type { PlannedCall, Remedy } from '../decision.ts';
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

/** The values that there are before one is pending. */
export interface Existing<Value extends object> extends Partial<Omit<Values<Value>, 'pending'>> {
  /** All that the secret holds, these and what it still has to know of older ones. */
  readonly known: readonly Secret<Value>[];
}

/** A value and the one that it replaced. */
export type Replaced<Value extends object> = Readonly<Record<'current' | 'previous', Secret<Value>>>;

/** A creation that was announced and of which nothing was stored. */
export interface Announced<Value extends object> {
  /** What was current when it was announced; absent for a first value. */
  readonly base?: Secret<Value>;
  /** All that the secret holds. */
  readonly known: readonly Secret<Value>[];
  /** Between when it may have happened, in milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** What a person has to clear away before there can be a next value. */
export interface Obstacle {
  /** As a sentence without a period. */
  readonly reason: string;
  readonly remedy: Remedy;
}

/**
 * How one kind of secret is replaced. What is generated here is stored before it is set, so that no value is ever in use that nobody has; every
 * function may be called again after it has worked, by a run that does not know. They are called as members of the strategy, and only ever get
 * back what `read` and `mint` gave, so a target of any value can stand beside others in a fleet.
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
  read(members: Members): Value;
  /**
   * Looks whether there can be a next value, and changes nothing: throws, or gives what is in the way. It is called before anything is written
   * for that value, and by `doctor`.
   */
  check?(values: Existing<Value>, tools: StrategyTools): Promise<Obstacle | undefined>;
  /**
   * Makes the next value and changes nothing anywhere. Leave it out where a person or another program stores the next value as AWSPENDING.
   * What the other side makes up itself cannot be stored first: such a `mint` creates, and `creates` says how that is undone.
   */
  mint?(values: Existing<Value>, tools: StrategyTools): Promise<Secret<Value>>;
  /**
   * Makes the pending value work. A {@link LeastwiseError} with the code `VALUE_REFUSED` says that this value never will: it is thrown
   * away and another one made.
   */
  set(values: Values<Value>, tools: StrategyTools): Promise<void>;
  /** Shows that a value works, or throws. */
  test(value: Secret<Value>, tools: StrategyTools): Promise<void>;
  /** What these functions have to be allowed beside the secret itself, for `requiredPolicy`; nothing unless given. */
  permissions?(place: Place): readonly IdentityStatement[];
  /** Needed where `mint` makes something exist on the other side: a creation is then announced in the secret before it is begun. */
  readonly creates?: {
    /** Takes away what `mint` created and nobody stored, or what `rollback` gives up. */
    discard(value: Secret<Value>, tools: StrategyTools): Promise<void>;
    /** Takes away what a run that was cut off may have created, two hours later; what is not certainly its own stays. */
    reclaim(announced: Announced<Value>, tools: StrategyTools): Promise<void>;
  };
  /** Takes the previous value away; needed with `dual`, and never called otherwise. */
  retire?(values: Replaced<Value>, tools: StrategyTools): Promise<void>;
  /**
   * Makes the value work again to which `rollback` goes back, where its time was not up with `set` already: for `dual` and
   * `alternating`. With `single` that value is set again.
   */
  restore?(values: Replaced<Value>, tools: StrategyTools): Promise<void>;
  /**
   * For `dryRun`: the requests by which the function of the same name would now change something; a value that does not exist yet is left out.
   * They may read. A function that is not here is named, and its requests are not.
   */
  readonly planned?: {
    mint?(values: Existing<Value>, tools: StrategyTools): Promise<readonly PlannedCall[]>;
    set?(values: Partial<Values<Value>>, tools: StrategyTools): Promise<readonly PlannedCall[]>;
    retire?(values: Replaced<Value>, tools: StrategyTools): Promise<readonly PlannedCall[]>;
    reclaim?(announced: Announced<Value>, tools: StrategyTools): Promise<readonly PlannedCall[]>;
  };
}
