import type { Piece, VariablePiece } from '../input/pattern.ts';
import { contextValue, type Situation, variableText } from '../input/situation.ts';
import { certain, type Truth } from './truth.ts';

/** How pieces without variables are held against a text. */
export type Covers = (pieces: readonly Piece[], text: string) => boolean;

/**
 * Whether a pattern is the whole of a text. A variable stands for the plain text of its key: a `*` in that is no wildcard. A
 * pattern with a variable that has no value and no default matches nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 *
 * @param exactly how the pattern is held against the text
 * @param loosely the same, where a variable may still be anything
 */
export function matches(
  pattern: readonly Piece[],
  text: string,
  situation: Situation,
  exactly: Covers = covers,
  loosely: Covers = exactly,
): Truth {
  const filled = pattern.map((piece) => fill(piece, situation));
  const unresolved = filled.filter(isVariable);
  const now = unresolved.length === 0 && exactly(filled, text);
  const missing = pattern.filter(isVariable).filter((piece) => isMissing(piece, situation));
  if (missing.length === 0 || unresolved.some((piece) => !isMissing(piece, situation))) return certain(now);
  const anything = pattern.map((piece) =>
    isVariable(piece) && missing.includes(piece) ? ANYTHING : fill(piece, situation),
  );
  return { now, open: now || loosely(anything, text), keys: missing.map(({ name }) => name) };
}

function isVariable(piece: Piece): piece is VariablePiece {
  return piece.kind === 'variable';
}

const ANYTHING: Piece = { kind: 'many', within: false };

/** Puts the text for a variable, where there is one. */
function fill(piece: Piece, situation: Situation): Piece {
  if (piece.kind !== 'variable') return piece;
  const value = contextValue(situation, piece.key);
  const isAbsent = value === undefined || (Array.isArray(value) && value.length === 0);
  const text = isAbsent ? piece.fallback : variableText(situation, piece.key);
  return text === undefined ? piece : { kind: 'text', text };
}

/** Whether the pattern can come to a text: not if one of its variables has no value for certain, or several. */
export function canBeFilled(pattern: readonly Piece[], situation: Situation): boolean {
  return pattern.every(
    (piece) => !isVariable(piece) || isMissing(piece, situation) || !isVariable(fill(piece, situation)),
  );
}

/** The keys of the pattern's variables of which nothing is known. */
export function missingVariables(pattern: readonly Piece[], situation: Situation): readonly string[] {
  return pattern
    .filter(isVariable)
    .filter((piece) => isMissing(piece, situation))
    .map(({ name }) => name);
}

/** Whether nothing is known of the key, rather than that it is absent or has several values. */
function isMissing(piece: VariablePiece, situation: Situation): boolean {
  return contextValue(situation, piece.key) === undefined;
}

/** Follows the pattern piece by piece, with every place of the text that it can have come to. */
export function covers(pieces: readonly Piece[], text: string): boolean {
  let reached = new Set([0]);
  for (const piece of pieces) {
    const next = new Set<number>();
    for (const at of reached) for (const end of endsOf(piece, text, at)) next.add(end);
    reached = next;
  }
  return reached.has(text.length);
}

function endsOf(piece: Piece, text: string, at: number): readonly number[] {
  switch (piece.kind) {
    case 'text':
      return text.startsWith(piece.text, at) ? [at + piece.text.length] : [];
    case 'one':
      return at < text.length && !(piece.within && text.charAt(at) === ':') ? [at + 1] : [];
    case 'many': {
      const colon = piece.within ? text.indexOf(':', at) : -1;
      const last = colon < 0 ? text.length : colon;
      return Array.from({ length: last - at + 1 }, (_, i) => at + i);
    }
    case 'variable':
      return [];
  }
}
