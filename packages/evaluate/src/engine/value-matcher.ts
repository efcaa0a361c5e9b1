import type { ConditionValue } from '@leastwise/policy';
import type { Comparison } from '../input/condition-operator.ts';
import { type Piece, piecesOf } from '../input/pattern.ts';
import type { ContextValue } from '../request.ts';
import { readBase64 } from '../values/base64.ts';
import { readBool } from '../values/bool.ts';
import { readInstant } from '../values/instant.ts';
import { type IpRange, isWithin, readIpInto, readRange, roomForIp } from '../values/ip.ts';
import { readNumber } from '../values/number.ts';
import { textOf } from '../values/text.ts';
import { anyCaseMatcher } from './any-case-matcher.ts';
import { arnMatcher } from './arn-matcher.ts';
import type { Inquiry } from './inquiry.ts';
import { type Ask, type TextMatcher, textMatcher } from './text-matcher.ts';

/** Whether one value of a request matches one of the policy's. */
export type ValueMatcher = (value: ContextValue, inquiry: Inquiry) => boolean;

/** Reads the policy's values once, so that only the request's are read for each decision. */
export function valueMatcher(
  comparison: Comparison,
  values: readonly ConditionValue[],
  variables: boolean,
  ask: Ask,
): ValueMatcher {
  switch (comparison) {
    case 'StringEquals':
      return anyText(values.map((value) => textMatcher(pieces(value, false, variables), ask)));
    case 'StringEqualsIgnoreCase':
      return anyText(values.map((value) => anyCaseMatcher(pieces(value, false, variables), ask)));
    case 'StringLike':
      return anyText(values.map((value) => textMatcher(pieces(value, true, variables), ask)));
    case 'ArnLike':
      return anyText(values.map((value) => arnMatcher(pieces(value, true, variables), ask)));
    case 'Bool':
      return equalsAny(readBool, values);
    case 'BinaryEquals':
      return equalsAny(readBase64, values);
    case 'NumericEquals':
      return equalsAny(readNumber, values);
    case 'DateEquals':
      return equalsAny(readInstant, values);
    case 'IpAddress':
      return withinAny(readAll(readRange, values));
    // One bound that holds is enough, so only the widest one matters.
    case 'NumericLessThan':
      return below(readNumber, values);
    case 'NumericLessThanEquals':
      return upTo(readNumber, values);
    case 'NumericGreaterThan':
      return above(readNumber, values);
    case 'NumericGreaterThanEquals':
      return from(readNumber, values);
    case 'DateLessThan':
      return below(readInstant, values);
    case 'DateLessThanEquals':
      return upTo(readInstant, values);
    case 'DateGreaterThan':
      return above(readInstant, values);
    case 'DateGreaterThanEquals':
      return from(readInstant, values);
    case 'Null':
      return () => false;
  }
}

function pieces(value: ConditionValue, wildcards: boolean, variables: boolean): readonly Piece[] {
  return piecesOf(textOf(value), { wildcards, variables });
}

function anyText(matchers: readonly TextMatcher[]): ValueMatcher {
  return (value, inquiry) => {
    const text = textOf(value);
    for (let i = 0; i < matchers.length; i++) if (matchers[i]?.(text, inquiry)) return true;
    return false;
  };
}

function withinAny(ranges: readonly IpRange[]): ValueMatcher {
  const address = roomForIp();
  return (value) => {
    if (!readIpInto(address, value)) return false;
    for (let i = 0; i < ranges.length; i++) {
      const range = ranges[i];
      if (range !== undefined && isWithin(address, range)) return true;
    }
    return false;
  };
}

function readAll<T>(
  read: (value: unknown) => T | undefined,
  values: readonly ConditionValue[],
): readonly T[] {
  return values.map(read).filter((value): value is T & {} => value !== undefined);
}

function equalsAny<T>(
  read: (value: unknown) => T | undefined,
  values: readonly ConditionValue[],
): ValueMatcher {
  const wanted = new Set(readAll(read, values));
  return (value) => {
    const got = read(value);
    return got !== undefined && wanted.has(got);
  };
}

type ReadNumber = (value: unknown) => number | undefined;

function below(read: ReadNumber, values: readonly ConditionValue[]): ValueMatcher {
  const bound = greatest(readAll(read, values));
  return (value) => (read(value) ?? NaN) < bound;
}

function upTo(read: ReadNumber, values: readonly ConditionValue[]): ValueMatcher {
  const bound = greatest(readAll(read, values));
  return (value) => (read(value) ?? NaN) <= bound;
}

function above(read: ReadNumber, values: readonly ConditionValue[]): ValueMatcher {
  const bound = least(readAll(read, values));
  return (value) => (read(value) ?? NaN) > bound;
}

function from(read: ReadNumber, values: readonly ConditionValue[]): ValueMatcher {
  const bound = least(readAll(read, values));
  return (value) => (read(value) ?? NaN) >= bound;
}

/** Without a readable value no number is below or above. */
function greatest(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.max(one, other), -Infinity);
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other), Infinity);
}
