import type { Piece, VariablePiece } from '../input/pattern.ts';
import { isList } from '../input/situation.ts';
import { textOf } from '../values/text.ts';
import { addText, addWildcard, clearGlob, emptyGlob, type Glob, globMatches, globOf } from './glob.ts';
import { type AskedKey, type Inquiry, valueOf } from './inquiry.ts';

/** Whether a text is what a pattern wants, given the values of its variables. */
export type TextMatcher = (text: string, inquiry: Inquiry) => boolean;

/** Gives a key of a policy, in lower case, what the engine looks it up by. */
export type Ask = (key: string) => AskedKey;

/** A piece whose variable, if it is one, can be looked up. */
type Part =
  | Exclude<Piece, VariablePiece>
  | { readonly kind: 'variable'; readonly asked: AskedKey; readonly fallback: string | undefined };

/** The pattern for a request; nothing if one of its variables has no value. */
export type Filled = (inquiry: Inquiry) => Glob | undefined;

/** Compiles a pattern: once for all if it has no variable, else up to them. */
export function textMatcher(pieces: readonly Piece[], ask: Ask): TextMatcher {
  const [only] = pieces;
  if (only === undefined) return (text) => text === '';
  if (pieces.length === 1 && only.kind === 'text') return (text) => text === only.text;
  if (pieces.length === 1 && only.kind === 'many') return () => true;
  if (!hasVariable(pieces)) {
    const glob = globOf(pieces);
    return (text) => globMatches(glob, text);
  }
  const filled = fill(pieces, ask);
  return (text, inquiry) => {
    const glob = filled(inquiry);
    return glob !== undefined && globMatches(glob, text);
  };
}

export function hasVariable(pieces: readonly Piece[]): boolean {
  return pieces.some(({ kind }) => kind === 'variable');
}

/** Longer than patterns are; the memory of one that a long value made longer is given back. */
const KEPT = 4096;

/** Puts the texts for the variables of a pattern, each time into the same memory. */
export function fill(pieces: readonly Piece[], ask: Ask): Filled {
  const parts = pieces.map((piece): Part => {
    if (piece.kind !== 'variable') return piece;
    return { kind: 'variable', asked: ask(piece.key), fallback: piece.fallback };
  });
  let glob = emptyGlob();
  return (inquiry) => {
    if (glob.tokens.length > KEPT) glob = emptyGlob();
    clearGlob(glob);
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      if (part === undefined) continue;
      if (part.kind === 'text') addText(glob, part.text);
      else if (part.kind !== 'variable') addWildcard(glob, part);
      else {
        const text = textFor(part.asked, part.fallback, inquiry);
        if (text === undefined) return undefined;
        addText(glob, text);
      }
    }
    return glob;
  };
}

/** Only keys with a single value can be variables. */
function textFor(asked: AskedKey, fallback: string | undefined, inquiry: Inquiry): string | undefined {
  const value = valueOf(inquiry, asked);
  if (value === undefined) return fallback;
  if (isList(value)) return value.length === 0 ? fallback : undefined;
  return textOf(value);
}
