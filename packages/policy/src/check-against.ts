import { isGlobalKey } from './cross-service-keys.ts';
import type { ConditionBlock, ConditionValue, OneOrMany, PolicyDocument, StatementJson } from './document.ts';
import { pathText, type Step } from './json-source.ts';
import { mustBeDocument } from './must-be-document.ts';
import { refusal } from './refusal.ts';
import { type ActionDescription, type KnownService, patternOf } from './service-facts.ts';

/** Something that a policy says and the catalog contradicts. */
export interface CatalogProblem {
  /** The code of IAM Access Analyzer where it has one. */
  readonly code: string;
  /** The JSON path: `$.Statement[0].Action[1]` */
  readonly path: string;
  /** The compiler's own sentence for the same mistake. */
  readonly what: string;
}

/**
 * Says of a document at run time what the compiler says of a literal: unknown actions, actions without a resource of
 * their own, resources without an action, condition keys that are not carried, operators that do not fit. It is for
 * policies that others wrote or a program put together, and knows the services whose facts it is given; of the others it
 * says nothing, and neither of a resource whose wildcards leave its type open.
 *
 * @param services the facts of the services to check, each `facts` of `@leastwise/aws/facts/SERVICE`
 * @returns every problem, in the order of the document; none where the list is empty
 * @throws LeastwiseError for what is no policy document, with the codes of {@link checkPolicy}; `MALFORMED_PARAMETER` for
 * what are no facts
 * @example
 * ```ts
 * import { checkAgainst, parsePolicy } from '@leastwise/policy';
 * import { facts } from '@leastwise/aws/facts/s3';
 *
 * const policy = parsePolicy(
 *   '{"Statement": {"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "arn:aws:s3:::data/x"}}',
 * );
 * for (const { path, what } of checkAgainst(policy, [facts])) console.log(path, what);
 * ```
 * ```text
 * $.Statement.Action[1] s3:ListBucket works on none of these resources
 * ```
 */
export function checkAgainst(
  document: PolicyDocument,
  services: readonly KnownService[],
): readonly CatalogProblem[] {
  mustBeDocument(document);
  checkFacts(services);
  const { Statement } = document;
  if (!Array.isArray(Statement)) return checkStatement(Statement as StatementJson, ['Statement'], services);
  return (Statement as readonly StatementJson[]).flatMap((statement, i) =>
    checkStatement(statement, ['Statement', i], services),
  );
}

function checkFacts(services: unknown): void {
  const isList = Array.isArray(services);
  if (!isList || !services.every((each: Partial<KnownService> | null) => typeof each?.kindOf === 'function'))
    throw refusal(
      'MALFORMED_PARAMETER',
      'a document is checked against a list of facts',
      "import { facts } from '@leastwise/aws/facts/s3', and pass [facts]",
    );
}

/** An action of a statement that the catalog knows, with what it stands for. */
interface Known {
  readonly name: string;
  readonly path: readonly Step[];
  /** One for a name, several for a pattern. */
  readonly facts: readonly ActionDescription[];
}

function checkStatement(
  statement: StatementJson,
  path: readonly Step[],
  services: readonly KnownService[],
): readonly CatalogProblem[] {
  const problems: CatalogProblem[] = [];
  const actions = listed(statement.Action, [...path, 'Action']).map(([name, at]): Known | undefined => {
    const service = services.find(({ prefix }) => name.toLowerCase().startsWith(`${prefix}:`));
    if (service === undefined) return undefined;
    const facts = service
      .expand(name.slice(service.prefix.length + 1))
      .flatMap((action) => service.find(action) ?? []);
    if (facts.length === 0) problems.push(problem('INVALID_ACTION', at, unknownAction(name, service.prefix)));
    return { name, path: at, facts };
  });
  // What is said of actions together needs to know them all.
  if (actions.length === 0 || actions.some((action) => action === undefined || action.facts.length === 0))
    return problems;
  const known = actions.filter((action): action is Known => action !== undefined);
  const resources = listed(statement.Resource, [...path, 'Resource']);
  return [
    ...problems,
    ...checkResources(known, resources, services),
    ...checkConditions(known, statement, [...path, 'Condition'], services),
  ];
}

function unknownAction(name: string, prefix: string): string {
  return /[*?]/.test(name)
    ? `no ${prefix} action matches ${name.slice(prefix.length + 1)}`
    : `${name} is no action that the catalog knows`;
}

function checkResources(
  actions: readonly Known[],
  resources: readonly Listed[],
  services: readonly KnownService[],
): readonly CatalogProblem[] {
  const typed = resources.map(([arn, path]) => ({ path, type: typeOf(arn, actions, services) }));
  if (typed.length === 0 || typed.some(({ type }) => type === undefined)) return [];
  const types = typed.map(({ type }) => type ?? '');
  const strangers = typed
    .filter(({ type }) => !actions.some((action) => worksOn(action, [type ?? ''])))
    .map(({ path, type }) =>
      problem('UNSUPPORTED_RESOURCE', path, `${type ?? ''} is the resource of none of these actions`),
    );
  const uncovered = actions
    .filter((action) => !worksOn(action, types))
    .map(({ name, path, facts }) =>
      problem(
        'UNSUPPORTED_ACTION',
        path,
        facts.every(({ resourceTypes }) => resourceTypes.length === 0)
          ? `${name} works on no particular resource: give it its own statement with .onAnyResource()`
          : `${name} works on none of these resources`,
      ),
    );
  return [...strangers, ...uncovered];
}

/** The type of an ARN; `undefined` where it is not known, or where its wildcards may make it another one. */
function typeOf(
  arn: string,
  actions: readonly Known[],
  services: readonly KnownService[],
): string | undefined {
  if (arn === '*') return undefined;
  const type = services.map((service) => service.typeOf(arn)).find((found) => found !== undefined);
  const fits = type !== undefined && actions.some((action) => worksOn(action, [type]));
  return fits || !/[*?]|\$\{/.test(arn) ? type : undefined;
}

function worksOn({ facts }: Known, types: readonly string[]): boolean {
  return facts.some(({ resourceTypes }) => resourceTypes.some((type) => types.includes(type)));
}

function checkConditions(
  actions: readonly Known[],
  { Effect, Condition = {} }: StatementJson,
  path: readonly Step[],
  services: readonly KnownService[],
): readonly CatalogProblem[] {
  return keysOf(Condition).flatMap(({ operator, key, isMet }) => {
    const at = [...path, operator, key];
    if (isGlobalKey(key)) return [];
    const carrying = actions.filter((action) => carries(action, key));
    if (carrying.length === 0)
      return [problem('UNSUPPORTED_CONDITION_KEY', at, `${key} is a condition key of none of these actions`)];
    const kind = services.map((service) => service.kindOf(key)).find((found) => found !== undefined);
    if (kind !== undefined && !fits(operator, kind))
      return [
        problem(
          'INVALID_CONDITION_OPERATOR',
          at,
          `${operator} does not fit ${key}, which holds ${HOLDS[kind] ?? 'something else'}`,
        ),
      ];
    if (Effect === 'Deny' || isMet) return [];
    return actions
      .filter((action) => !carrying.includes(action))
      .map(({ name }) =>
        problem(
          'UNSUPPORTED_CONDITION_KEY',
          at,
          `${name} never carries ${key}, so it would never be allowed: move it to another statement or use .ifExists`,
        ),
      );
  });
}

function carries({ facts }: Known, key: string): boolean {
  return facts.some(({ conditionKeys }) => conditionKeys.some((known) => patternOf(known).test(key)));
}

/** What a key of each kind holds, in words. */
const HOLDS: Readonly<Record<string, string>> = {
  s: 'text',
  n: 'a number',
  d: 'a date',
  a: 'an ARN',
  b: 'true or false',
  i: 'an IP address',
  S: 'several texts',
  A: 'several ARNs',
  B: 'several times true or false',
};

/** The operators of each kind; AWS takes those of strings on ARNs, addresses, true and false too, those of numbers on dates. */
const FITTING: Readonly<Record<string, RegExp>> = {
  s: /^String/,
  n: /^Numeric/,
  d: /^(?:Date|Numeric)/,
  a: /^(?:Arn|String)/,
  b: /^(?:Bool|String)/,
  i: /^(?:(?:Not)?IpAddress|String)/,
};

function fits(operator: string, kind: string): boolean {
  if (operator === 'Null') return true;
  const single = operator.replace(/^For(?:All|Any)Values?:/, '');
  const isList = kind !== kind.toLowerCase();
  // Set operators on a key with one value are legal, and so is a plain operator on a list; AWS only warns of them.
  return FITTING[isList ? kind.toLowerCase() : kind]?.test(single) ?? true;
}

/** A key that a condition asks about, and whether a request without the key meets it. */
interface Asked {
  readonly operator: string;
  readonly key: string;
  readonly isMet: boolean;
}

function keysOf(condition: ConditionBlock): readonly Asked[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, isMet: isOptional(operator, values) })),
  );
}

function isOptional(operator: string, values: OneOrMany<ConditionValue>): boolean {
  if (operator === 'Null') return [values].flat().map(String).includes('true');
  return operator.endsWith('IfExists') || operator.startsWith('ForAllValues:');
}

type Listed = readonly [text: string, path: readonly Step[]];

function listed(value: OneOrMany<string> | undefined, path: readonly Step[]): readonly Listed[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [[value, path]] : value.map((text, i) => [text, [...path, i]] as const);
}

function problem(code: string, path: readonly Step[], what: string): CatalogProblem {
  return { code, path: pathText(path), what };
}
