import type { ConditionValue } from '@leastwise/policy';
import type { Comparison } from '../input/condition-operator.ts';
import { arnSegments } from '../input/arn.ts';
import { joined, type Piece, piecesOf } from '../input/pattern.ts';
import type { Situation } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import type { ContextValue } from '../request.ts';
import { readBase64 } from '../values/base64.ts';
import { readBool } from '../values/bool.ts';
import { readInstant } from '../values/instant.ts';
import { isWithin, readIp, readRange } from '../values/ip.ts';
import { readNumber } from '../values/number.ts';
import { textOf } from '../values/text.ts';
import { canBeFilled, covers, matches, missingVariables } from './pattern.ts';
import { certain, type Truth } from './truth.ts';

/**
 * Compares one value of a policy with one of the request. Variables count in the text and ARN operators only. What cannot be
 * read as what the operator compares never matches.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compare(
  comparison: Comparison,
  policyValue: ConditionValue,
  requestValue: ContextValue,
  { variables }: Statement,
  situation: Situation,
): Truth {
  const pattern = (wildcards: boolean): readonly Piece[] =>
    piecesOf(textOf(policyValue), { wildcards, variables });
  switch (comparison) {
    case 'StringEquals':
      return matches(pattern(false), textOf(requestValue), situation);
    case 'StringEqualsIgnoreCase':
      return matches(pattern(false), textOf(requestValue), situation, coversInAnyCase);
    case 'StringLike':
      return matches(pattern(true), textOf(requestValue), situation);
    case 'ArnLike':
      // What a variable will hold may have colons of its own, so it is not bound to a segment.
      return matches(pattern(true), textOf(requestValue), situation, coversArn, covers);
    case 'Bool':
      return certain(both(readBool, policyValue, requestValue, (want, got) => want === got));
    case 'BinaryEquals':
      return certain(both(readBase64, policyValue, requestValue, (want, got) => want === got));
    case 'IpAddress': {
      const [range, address] = [readRange(policyValue), readIp(requestValue)];
      return certain(range !== undefined && address !== undefined && isWithin(address, range));
    }
    case 'Null':
      return certain(false);
    case 'NumericEquals':
    case 'NumericLessThan':
    case 'NumericLessThanEquals':
    case 'NumericGreaterThan':
    case 'NumericGreaterThanEquals':
      return certain(both(readNumber, policyValue, requestValue, ordered(comparison.slice(7))));
    case 'DateEquals':
    case 'DateLessThan':
    case 'DateLessThanEquals':
    case 'DateGreaterThan':
    case 'DateGreaterThanEquals':
      return certain(both(readInstant, policyValue, requestValue, ordered(comparison.slice(4))));
  }
}

function both<T>(
  read: (value: unknown) => T | undefined,
  policyValue: unknown,
  requestValue: unknown,
  holds: (want: T, got: T) => boolean,
): boolean {
  const [want, got] = [read(policyValue), read(requestValue)];
  return want !== undefined && got !== undefined && holds(want, got);
}

function ordered(order: string): (want: number, got: number) => boolean {
  switch (order) {
    case 'LessThan':
      return (want, got) => got < want;
    case 'LessThanEquals':
      return (want, got) => got <= want;
    case 'GreaterThan':
      return (want, got) => got > want;
    case 'GreaterThanEquals':
      return (want, got) => got >= want;
    default:
      return (want, got) => got === want;
  }
}

function coversInAnyCase(pieces: readonly Piece[], text: string): boolean {
  const lower = (piece: Piece): Piece =>
    piece.kind === 'text' ? { kind: 'text', text: piece.text.toLowerCase() } : piece;
  // Joined first, because the lower case of a letter can depend on the one that follows.
  return covers(joined(pieces).map(lower), text.toLowerCase());
}

/** ARNs are compared segment by segment, so that no wildcard reaches into the next; the sixth keeps its colons. */
function coversArn(pieces: readonly Piece[], text: string): boolean {
  const segments = arnSegments(text);
  const wanted = segmentsOf(pieces);
  return (
    segments?.length === wanted.length && wanted.every((segment, i) => covers(segment, segments[i] ?? ''))
  );
}

/** Splits a pattern at its first five colons. */
function segmentsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const segments: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind !== 'text') {
      segments.at(-1)?.push(piece);
      continue;
    }
    const parts = piece.text.split(':');
    const own = parts.slice(0, 6 - segments.length + 1);
    const rest = parts.slice(own.length);
    own.forEach((text, i) => {
      if (i > 0) segments.push([]);
      const whole = i === own.length - 1 ? [text, ...rest].join(':') : text;
      segments.at(-1)?.push({ kind: 'text', text: whole });
    });
  }
  return segments;
}

/** The absent keys that a value of a policy stands for by its variables. */
export function absentKeysOf(
  comparison: Comparison,
  value: ConditionValue,
  { variables }: Statement,
  situation: Situation,
): readonly string[] {
  const isOfText = comparison.startsWith('String') || comparison === 'ArnLike';
  return isOfText ? missingVariables(piecesOf(textOf(value), { wildcards: true, variables }), situation) : [];
}

/** Whether there is any value of a request that would match, whatever it gives for the keys that it leaves out. */
export function canEverMatch(
  comparison: Comparison,
  value: ConditionValue,
  { variables }: Statement,
  situation: Situation,
): boolean {
  const canBeText = (): boolean =>
    canBeFilled(piecesOf(textOf(value), { wildcards: true, variables }), situation);
  switch (comparison) {
    case 'Null':
      return true;
    case 'StringEquals':
    case 'StringEqualsIgnoreCase':
    case 'StringLike':
      return canBeText();
    case 'ArnLike':
      return canBeText() && (textOf(value).includes('$') || arnSegments(textOf(value)) !== undefined);
    case 'Bool':
      return readBool(value) !== undefined;
    case 'BinaryEquals':
      return readBase64(value) !== undefined;
    case 'IpAddress':
      return readRange(value) !== undefined;
    case 'NumericEquals':
    case 'NumericLessThan':
    case 'NumericLessThanEquals':
    case 'NumericGreaterThan':
    case 'NumericGreaterThanEquals':
      return readNumber(value) !== undefined;
    case 'DateEquals':
    case 'DateLessThan':
    case 'DateLessThanEquals':
    case 'DateGreaterThan':
    case 'DateGreaterThanEquals':
      return readInstant(value) !== undefined;
  }
}
