import { normalize, type OneOrMany, type PolicyDocument, type StatementJson } from '@leastwise/policy';
import { type DocumentPlace, listOf } from '../statement-elements.ts';
import { NOBODY } from './trust.ts';

/**
 * When a new trust may take the place of an old one: before what the role may do changes, because it only shuts people out;
 * after it, because it only lets people in; or in two steps, over a document that lets in only those whom both let in.
 */
export function trustBetween(
  before: PolicyDocument,
  after: PolicyDocument,
  place: DocumentPlace,
): 'before' | 'after' | PolicyDocument {
  const old = singles(before, place);
  const fresh = singles(after, place);
  const lost = [...old].filter(([meaning]) => !fresh.has(meaning)).map(([, statement]) => statement);
  const gained = [...fresh].filter(([meaning]) => !old.has(meaning)).map(([, statement]) => statement);
  const narrows = (statements: readonly StatementJson[], effect: 'Allow' | 'Deny'): boolean =>
    statements.every(({ Effect }) => Effect === effect);
  if (narrows(lost, 'Allow') && narrows(gained, 'Deny')) return 'before';
  if (narrows(lost, 'Deny') && narrows(gained, 'Allow')) return 'after';
  const common = [...fresh].filter(([meaning]) => old.has(meaning)).map(([, statement]) => statement);
  const denials = [...lost, ...gained].filter(({ Effect }) => Effect === 'Deny');
  const allowed = common.some(({ Effect }) => Effect === 'Allow');
  return allowed ? { ...after, Statement: [...common, ...denials] } : NOBODY;
}

/** Statements taken apart into one principal each, by what they mean, so that one of many can be told to have gone. */
function singles(document: PolicyDocument, place: DocumentPlace): Map<string, StatementJson> {
  const parts = listOf(document.Statement).flatMap(apart);
  return new Map(
    parts.map((part) => [JSON.stringify(normalize({ ...document, Statement: [part] }, place)), part]),
  );
}

function apart(statement: StatementJson): StatementJson[] {
  const { Principal } = statement;
  if (typeof Principal !== 'object') return [statement];
  return Object.entries<OneOrMany<string>>({ ...Principal }).flatMap(([type, who]) =>
    listOf(who).map((each) => ({ ...statement, Principal: { [type]: each } })),
  );
}
