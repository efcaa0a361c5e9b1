/*
 * The matcher of wildcards. It never goes back further than the last `*`, so that no pattern makes it explode: its steps are
 * bounded by pattern times text, and are few more than the text has characters for all but contrived patterns.
 */
import type { Piece } from '../input/pattern.ts';

/**
 * A pattern character by character: a character's code, or one of the wildcards below. One whose variables differ from request to
 * request is written anew into the same memory, so that nothing is left behind.
 */
export interface Glob {
  /** What is at `length` and after it is left over from a longer pattern. */
  readonly tokens: number[];
  length: number;
  /** Whether it has a `*` that must not match a colon. */
  within: boolean;
  /** For such a pattern, the places that it can have come to. */
  places: Uint8Array;
}

/** What a text must offer; tests count the steps through it. */
export type Text = Pick<string, 'length' | 'charCodeAt'>;

export const COLON = 58;
const MANY = -1;
const ONE = -2;
const MANY_WITHIN = -3;
const ONE_WITHIN = -4;

const NO_PLACES = new Uint8Array(0);

/** Builds a pattern of pieces without variables. */
export function globOf(pieces: readonly Piece[]): Glob {
  const glob = emptyGlob();
  for (const piece of pieces) {
    if (piece.kind === 'text') addText(glob, piece.text);
    else if (piece.kind !== 'variable') addWildcard(glob, piece);
  }
  return glob;
}

export function emptyGlob(): Glob {
  return { tokens: [], length: 0, within: false, places: NO_PLACES };
}

export function clearGlob(glob: Glob): void {
  glob.length = 0;
  glob.within = false;
}

export function addText(glob: Glob, text: string): void {
  for (let i = 0; i < text.length; i++) glob.tokens[glob.length++] = text.charCodeAt(i);
}

/** Two `*` in a row are as good as one, the wider one. */
export function addWildcard(
  glob: Glob,
  { kind, within }: { readonly kind: 'many' | 'one'; readonly within: boolean },
): void {
  if (kind === 'one') {
    glob.tokens[glob.length++] = within ? ONE_WITHIN : ONE;
    return;
  }
  glob.within ||= within;
  const before = glob.length === 0 ? undefined : glob.tokens[glob.length - 1];
  if (before !== MANY && before !== MANY_WITHIN) glob.tokens[glob.length++] = within ? MANY_WITHIN : MANY;
  else if (!within) glob.tokens[glob.length - 1] = MANY;
}

/** Whether the pattern is the whole of the text. */
export function globMatches(glob: Glob, text: Text): boolean {
  return glob.within ? matchesWithin(glob, text) : spanMatches(glob, 0, glob.length, text, 0, text.length);
}

/** Whether a part of the pattern is the whole of a part of the text, where no `*` minds colons. */
export function spanMatches(
  { tokens }: Glob,
  from: number,
  to: number,
  text: Text,
  start: number,
  end: number,
): boolean {
  let at = start;
  let token = from;
  let star = -1;
  let mark = start;
  while (at < end) {
    const wanted = token < to ? tokens[token] : undefined;
    if (wanted === MANY) {
      if (token === to - 1) return true;
      star = token++;
      mark = at;
    } else if (wanted !== undefined && accepts(wanted, text.charCodeAt(at))) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++mark;
    } else return false;
  }
  while (token < to && tokens[token] === MANY) token++;
  return token === to;
}

function accepts(wanted: number, code: number): boolean {
  return wanted === code || wanted === ONE || (wanted === ONE_WITHIN && code !== COLON);
}

/**
 * For a `*` that must not match a colon beside others that may, going back to the last one is not enough; so this keeps, for
 * each character, every place in the pattern that it can have come to.
 */
function matchesWithin(glob: Glob, text: Text): boolean {
  const { length } = glob;
  if (glob.places.length <= length) glob.places = new Uint8Array(length + 1);
  const { places } = glob;
  places.fill(0);
  places[0] = 1;
  skipStars(glob);
  for (let at = 0; at < text.length; at++) {
    advance(glob, text.charCodeAt(at));
    skipStars(glob);
  }
  return places[length] === 1;
}

/** From the last place to the first, so that no place is passed twice by one character. */
function advance({ tokens, length, places }: Glob, code: number): void {
  places[length] = 0;
  for (let token = length - 1; token >= 0; token--) {
    if (places[token] === 0) continue;
    const wanted = tokens[token] ?? 0;
    if (wanted === MANY || (wanted === MANY_WITHIN && code !== COLON)) continue;
    places[token] = 0;
    if (accepts(wanted, code)) places[token + 1] = 1;
  }
}

/** A `*` may also match nothing. */
function skipStars({ tokens, length, places }: Glob): void {
  for (let token = 0; token < length; token++)
    if (places[token] === 1 && (tokens[token] === MANY || tokens[token] === MANY_WITHIN))
      places[token + 1] = 1;
}
