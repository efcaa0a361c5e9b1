import { freeze, LeastwiseError } from '@leastwise/core';
import type {
  OneOrMany,
  PolicyDocument,
  PrincipalMap,
  StatementElements,
  StatementJson,
} from './document.ts';
import { STATEMENT_ELEMENTS } from './document-shape.ts';
import { mustBeDocument } from './must-be-document.ts';
import { listOf, normalizeStatement } from './normalize.ts';

/**
 * One document that says what all of them say together, with as few statements as keep the meaning.
 *
 * The law: a request is allowed by a statement of the result exactly when it is by a statement of one of the documents,
 * and denied exactly when one of them denies it. So two statements become one only where they are alike in everything but
 * one list, which is `Action`, `Resource` or `Principal`: then the joined list holds what either held and no more. A
 * condition, `NotAction`, `NotResource` and `NotPrincipal` are never joined, and neither are statements whose Sids
 * differ, because a Sid says what its statement is for. What stays keeps its spelling and its order.
 *
 * @returns a document of the same kind, frozen; it has an Id only where all the documents have the same
 * @throws LeastwiseError `MISSING_DOCUMENT`; `VERSION_MISMATCH`, because policy variables mean something in one version only;
 * `KIND_MISMATCH`; `DUPLICATE_SID` where one Sid names statements that cannot be joined; for what is no policy document
 * the codes of {@link checkPolicy}
 * @example
 * ```ts
 * import { allow, merge, policy } from '@leastwise/policy';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * const read = policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')));
 * const write = policy(allow(s3.PutObject).on(s3.object('my-ml-datasets', '*')));
 *
 * console.log(JSON.stringify(merge(read, write).Statement));
 * ```
 * ```json
 * [{ "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": ["arn:aws:s3:::my-ml-datasets/*"] }]
 * ```
 */
export function merge<P extends PolicyDocument>(...documents: readonly P[]): P {
  documents.forEach((document, i) => {
    mustBeDocument(document, `documents[${i}]`);
  });
  const [first] = documents;
  if (first === undefined)
    throw new LeastwiseError({ code: 'MISSING_DOCUMENT', what: 'there is nothing to merge' });
  const { Version = '2008-10-17', Id } = first;
  documents.forEach((document, i) => {
    mustShareVersion(document, Version, i);
    mustShareKind(document, first, i);
  });
  const Statement = joined(documents.flatMap((document) => listOf(document.Statement).map(inOrder)));
  refuseSameSid(Statement);
  const shared = Id !== undefined && documents.every((document) => document.Id === Id);
  const merged: PolicyDocument = shared ? { Version, Id, Statement } : { Version, Statement };
  // The boundary of kinds: mustShareKind has just compared them.
  return freeze(merged) as P;
}

const LISTS = ['Action', 'Resource', 'Principal'] as const;
type List = (typeof LISTS)[number];

/** Joining on one list can make two statements alike in all but another, so it goes on until nothing changes. */
function joined(statements: readonly StatementJson[]): readonly StatementJson[] {
  const fewer = LISTS.reduce(joinOn, statements);
  return fewer.length === statements.length ? fewer : joined(fewer);
}

/** Joins the statements that are alike in everything but that list. */
function joinOn(statements: readonly StatementJson[], list: List): readonly StatementJson[] {
  const alike = new Map<string, StatementJson>();
  for (const statement of statements) {
    const key = allBut(list, statement);
    const before = alike.get(key);
    alike.set(key, before === undefined ? statement : withBoth(before, statement, list));
  }
  return [...alike.values()];
}

/** The statement without its list, as a text that is the same for every spelling. `"*"` is no list of principals. */
function allBut(list: List, statement: StatementJson): string {
  const { [list]: value, ...others }: StatementElements = statement;
  const isList = value !== undefined && (list !== 'Principal' || value !== '*');
  return JSON.stringify([isList, normalizeStatement(isList ? others : statement, {})]);
}

function withBoth(a: StatementJson, b: StatementJson, list: List): StatementJson {
  if (list === 'Principal') {
    const { Principal } = a;
    if (typeof Principal !== 'object' || typeof b.Principal !== 'object') return a;
    return { ...a, Principal: allPrincipals(Principal, b.Principal) };
  }
  const [ofA, ofB] = [a[list], b[list]];
  return ofA === undefined || ofB === undefined ? a : { ...a, [list]: union(list, ofA, ofB) };
}

function allPrincipals(a: PrincipalMap, b: PrincipalMap): PrincipalMap {
  const both: Record<string, OneOrMany<string>> = { ...a };
  for (const [type, names] of Object.entries(b as Record<string, OneOrMany<string>>))
    both[type] = union('Principal', both[type] ?? [], names);
  return both;
}

/** What either list holds, once each, in written order. */
function union(list: List, a: OneOrMany<string>, b: OneOrMany<string>): readonly string[] {
  const items = new Map<string, string>();
  for (const item of [...listOf(a), ...listOf(b)]) {
    const meaning = list === 'Action' ? item.toLowerCase() : item;
    if (!items.has(meaning)) items.set(meaning, item);
  }
  return [...items.values()];
}

/** The statement with its elements in the usual order and its lists as arrays. */
function inOrder(statement: StatementJson): StatementJson {
  const written: Record<string, unknown> = {};
  for (const name of STATEMENT_ELEMENTS) {
    const value = statement[name];
    if (value !== undefined) written[name] = /Action|Resource/.test(name) ? [value].flat() : value;
  }
  // The boundary where a statement is put together by name: each name takes the value that it had.
  return written as object as StatementJson;
}

function mustShareVersion({ Version = '2008-10-17' }: PolicyDocument, version: string, index: number): void {
  if (Version === version) return;
  throw new LeastwiseError({
    code: 'VERSION_MISMATCH',
    what: `documents of Version ${version} and ${Version} have no common meaning: \`\${aws:username}\` is a variable in one and plain text in the other`,
    path: `documents[${index}].Version`,
    hint: 'a document without a Version is of 2008-10-17; write the same Version in both if they use no `${`',
  });
}

function mustShareKind(document: PolicyDocument, first: PolicyDocument, index: number): void {
  const [kind, other] = [kindOf(document), kindOf(first)];
  if (kind === other) return;
  throw new LeastwiseError({
    code: 'KIND_MISMATCH',
    what: `${kind} cannot be merged into ${other}`,
    path: `documents[${index}]`,
    hint: 'merge documents of one kind',
  });
}

/** The kind as far as the statements show it. */
function kindOf({ Statement }: PolicyDocument): string {
  const statements = listOf(Statement);
  const says = (...names: readonly (keyof StatementJson)[]): number =>
    statements.filter((statement) => names.some((name) => statement[name] !== undefined)).length;
  if (says('Principal', 'NotPrincipal') === 0) return 'a policy that names no principal';
  return says('Resource', 'NotResource') === 0
    ? 'a policy that names principals and no resource'
    : 'a policy that names principals and resources';
}

function refuseSameSid(statements: readonly StatementJson[]): void {
  const seen = new Set<string>();
  for (const { Sid } of statements) {
    if (Sid === undefined) continue;
    if (seen.has(Sid))
      throw new LeastwiseError({
        code: 'DUPLICATE_SID',
        what: `the Sid \`${Sid}\` names statements that cannot be joined`,
        hint: 'a Sid names one statement of a policy: give them different ones',
      });
    seen.add(Sid);
  }
}
