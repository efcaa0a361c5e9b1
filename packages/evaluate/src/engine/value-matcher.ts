import type { ConditionValue } from '@leastwise/policy';
import { arnSegments } from '../input/arn.ts';
import type { Comparison } from '../input/condition-operator.ts';
import { type Piece, piecesOf } from '../input/pattern.ts';
import type { Situation } from '../input/situation.ts';
import type { ContextValue } from '../request.ts';
import { readBase64 } from '../values/base64.ts';
import { readBool } from '../values/bool.ts';
import { readInstant } from '../values/instant.ts';
import { isWithin, readIp, readRange } from '../values/ip.ts';
import { readNumber } from '../values/number.ts';
import { textOf } from '../values/text.ts';
import { type Glob, globMatches, globOf } from './glob.ts';
import { fillAll, hasVariable, type TextMatcher, textMatcher } from './text-matcher.ts';

/** Whether one value of a request matches one of the policy's. */
export type ValueMatcher = (value: ContextValue, situation: Situation) => boolean;

/** Reads the policy's values once, so that only the request's are read for each decision. */
export function valueMatcher(
  comparison: Comparison,
  values: readonly ConditionValue[],
  variables: boolean,
): ValueMatcher {
  switch (comparison) {
    case 'StringEquals':
      return anyText(values.map((value) => textMatcher(pieces(value, false, variables))));
    case 'StringEqualsIgnoreCase':
      return anyText(values.map((value) => inAnyCase(pieces(value, false, variables))));
    case 'StringLike':
      return anyText(values.map((value) => textMatcher(pieces(value, true, variables))));
    case 'ArnLike':
      return anyText(values.map((value) => arnMatcher(pieces(value, true, variables))));
    case 'Bool':
      return equalsAny(readBool, values);
    case 'BinaryEquals':
      return equalsAny(readBase64, values);
    case 'NumericEquals':
      return equalsAny(readNumber, values);
    case 'DateEquals':
      return equalsAny(readInstant, values);
    case 'IpAddress': {
      const ranges = readAll(readRange, values);
      return (value) => {
        const address = readIp(value);
        return address !== undefined && ranges.some((range) => isWithin(address, range));
      };
    }
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
  return (value, situation) => {
    const text = textOf(value);
    for (const matches of matchers) if (matches(text, situation)) return true;
    return false;
  };
}

function inAnyCase(wanted: readonly Piece[]): TextMatcher {
  return (text, situation) => {
    const filled = fillAll(wanted, situation);
    if (filled === undefined) return false;
    const whole = filled.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
    return whole.toLowerCase() === text.toLowerCase();
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

function arnMatcher(wanted: readonly Piece[]): TextMatcher {
  if (hasVariable(wanted))
    return (text, situation) => {
      const filled = fillAll(wanted, situation);
      return filled !== undefined && segmentsMatch(segmentGlobs(filled), text);
    };
  const globs = segmentGlobs(wanted);
  return (text) => segmentsMatch(globs, text);
}

function segmentsMatch(globs: readonly Glob[], text: string): boolean {
  const segments = arnSegments(text);
  return segments?.length === globs.length && globs.every((glob, i) => globMatches(glob, segments[i] ?? ''));
}

const COLON = 58;

/** Cuts a pattern at its first five colons; none of them comes from a wildcard. */
function segmentGlobs(wanted: readonly Piece[]): readonly Glob[] {
  const segments: number[][] = [[]];
  for (const token of globOf(wanted))
    if (token === COLON && segments.length < 6) segments.push([]);
    else segments.at(-1)?.push(token);
  return segments;
}
