import {
  checkAgainst,
  equals,
  type IdentityPolicy,
  parsePolicy,
  policy,
  type PolicyDocument,
  type StatementJson,
  type TrustPolicy,
  trustPolicy,
} from '@leastwise/policy';
import { call, type Code, literal, quote } from '../source/code.ts';
import { listOf } from '../statement-elements.ts';
import type { Catalog } from './catalog.ts';
import { every, type Expression, type Writing, writing } from './expression.ts';
import { type LooseStatement, writeStatement } from './statements.ts';

interface Kinds {
  readonly identity: IdentityPolicy;
  readonly trust: TrustPolicy;
}

/** A document as source, with what it takes from where. */
export interface WrittenDocument<Kind extends keyof Kinds> extends Expression<Kinds[Kind]> {
  readonly used: Writing;
  /** Whether the builders do not say it, so that it stands there as it was read. */
  readonly isLiteral: boolean;
}

/**
 * A document through the builders where they take every statement of it and give the same, and otherwise as it is: never
 * anything in between.
 *
 * @throws LeastwiseError where it is no policy document at all
 */
export function writeDocument<Kind extends keyof Kinds>(
  document: PolicyDocument,
  kind: Kind,
  catalog: Catalog,
): WrittenDocument<Kind> {
  return built(document, kind, catalog) ?? parsed(document, kind, catalog);
}

function built<Kind extends keyof Kinds>(
  document: PolicyDocument,
  kind: Kind,
  catalog: Catalog,
): WrittenDocument<Kind> | undefined {
  if (document.Version !== '2012-10-17' || document.Id !== undefined) return undefined;
  const services = [...catalog.values()].map(({ facts }) => facts);
  if (checkAgainst(withoutEveryAction(document), services).length > 0) return undefined;
  const used = writing(catalog);
  const statements = every(
    listOf<StatementJson>(document.Statement).map((json) => writeStatement(json, used)),
  );
  const [maker, make] = MAKERS[kind];
  const value =
    statements === undefined ? undefined : attempt(() => make(statements.map((each) => each.value)));
  if (statements === undefined || value === undefined || !equals(value, document, { kind })) return undefined;
  used.names.add(maker);
  const code: Code = call(maker, ...statements.map((each) => each.code));
  return { code, value, used, isLiteral: false };
}

/** Beside `*`, of which nothing can be said, the other actions of a statement must still be right. */
function withoutEveryAction(document: PolicyDocument): PolicyDocument {
  const Statement = listOf(document.Statement).map((statement): StatementJson => {
    if (statement.Action === undefined) return statement;
    const others = listOf(statement.Action).filter((action) => action !== '*');
    return others.length === 0 ? statement : { ...statement, Action: others };
  });
  return { ...document, Statement };
}

/** The boundary to the builders' run time, which checks once more what their types would. */
const MAKERS: { readonly [Kind in keyof Kinds]: readonly [name: string, make: Maker<Kinds[Kind]>] } = {
  identity: ['policy', (statements) => (policy as object as Variadic<IdentityPolicy>)(...statements)],
  trust: ['trustPolicy', (statements) => (trustPolicy as object as Variadic<TrustPolicy>)(...statements)],
};
type Maker<Document> = (statements: readonly LooseStatement[]) => Document;
type Variadic<Document> = (...statements: readonly LooseStatement[]) => Document;

function parsed<Kind extends keyof Kinds>(
  document: PolicyDocument,
  kind: Kind,
  catalog: Catalog,
): WrittenDocument<Kind> {
  const used = writing(catalog);
  used.names.add('parsePolicy');
  const value: Kinds[Kind] = parsePolicy(JSON.stringify(document), kind);
  const code = call('parsePolicy', call('JSON.stringify', literal(document)), quote(kind));
  return { code, value, used, isLiteral: true };
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
