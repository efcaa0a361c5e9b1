import type { Piece } from '../input/pattern.ts';
import { contextValue, isList, type Situation } from '../input/situation.ts';
import { textOf } from '../values/text.ts';
import { globMatches, globOf } from './glob.ts';

/** Whether a text is what a pattern wants, given the values of its variables. */
export type TextMatcher = (text: string, situation: Situation) => boolean;

/** Compiles a pattern: once for all if it has no variable, else up to them. */
export function textMatcher(pieces: readonly Piece[]): TextMatcher {
  const [only] = pieces;
  if (only === undefined) return (text) => text === '';
  if (pieces.length === 1 && only.kind === 'text') return (text) => text === only.text;
  if (pieces.length === 1 && only.kind === 'many') return () => true;
  if (hasVariable(pieces))
    return (text, situation) => {
      const filled = fillAll(pieces, situation);
      return filled !== undefined && globMatches(globOf(filled), text);
    };
  const glob = globOf(pieces);
  return (text) => globMatches(glob, text);
}

export function hasVariable(pieces: readonly Piece[]): boolean {
  return pieces.some(({ kind }) => kind === 'variable');
}

/** Puts the texts for the variables; nothing if one has none. */
export function fillAll(pieces: readonly Piece[], situation: Situation): readonly Piece[] | undefined {
  const filled: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'variable') {
      filled.push(piece);
      continue;
    }
    const value = contextValue(situation, piece.key);
    let text: string | undefined;
    if (value === undefined || (isList(value) && value.length === 0)) text = piece.fallback;
    else if (!isList(value)) text = textOf(value);
    if (text === undefined) return undefined;
    filled.push({ kind: 'text', text });
  }
  return filled;
}
