import type { Comparison } from '../input/condition-operator.ts';
import { type Piece, piecesOf, resourcePieces, type VariablePiece } from '../input/pattern.ts';
import { contextValue, isList, type Situation } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import { textOf } from '../values/text.ts';
import { listed, quoted } from './lists.ts';

/** What the request says of a key: `aws:username is "ana"`, or that it does not give it. */
export function givenText(
  { name, key }: { readonly name: string; readonly key: string },
  situation: Situation,
): string {
  const given = contextValue(situation, key);
  if (given === undefined) return `the request does not give ${name}${source(key, situation)}`;
  const values = isList(given) ? given : [given];
  return values.length === 0
    ? `${name} is absent`
    : `${name} is ${listed(values.map((value) => quoted(textOf(value))))}`;
}

/** What of the caller a key that is not given would follow from. */
function source(key: string, { caller }: Situation): string {
  if (key === 'aws:principalarn' && caller.kind === 'role') return " or the session's `roleArn`";
  if (key === 'aws:userid' && (caller.kind === 'role' || caller.kind === 'user'))
    return " or the caller's `userId`";
  return '';
}

/**
 * What the variables in texts of a statement stand for: ` (aws:username is "ana")`, or why they stand for nothing.
 *
 * @param place what the texts are compared by
 */
export function variablesText(
  texts: readonly string[],
  place: Comparison | 'resource',
  { variables }: Statement,
  situation: Situation,
): string {
  if (!takesVariables(place)) return '';
  const found = texts.flatMap((text) => piecesAt(place, text).filter(isVariable));
  if (found.length === 0) return '';
  if (!variables) return ' (plain text: variables count from "Version": "2012-10-17" on)';
  const byKey = new Map(found.map((piece) => [piece.key, piece]));
  return ` (${listed([...byKey.values()].map((piece) => givenText(piece, situation)))})`;
}

function takesVariables(place: Comparison | 'resource'): boolean {
  return place === 'resource' || place === 'ArnLike' || place.startsWith('String');
}

function piecesAt(place: Comparison | 'resource', text: string): readonly Piece[] {
  return place === 'resource'
    ? resourcePieces(text, true)
    : piecesOf(text, { wildcards: false, variables: true });
}

function isVariable(piece: Piece): piece is VariablePiece {
  return piece.kind === 'variable';
}
