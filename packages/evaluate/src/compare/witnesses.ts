import type { OneOrMany, PolicyDocument, StatementJson } from '@leastwise/policy';
import type { AccessRequest, Context, ContextValue } from '../request.ts';
import type { Grants } from './grants.ts';

/** Stands for what a wildcard leaves open, and for what no document speaks of. */
const ANY = 'x';
const OTHER_ACTION = 'leastwise:Anything';
const OTHER_RESOURCE = 'arn:aws:leastwise:::anything';
const OTHER_VALUE = 'leastwise-other';
const OUTSIDER = 'arn:aws:iam::999999999999:role/anyone';
/** More requests than this say little more and take long. */
const MOST = 20_000;

/**
 * Requests that tell policies apart: every action, resource and principal that they speak of with something put in for each
 * wildcard, in every context that a condition of theirs asks for, with each key also absent and of another value.
 */
export function requestsAbout(grants: readonly Grants[]): readonly AccessRequest[] {
  const documents = grants.flatMap(({ documents, boundary }) => [
    ...documents,
    ...(boundary === undefined ? [] : [boundary]),
  ]);
  const statements = documents.flatMap(statementsOf);
  const contexts = contextsOf(statements);
  const targets =
    grants[0]?.kind === 'trust' ? trustTargets(grants, statements) : identityTargets(grants, statements);
  const requests: AccessRequest[] = [];
  for (const target of targets)
    for (const context of contexts) {
      requests.push({ ...target, context });
      if (requests.length === MOST) return requests;
    }
  return requests;
}

function statementsOf({ Statement }: PolicyDocument): readonly StatementJson[] {
  return listOf<StatementJson>(Statement);
}

type Target = Pick<AccessRequest, 'principal' | 'action' | 'resource'>;

/** Each statement's own actions on each statement's own resources; across statements too, where that stays few. */
function identityTargets(grants: readonly Grants[], statements: readonly StatementJson[]): Target[] {
  // A group makes no requests; its users do.
  const principal = (grants[0]?.holder ?? OUTSIDER).replace(/:group\/.*$/, ':user/anyone');
  const own = statements.map((each) => ({ actions: actionsOf(each), resources: resourcesOf(each) }));
  const within = own.flatMap(({ actions, resources }) => pairs(actions, resources));
  const across = pairs(
    own.flatMap(({ actions }) => actions),
    own.flatMap(({ resources }) => resources),
  );
  const unique = new Map([...within, ...across].map((pair) => [pair.join(' '), pair]));
  return [...unique.values()]
    .slice(0, MOST / 10)
    .map(([action, resource]) => ({ principal, action, resource }));
}

function trustTargets(grants: readonly Grants[], statements: readonly StatementJson[]): Target[] {
  const resource = grants[0]?.holder ?? OTHER_RESOURCE;
  const actions = [...new Set(['sts:AssumeRole', ...statements.flatMap(actionsOf)])];
  const principals = [...new Set([OUTSIDER, ...statements.flatMap(principalsOf)])];
  return pairs(actions, principals).map(([action, principal]) => ({ principal, action, resource }));
}

function pairs(some: readonly string[], others: readonly string[]): (readonly [string, string])[] {
  return some.flatMap((one) => others.map((other) => [one, other] as const));
}

function actionsOf({ Action, NotAction }: StatementJson): string[] {
  const named = [...listOf<string>(Action), ...listOf<string>(NotAction)].map((pattern) =>
    pattern === '*' ? OTHER_ACTION : filled(pattern),
  );
  return NotAction === undefined ? named : [...named, OTHER_ACTION];
}

function resourcesOf({ Resource, NotResource }: StatementJson): string[] {
  const named = [...listOf<string>(Resource), ...listOf<string>(NotResource)].map((pattern) =>
    pattern === '*' ? OTHER_RESOURCE : filled(pattern),
  );
  return NotResource === undefined ? named : [...named, OTHER_RESOURCE];
}

/** Who a trust names; an account stands for a role in it. */
function principalsOf({ Principal, NotPrincipal }: StatementJson): string[] {
  return [Principal, NotPrincipal].flatMap((block) => {
    if (typeof block !== 'object') return [];
    return Object.values<OneOrMany<string>>({ ...block }).flatMap((who) => listOf(who).map(principalOf));
  });
}

function principalOf(text: string): string {
  if (text === '*') return OUTSIDER;
  const account = /^\d{12}$/.exec(text)?.[0] ?? /^arn:[^:]*:iam::(\d{12}):root$/.exec(text)?.[1];
  return account === undefined ? text : `arn:aws:iam::${account}:role/anyone`;
}

/** Something that the pattern matches; a policy variable stands for any text. */
function filled(pattern: string): string {
  return pattern.replace(/\$\{[^}]*\}/g, ANY).replace(/[*?]/g, ANY);
}

/** No context at all, the one that each statement asks for, and those beside it by one key. */
function contextsOf(statements: readonly StatementJson[]): Context[] {
  const asked = statements.map(({ Condition }) => contextFor(Condition ?? {}));
  const values = new Map<string, Set<ContextValue>>();
  for (const context of asked)
    for (const [key, value] of Object.entries(context)) {
      const known = values.get(key) ?? new Set<ContextValue>();
      for (const each of listOf<ContextValue>(value)) known.add(each);
      values.set(key, known);
    }
  const beside = asked.flatMap((context) =>
    Object.keys(context).flatMap((key) => {
      const { [key]: _absent, ...without } = context;
      const others = [...(values.get(key) ?? []), ...otherValues(context[key])];
      return [without, ...others.map((value) => ({ ...without, [key]: value }))];
    }),
  );
  const unique = new Map([{}, ...asked, ...beside].map((context) => [JSON.stringify(context), context]));
  return [...unique.values()].slice(0, 500);
}

/** A context that satisfies every operator as well as one value a key can. */
function contextFor(condition: NonNullable<StatementJson['Condition']>): Context {
  return Object.fromEntries(
    Object.entries(condition).flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, given]): [string, ContextValue][] => {
        const [first = ANY] = listOf(given as ContextValue | readonly ContextValue[]);
        const value = valueFor(operator, String(first));
        return value === undefined ? [] : [[key, value]];
      }),
    ),
  );
}

function valueFor(operator: string, text: string): ContextValue | undefined {
  if (/Null$/.test(operator)) return text === 'true' ? undefined : ANY;
  if (/IpAddress/.test(operator)) return text.replace(/\/\d+$/, '');
  if (/NumericLessThan(IfExists)?$/.test(operator)) return Number(text) - 1;
  if (/NumericGreaterThan(IfExists)?$/.test(operator)) return Number(text) + 1;
  if (/Numeric/.test(operator)) return Number(text);
  return filled(text);
}

function otherValues(value: Context[string] | undefined): ContextValue[] {
  if (typeof value === 'number') return [value - 1, value + 1];
  if (value === 'true' || value === 'false') return [value === 'true' ? 'false' : 'true'];
  if (typeof value === 'string' && /^\d+\.\d+\.\d+\.\d+$/.test(value)) return ['203.0.113.77'];
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value))
    return ['1999-01-01T00:00:00Z', '2999-01-01T00:00:00Z'];
  return [OTHER_VALUE];
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
