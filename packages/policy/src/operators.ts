import type { Condition } from './condition.ts';
import type { WithVariable } from './variable.ts';

/** One value or more: an operator without a value would never be true. */
export type Values<T> = readonly [T, ...T[]];

/** A moment: a `Date`, or ISO 8601 text such as `2026-11-21T00:00:00Z`. */
export type Moment = Date | `${number}-${number}-${number}${string}`;

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export interface StringOperators<Key extends string, Optional extends boolean> {
  /** `StringEquals`: one of the values */
  equals(...values: Values<string>): Condition<Key, Optional>;
  /** `StringNotEquals`: none of the values */
  notEquals(...values: Values<string>): Condition<Key, Optional>;
  /** `StringEqualsIgnoreCase`: one of the values, in whatever case */
  equalsIgnoreCase(...values: Values<string>): Condition<Key, Optional>;
  /** `StringNotEqualsIgnoreCase`: none of the values, in whatever case */
  notEqualsIgnoreCase(...values: Values<string>): Condition<Key, Optional>;
  /** `StringLike`: one of the patterns, where `*` and `?` are wildcards */
  like(...patterns: Values<string>): Condition<Key, Optional>;
  /** `StringNotLike`: none of the patterns, where `*` and `?` are wildcards */
  notLike(...patterns: Values<string>): Condition<Key, Optional>;
}

export interface NumericOperators<Key extends string, Optional extends boolean> {
  /** `NumericEquals`: one of the values */
  equals(...values: Values<number>): Condition<Key, Optional>;
  /** `NumericNotEquals`: none of the values */
  notEquals(...values: Values<number>): Condition<Key, Optional>;
  /** `NumericLessThan` */
  lessThan(value: number): Condition<Key, Optional>;
  /** `NumericLessThanEquals` */
  atMost(value: number): Condition<Key, Optional>;
  /** `NumericGreaterThan` */
  greaterThan(value: number): Condition<Key, Optional>;
  /** `NumericGreaterThanEquals` */
  atLeast(value: number): Condition<Key, Optional>;
}

export interface DateOperators<Key extends string, Optional extends boolean> {
  /** `DateEquals` */
  equals(moment: Moment): Condition<Key, Optional>;
  /** `DateNotEquals` */
  notEquals(moment: Moment): Condition<Key, Optional>;
  /** `DateLessThan` */
  before(moment: Moment): Condition<Key, Optional>;
  /** `DateLessThanEquals` */
  notAfter(moment: Moment): Condition<Key, Optional>;
  /** `DateGreaterThan` */
  after(moment: Moment): Condition<Key, Optional>;
  /** `DateGreaterThanEquals` */
  notBefore(moment: Moment): Condition<Key, Optional>;
}

export interface ArnOperators<Key extends string, Optional extends boolean> {
  /** `ArnEquals`: one of the ARNs; `*` and `?` are wildcards within each of the six segments */
  equals(...arns: Values<string>): Condition<Key, Optional>;
  /** `ArnNotEquals`: none of the ARNs */
  notEquals(...arns: Values<string>): Condition<Key, Optional>;
  /** `ArnLike`: what `ArnEquals` does, under the name that says so */
  like(...arns: Values<string>): Condition<Key, Optional>;
  /** `ArnNotLike`: what `ArnNotEquals` does, under the name that says so */
  notLike(...arns: Values<string>): Condition<Key, Optional>;
}

export interface BoolOperators<Key extends string, Optional extends boolean> {
  /** `Bool` */
  is(value: boolean): Condition<Key, Optional>;
}

/** An address or a range of them; a policy variable in it would be plain text. */
export type CheckRange<R extends string> = R extends WithVariable
  ? 'an IP range holds no policy variable'
  : R;

export interface IpOperators<Key extends string, Optional extends boolean> {
  /** `IpAddress`: within one of the CIDR ranges */
  within<const R extends string>(...ranges: Values<CheckRange<R>>): Condition<Key, Optional>;
  /** `NotIpAddress`: within none of the CIDR ranges */
  notWithin<const R extends string>(...ranges: Values<CheckRange<R>>): Condition<Key, Optional>;
}

export interface BinaryOperators<Key extends string, Optional extends boolean> {
  /** `BinaryEquals`: the bytes, given as base64 text */
  equals(...base64: Values<string>): Condition<Key, Optional>;
}
