/*
 * The matcher of wildcards. It never goes back further than the last `*`, so that no pattern makes it explode: its steps are
 * bounded by pattern times text, and are few more than the text has characters for all but contrived patterns.
 */
import type { Piece } from '../input/pattern.ts';

/** A pattern character by character: a character's code, or one of the wildcards below. */
export type Glob = readonly number[];

/** What a text must offer; tests count the steps through it. */
export type Text = Pick<string, 'length' | 'charCodeAt'>;

const COLON = 58;
const MANY = -1;
const ONE = -2;
const MANY_WITHIN = -3;
const ONE_WITHIN = -4;

/** Builds a pattern of pieces without variables. */
export function globOf(pieces: readonly Piece[]): Glob {
  const glob: number[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'many') pushMany(glob, piece.within ? MANY_WITHIN : MANY);
    else if (piece.kind === 'one') glob.push(piece.within ? ONE_WITHIN : ONE);
    else if (piece.kind === 'text')
      for (let i = 0; i < piece.text.length; i++) glob.push(piece.text.charCodeAt(i));
  }
  return glob;
}

/** Two `*` in a row are as good as one, the wider one. */
function pushMany(glob: number[], star: number): void {
  const before = glob.at(-1);
  if (before !== MANY && before !== MANY_WITHIN) glob.push(star);
  else if (star === MANY) glob[glob.length - 1] = MANY;
}

/** Whether the pattern is the whole of the text. */
export function globMatches(glob: Glob, text: Text): boolean {
  return glob.includes(MANY_WITHIN) ? matchesWithin(glob, text) : matchesGreedily(glob, text);
}

function matchesGreedily(glob: Glob, text: Text): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let mark = 0;
  while (at < text.length) {
    const wanted = glob[token];
    if (wanted === MANY) {
      if (token === glob.length - 1) return true;
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
  while (glob[token] === MANY) token++;
  return token === glob.length;
}

function accepts(wanted: number, code: number): boolean {
  return wanted === code || wanted === ONE || (wanted === ONE_WITHIN && code !== COLON);
}

/**
 * For a `*` that must not match a colon beside others that may, going back to the last one is not enough; so this keeps, for
 * each character, every place in the pattern that it can have come to.
 */
function matchesWithin(glob: Glob, text: Text): boolean {
  let reached = skipStars(glob, startOf(glob));
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const next = new Uint8Array(glob.length + 1);
    for (let token = 0; token < glob.length; token++) {
      if (reached[token] === 0) continue;
      const wanted = glob[token] ?? 0;
      if (wanted === MANY || (wanted === MANY_WITHIN && code !== COLON)) next[token] = 1;
      else if (accepts(wanted, code)) next[token + 1] = 1;
    }
    reached = skipStars(glob, next);
  }
  return reached[glob.length] === 1;
}

function startOf(glob: Glob): Uint8Array {
  const start = new Uint8Array(glob.length + 1);
  start[0] = 1;
  return start;
}

/** A `*` may also match nothing. */
function skipStars(glob: Glob, reached: Uint8Array): Uint8Array {
  for (let token = 0; token < glob.length; token++)
    if (reached[token] === 1 && (glob[token] === MANY || glob[token] === MANY_WITHIN)) reached[token + 1] = 1;
  return reached;
}
