import type {
  ConditionBlock,
  PolicyDocument,
  PolicyKind,
  PrincipalBlock,
  StatementJson,
} from '@leastwise/policy';
import { checkPolicy } from '@leastwise/policy/check';
import { LeastwiseError } from '@leastwise/core';
import type { Policies, PolicyType } from '../policies.ts';
import { conditionOperator } from './condition-operator.ts';
import type { ConditionTest, Element, NamedPrincipal, Statement } from './statement.ts';

/** A document and where it stands in the policies. */
interface Place {
  readonly type: PolicyType;
  readonly level: number;
  readonly at: string;
  readonly value: unknown;
}

/** Policies in one form. */
export interface PolicySet {
  /** In the order in which a deny is reported: what is furthest from the caller comes first. */
  readonly statements: readonly Statement[];
  /** The types of which there is a document, be it one that says nothing. */
  readonly given: ReadonlySet<PolicyType>;
  /** How many levels of service control policies there are. */
  readonly scpLevels: number;
}

const TYPES: readonly PolicyType[] = [
  'scps',
  'rcps',
  'vpcEndpoint',
  'resource',
  'identity',
  'boundary',
  'session',
];

/**
 * Checks every document and brings it into one form. What it gives shares nothing with what it was given.
 *
 * @throws LeastwiseError for a document that is none, with its place: `$.identity[0].Statement[1].Effect`
 */
export function readPolicies(policies: Policies): PolicySet {
  const members = object(policies);
  for (const name of Object.keys(members))
    if (!TYPES.includes(name as PolicyType))
      throw malformed(`$.${name}`, `\`${name}\` is no type of policy`, `use one of ${TYPES.join(', ')}`);
  return {
    statements: TYPES.flatMap((type) => placesOf(type, members[type])).flatMap(readDocument),
    given: new Set(TYPES.filter((type) => isGiven(members, type))),
    scpLevels: members.scps?.length ?? 0,
  };
}

/** An empty list of session policies says that none was passed, which leaves the session what its identity has. */
function isGiven(policies: Policies, type: PolicyType): boolean {
  return (
    policies[type] !== undefined &&
    !(type === 'session' && isList(policies.session) && policies.session.length === 0)
  );
}

function object(value: unknown): Policies {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw malformed('$', 'the policies are an object of lists by type', 'write { identity: [document] }');
}

function placesOf(type: PolicyType, value: unknown): readonly Place[] {
  if (value === undefined) return [];
  const at = `$.${type}`;
  switch (type) {
    case 'scps':
    case 'rcps':
      return list(value, at).flatMap((inner, level) =>
        list(inner, `${at}[${level}]`).map((each, i) => place(type, level, `${at}[${level}][${i}]`, each)),
      );
    case 'identity':
      return list(value, at).map((each, i) => place(type, 0, `${at}[${i}]`, each));
    case 'session':
      if (Array.isArray(value)) return value.map((each, i) => place(type, 0, `${at}[${i}]`, each));
      return [place(type, 0, at, value)];
    case 'resource':
    case 'boundary':
    case 'vpcEndpoint':
      return [place(type, 0, at, value)];
  }
}

function place(type: PolicyType, level: number, at: string, value: unknown): Place {
  return { type, level, at, value };
}

function list(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed(path, 'a list of documents is wanted here', 'put the document into brackets');
}

function malformed(path: string, what: string, hint: string | undefined): LeastwiseError {
  return new LeastwiseError({ code: 'MALFORMED_POLICIES', what, path, hint });
}

function readDocument({ type, level, at, value }: Place): readonly Statement[] {
  checkPolicy(value, kindOf(type, value), at);
  const { Version, Statement: statements } = value;
  const read = (json: StatementJson, path: string): Statement => ({
    type,
    level,
    effect: json.Effect,
    reference: Object.freeze({
      policy: type,
      path,
      ...(json.Sid === undefined ? {} : { sid: json.Sid }),
      effect: json.Effect,
    }),
    variables: Version === '2012-10-17',
    principal: readPrincipal(json),
    action: element(json.Action, json.NotAction) ?? { not: false, entries: [] },
    resource: element(json.Resource, json.NotResource),
    conditions: readConditions(json.Condition),
  });
  return isList(statements)
    ? statements.map((json, i) => read(json, `${at}.Statement[${i}]`))
    : [read(statements, `${at}.Statement`)];
}

/**
 * What kind of document a type of policy takes. A resource policy whose statements name no resource is a trust policy, or that of
 * a service that asks for none: nothing more is known of it.
 */
function kindOf(type: PolicyType, value: unknown): PolicyKind | undefined {
  if (type === 'vpcEndpoint') return 'vpc-endpoint';
  if (type !== 'resource') return type === 'rcps' ? 'resource' : 'identity';
  const statements = (value as Partial<PolicyDocument> | undefined)?.Statement;
  const names = (json: unknown): boolean =>
    typeof json === 'object' && json !== null && ('Resource' in json || 'NotResource' in json);
  return [statements].flat().some(names) ? 'resource' : undefined;
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

function listOf<T>(value: T | readonly T[]): readonly T[] {
  return isList(value) ? [...value] : [value];
}

function element<T>(
  yes: T | readonly T[] | undefined,
  no: T | readonly T[] | undefined,
): Element<T> | undefined {
  if (yes !== undefined) return { not: false, entries: listOf(yes) };
  return no === undefined ? undefined : { not: true, entries: listOf(no) };
}

function readPrincipal({ Principal, NotPrincipal }: StatementJson): Element<NamedPrincipal> | undefined {
  if (Principal !== undefined) return { not: false, entries: namesIn(Principal) };
  return NotPrincipal === undefined ? undefined : { not: true, entries: namesIn(NotPrincipal) };
}

function namesIn(block: PrincipalBlock): readonly NamedPrincipal[] {
  if (block === '*') return [{ kind: '*', name: '*' }];
  return (['AWS', 'Service', 'Federated', 'CanonicalUser'] as const).flatMap((kind) =>
    listOf(block[kind] ?? []).map((name) => ({ kind: kind === 'AWS' && name === '*' ? '*' : kind, name })),
  );
}

function readConditions(block: ConditionBlock = {}): readonly ConditionTest[] {
  return Object.entries(block).flatMap(([name, keys]) => {
    const operator = conditionOperator(name);
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      name: key,
      key: key.toLowerCase(),
      values: listOf(values),
    }));
  });
}
