import type { Piece } from '../input/pattern.ts';
import type { Glob } from './glob.ts';
import { type Ask, fill, type TextMatcher } from './text-matcher.ts';

/** Compiles a text, which may have variables, that is the same in any case. */
export function anyCaseMatcher(pieces: readonly Piece[], ask: Ask): TextMatcher {
  const filled = fill(pieces, ask);
  return (text, inquiry) => {
    const glob = filled(inquiry);
    return glob !== undefined && isSameInAnyCase(glob, text);
  };
}

const ASCII = 128;

/** Character by character as far as both are ASCII; from the first that is not, by whole texts in lower case. */
function isSameInAnyCase(glob: Glob, text: string): boolean {
  for (let at = 0; at < glob.length && at < text.length; at++) {
    const wanted = glob.tokens[at] ?? 0;
    const given = text.charCodeAt(at);
    if (wanted >= ASCII || given >= ASCII) return wholeText(glob).toLowerCase() === text.toLowerCase();
    if (lower(wanted) !== lower(given)) return false;
  }
  return glob.length === text.length;
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

function wholeText({ tokens, length }: Glob): string {
  return tokens
    .slice(0, length)
    .map((code) => String.fromCharCode(code))
    .join('');
}
