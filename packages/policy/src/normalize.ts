import { freeze } from '@leastwise/core';
import type {
  ConditionBlock,
  ConditionValue,
  OneOrMany,
  PolicyDocument,
  PolicyKind,
  PrincipalBlock,
  StatementElements,
  StatementJson,
} from './document.ts';
import { checkKindName } from './document-shape.ts';
import { mustBeDocument } from './must-be-document.ts';
import { mustBeText } from './must-be-text.ts';
import { refusal } from './refusal.ts';

/** What decides which spellings of a document mean the same. */
export interface NormalizeOptions {
  /** In a role's trust policy (`trust`), and nowhere else, `"*"` is everyone that `{"AWS": "*"}` is. */
  readonly kind?: PolicyKind;
  /** The partition that an account is in which is named by its number alone; `aws` unless said otherwise. */
  readonly partition?: string;
  /** The ARN behind a unique id (`AROA...`, `AIDA...`), which AWS puts in place of a deleted principal's ARN. */
  readonly arnOf?: (uniqueId: string) => string | undefined;
}

/**
 * The one form of all documents that mean the same: for comparing, hashing and storing rather than for reading.
 *
 * Version, Id and Sid count; a missing Version is written out as `2008-10-17`, where policy variables are plain text.
 * Statements and all lists are sets, sorted and without duplicates, and always arrays. The names of actions and condition
 * keys, which ignore case, are in lower case; numbers and booleans in conditions are text; an account id is its root ARN;
 * an operator without keys is left out. Two documents are {@link equals} when their normal forms are the same bytes.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @returns a document of the same kind and meaning, frozen
 * @throws LeastwiseError for what is no policy document, with the codes of {@link checkPolicy}; `MALFORMED_PARAMETER`
 * for other options
 * @example
 * ```ts
 * import { normalize, parsePolicy, print } from '@leastwise/policy';
 *
 * const written = parsePolicy('{"Statement": {"Effect": "Allow", "Action": ["s3:PutObject", "S3:Get*"], "Resource": "*"}}');
 *
 * console.log(print(normalize(written)));
 * ```
 * ```json
 * {
 *   "Version": "2008-10-17",
 *   "Statement": [{ "Effect": "Allow", "Action": ["s3:get*", "s3:putobject"], "Resource": ["*"] }]
 * }
 * ```
 */
export function normalize<P extends PolicyDocument>(document: P, options: NormalizeOptions = {}): P {
  return normalForm(document, '$', options);
}

/** @param at what the document is to the caller, for errors */
export function normalForm<P extends PolicyDocument>(document: P, at: string, options: NormalizeOptions): P {
  mustBeDocument(document, at);
  checkOptions({ ...options });
  const { Version = '2008-10-17', Id } = document;
  const statements = listOf(document.Statement).map(
    // The boundary of what excludes what: a statement keeps the elements that it has.
    (statement) => normalizeStatement(statement, { ...options }) as StatementJson,
  );
  const byText = new Map(statements.map((statement) => [JSON.stringify(statement), statement]));
  const Statement = [...byText].sort(byFirst).map(([, statement]) => statement);
  const normal: PolicyDocument = Id === undefined ? { Version, Statement } : { Version, Id, Statement };
  // The boundary of kinds: what is only spelled in another way stays of its kind.
  return freeze(normal) as P;
}

function checkOptions({ kind, partition, arnOf }: NormalizeOptions): void {
  if (kind !== undefined) checkKindName(kind);
  if (partition !== undefined) mustBeText(partition, 'a partition');
  if (arnOf !== undefined && typeof arnOf !== 'function')
    throw refusal('MALFORMED_PARAMETER', 'arnOf is a function that takes a unique id');
}

/** One statement in normal form, its elements in the order in which they are printed. */
export function normalizeStatement(
  statement: StatementElements,
  options: NormalizeOptions,
): StatementElements {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  const everyone = options.kind === 'trust' && Principal === '*';
  return {
    ...given('Sid', Sid, (sid) => sid),
    Effect,
    ...given('Principal', everyone ? { AWS: '*' } : Principal, (who) => principalsOf(who, options)),
    ...given('NotPrincipal', NotPrincipal, (who) => principalsOf(who, options)),
    ...given('Action', Action, (actions) => setOf(actions, lowerCase)),
    ...given('NotAction', NotAction, (actions) => setOf(actions, lowerCase)),
    ...given('Resource', Resource, (resources) => setOf(resources)),
    ...given('NotResource', NotResource, (resources) => setOf(resources)),
    ...given('Condition', conditionOf(statement.Condition ?? {}), (condition) => condition),
  };
}

/** AWS takes a lone value for a list of one. */
export function listOf<T>(value: OneOrMany<T>): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function given<Name extends string, T, Normal>(
  name: Name,
  value: T | undefined,
  normal: (value: T) => Normal,
): { readonly [N in Name]?: Normal } {
  // A computed name is a string to the compiler, whatever literal it is.
  return (value === undefined ? {} : { [name]: normal(value) }) as { readonly [N in Name]?: Normal };
}

function setOf(
  value: OneOrMany<ConditionValue>,
  meaning: (text: string) => string = (text) => text,
): readonly string[] {
  return [...new Set(listOf(value).map((item) => meaning(String(item))))].sort();
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}

function principalsOf(who: PrincipalBlock, options: NormalizeOptions): PrincipalBlock {
  if (who === '*') return who;
  const types = Object.entries(who as Readonly<Record<string, OneOrMany<string>>>);
  return Object.fromEntries(
    types
      .sort(byFirst)
      .map(([type, names]) => [
        type,
        setOf(names, (name) => (type === 'AWS' ? principalOf(name, options) : name)),
      ]),
  );
}

function principalOf(name: string, { partition = 'aws', arnOf }: NormalizeOptions): string {
  if (/^\d{12}$/.test(name)) return `arn:${partition}:iam::${name}:root`;
  return /^A(?:RO|ID)A/.test(name) ? (arnOf?.(name) ?? name) : name;
}

function conditionOf(block: ConditionBlock): ConditionBlock | undefined {
  const operators = Object.entries(block)
    .map(([operator, keys]) => [operator, keysOf(keys)] as const)
    .filter(([, keys]) => keys.length > 0)
    .sort(byFirst);
  if (operators.length === 0) return undefined;
  return Object.fromEntries(operators.map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
}

type Key = readonly [name: string, values: readonly string[]];

/** A key that is written twice, in two cases and with other values, keeps its spellings: both must hold. */
function keysOf(keys: ConditionBlock[string]): readonly Key[] {
  const written = Object.entries(keys)
    .map(([name, values]): Key => [name, setOf(values)])
    .sort(byFirst);
  const once = [
    ...new Map(written.map((key) => [JSON.stringify([lowerCase(key[0]), key[1]]), key])).values(),
  ];
  const timesOf = (lower: string): number => once.filter(([name]) => lowerCase(name) === lower).length;
  return once
    .map(([name, values]): Key => [timesOf(lowerCase(name)) > 1 ? name : lowerCase(name), values])
    .sort(byFirst);
}

/** By UTF-16 code units, as `sort()` orders texts. */
function byFirst(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
