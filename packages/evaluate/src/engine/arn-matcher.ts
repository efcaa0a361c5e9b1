import type { Piece } from '../input/pattern.ts';
import { COLON, type Glob, globOf, spanMatches } from './glob.ts';
import { type Ask, fill, hasVariable, type TextMatcher } from './text-matcher.ts';

/** Compiles a pattern of an ARN operator, which is held against an ARN segment by segment. */
export function arnMatcher(pieces: readonly Piece[], ask: Ask): TextMatcher {
  if (!hasVariable(pieces)) {
    const glob = globOf(pieces);
    return (text) => segmentsMatch(glob, text);
  }
  const filled = fill(pieces, ask);
  return (text, inquiry) => {
    const glob = filled(inquiry);
    return glob !== undefined && segmentsMatch(glob, text);
  };
}

const LAST = 5;

/** Goes through both at once, cutting each at its first five colons; none of the pattern's comes from a wildcard. */
function segmentsMatch(glob: Glob, text: string): boolean {
  if (!text.startsWith('arn:')) return false;
  let from = 0;
  let start = 0;
  for (let segment = 0; segment < LAST; segment++) {
    const to = colonIn(glob, from);
    const end = text.indexOf(':', start);
    if (to < 0 || end < 0 || !spanMatches(glob, from, to, text, start, end)) return false;
    from = to + 1;
    start = end + 1;
  }
  return spanMatches(glob, from, glob.length, text, start, text.length);
}

function colonIn({ tokens, length }: Glob, from: number): number {
  for (let at = from; at < length; at++) if (tokens[at] === COLON) return at;
  return -1;
}
