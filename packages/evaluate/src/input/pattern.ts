/*
 * Text of a policy taken apart into what is literal, what is a wildcard and what is a variable.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */

/** A piece of a pattern. A wildcard that is `within` matches no colon. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'many'; readonly within: boolean }
  | { readonly kind: 'one'; readonly within: boolean }
  | VariablePiece;

/** `${aws:PrincipalTag/team, 'none'}` */
export interface VariablePiece {
  readonly kind: 'variable';
  /** The key as it is written. */
  readonly name: string;
  /** The key in lower case: keys are the same in any case. */
  readonly key: string;
  /** What stands for the variable where the key is absent. */
  readonly fallback: string | undefined;
}

interface Dialect {
  readonly wildcards: boolean;
  readonly variables: boolean;
}

/** Takes a condition's value apart. Wildcards count in `...Like` and ARN operators, variables from version 2012-10-17 on. */
export function piecesOf(text: string, { wildcards, variables }: Dialect): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  const add = (piece: Piece): void => {
    if (plain !== '') pieces.push({ kind: 'text', text: plain });
    plain = '';
    pieces.push(piece);
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const variable = variables && character === '$' ? variableAt(text, at) : undefined;
    if (variable !== undefined) {
      if (typeof variable.piece === 'string') plain += variable.piece;
      else add(variable.piece);
      at = variable.end;
    } else if (wildcards && character === '*') add({ kind: 'many', within: false });
    else if (wildcards && character === '?') add({ kind: 'one', within: false });
    else plain += character;
  }
  if (plain !== '') pieces.push({ kind: 'text', text: plain });
  return pieces;
}

interface FoundVariable {
  /** A variable, or the character that `${*}`, `${?}` and `${$}` stand for. */
  readonly piece: VariablePiece | string;
  /** Where its closing brace is. */
  readonly end: number;
}

/** The variable that starts there; an unfinished one is plain text. */
function variableAt(text: string, start: number): FoundVariable | undefined {
  if (text.charAt(start + 1) !== '{') return undefined;
  const special = text.charAt(start + 2);
  if ('*?$'.includes(special) && text.charAt(start + 3) === '}') return { piece: special, end: start + 3 };
  let at = start + 2;
  while (at < text.length && text.charAt(at) !== ',' && text.charAt(at) !== '}') at++;
  const name = text.slice(start + 2, at).trim();
  if (name === '' || at === text.length) return undefined;
  const piece = { kind: 'variable', name, key: name.toLowerCase() } as const;
  if (text.charAt(at) === '}') return { piece: { ...piece, fallback: undefined }, end: at };
  const quoted = at + 1 + (text.charAt(at + 1) === ' ' ? 1 : 0);
  const close = text.indexOf("'", quoted + 1);
  if (text.charAt(quoted) !== "'" || close < 0 || text.charAt(close + 1) !== '}') return undefined;
  return { piece: { ...piece, fallback: text.slice(quoted + 1, close) }, end: close + 1 };
}

const SERVICE = 2;
const RESOURCE = 5;

/**
 * Takes an entry of Resource or NotResource apart. Its first five segments are matched each on its own: a wildcard there
 * does not match a colon, but for a `*` at the end of its segment; the segment of the service takes no wildcard; and
 * variables count only after the fifth colon. The rest of the ARN is one segment, whatever it holds.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourcePieces(text: string, variables: boolean): readonly Piece[] {
  if (text === '*') return [{ kind: 'many', within: false }];
  const segments = text.split(':');
  const head = segments.slice(0, RESOURCE).flatMap((segment, i): Piece[] => {
    const last = i === segments.length - 1;
    const pieces = i === SERVICE ? [literally(segment)] : segmentPieces(segment);
    return last ? pieces : [...pieces, literally(':')];
  });
  const rest = segments.slice(RESOURCE).join(':');
  return joined([...head, ...piecesOf(rest, { wildcards: true, variables })]);
}

function segmentPieces(segment: string): Piece[] {
  const pieces = piecesOf(segment, { wildcards: true, variables: false });
  return pieces.map((piece, i) => {
    if (piece.kind === 'many') return { kind: 'many', within: i < pieces.length - 1 };
    return piece.kind === 'one' ? { kind: 'one', within: true } : piece;
  });
}

function literally(text: string): Piece {
  return { kind: 'text', text };
}

/** Neighbouring texts as one, empty ones left out. */
export function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const before = result.at(-1);
    if (piece.kind !== 'text' || (piece.text !== '' && before?.kind !== 'text')) result.push(piece);
    else if (before?.kind === 'text') result[result.length - 1] = literally(before.text + piece.text);
  }
  return result;
}
