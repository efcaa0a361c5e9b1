/*
 * Worlds small enough to try every request, and a judge so plain that it can be read in one sitting. It says of a document
 * whether one of its statements allows a request and whether one denies it, which is all that a document can mean.
 */
import fc from 'fast-check';
import type {
  ConditionBlock,
  OneOrMany,
  PolicyDocument,
  PrincipalBlock,
  StatementJson,
} from '../src/index.ts';

const ACCOUNT = '111122223333';

interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

const PRINCIPALS = [`arn:aws:iam::${ACCOUNT}:root`, `arn:aws:iam::${ACCOUNT}:role/r`, 'glue.amazonaws.com'];
const ACTIONS = ['s3:GetObject', 's3:PutObject', 'iam:PassRole'];
const RESOURCES = ['arn:aws:s3:::b', 'arn:aws:s3:::b/ann', 'arn:aws:s3:::b/${aws:username}'];
const CONTEXTS: readonly Request['context'][] = [
  {},
  { 'aws:username': ['ann'] },
  { 'aws:username': ['bob'], 's3:prefix': ['x'] },
  { 's3:prefix': ['x', 'y'] },
];

/** Every request of the small world. */
export const REQUESTS: readonly Request[] = PRINCIPALS.flatMap((principal) =>
  ACTIONS.flatMap((action) =>
    RESOURCES.flatMap((resource) => CONTEXTS.map((context) => ({ principal, action, resource, context }))),
  ),
);

/** What the documents say together, request by request: `a` allowed, `d` denied. */
export function meaningOf(...documents: readonly PolicyDocument[]): readonly string[] {
  return REQUESTS.map((request) => {
    const effects = documents.flatMap(({ Version, Statement }) =>
      list(Statement)
        .filter((statement) => applies(statement, request, Version === '2012-10-17'))
        .map(({ Effect }) => Effect),
    );
    return (effects.includes('Allow') ? 'a' : '') + (effects.includes('Deny') ? 'd' : '');
  });
}

function applies(statement: StatementJson, request: Request, variables: boolean): boolean {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const fill = (pattern: string): string | undefined => filled(pattern, request.context, variables);
  const isAction = (pattern: string): boolean => matches(pattern.toLowerCase(), request.action.toLowerCase());
  const isResource = (pattern: string): boolean => matches(fill(pattern), request.resource);
  return (
    (Principal === undefined || names(Principal, request.principal)) &&
    (NotPrincipal === undefined || !names(NotPrincipal, request.principal)) &&
    (Action === undefined || list(Action).some(isAction)) &&
    (NotAction === undefined || !list(NotAction).some(isAction)) &&
    (Resource === undefined || list(Resource).some(isResource)) &&
    (NotResource === undefined || !list(NotResource).some(isResource)) &&
    holds(Condition, request, fill)
  );
}

function names(block: PrincipalBlock, principal: string): boolean {
  if (block === '*') return true;
  const isOf = (name: string): boolean =>
    name === principal || (name === ACCOUNT && principal === `arn:aws:iam::${ACCOUNT}:root`);
  return list(block.AWS ?? []).some(isOf) || list(block.Service ?? []).includes(principal);
}

function holds(
  block: ConditionBlock,
  { context }: Request,
  fill: (pattern: string) => string | undefined,
): boolean {
  return Object.entries(block).every(([operator, keys]) =>
    Object.entries(keys).every(([key, value]) => {
      const wanted = list(value).map((each) => fill(String(each)));
      const found = context[key.toLowerCase()];
      switch (operator) {
        case 'Null':
          return wanted.includes(String(found === undefined));
        case 'StringEquals':
          return found?.some((each) => wanted.includes(each)) ?? false;
        case 'StringNotEquals':
          return !found?.some((each) => wanted.includes(each));
        case 'ForAllValues:StringEquals':
          return found?.every((each) => wanted.includes(each)) ?? true;
        default:
          throw new Error(`the small world has no operator ${operator}`);
      }
    }),
  );
}

/** The pattern with its one variable replaced; `undefined` where the request has no value for it. */
function filled(pattern: string, context: Request['context'], variables: boolean): string | undefined {
  if (!variables || !pattern.includes('${aws:username}')) return pattern;
  const value = context['aws:username']?.[0];
  return value === undefined ? undefined : pattern.replace('${aws:username}', value);
}

/** Patterns of the small world have one `*` at most, at their end. */
function matches(pattern: string | undefined, text: string): boolean {
  return pattern?.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : pattern === text;
}

function list<T>(value: OneOrMany<T>): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

const oneOrMany = <T>(...values: readonly T[]): fc.Arbitrary<OneOrMany<T>> =>
  fc.oneof(fc.constantFrom(...values), fc.array(fc.constantFrom(...values), { maxLength: 3 }));

const actions = oneOrMany('s3:GetObject', 'S3:getobject', 's3:PutObject', 's3:*', 'iam:PassRole');
const resources = oneOrMany(...RESOURCES, 'arn:aws:s3:::b/*', '*');
const condition: fc.Arbitrary<ConditionBlock> = fc.dictionary(
  fc.constantFrom('Null', 'StringEquals', 'StringNotEquals', 'ForAllValues:StringEquals'),
  fc.dictionary(
    fc.constantFrom('aws:username', 'AWS:UserName', 's3:prefix'),
    oneOrMany<string | boolean>('ann', 'x', 'y', '${aws:username}', 'true', true, false),
    { maxKeys: 2 },
  ),
  { maxKeys: 2 },
);
const principals: fc.Arbitrary<PrincipalBlock> = fc.oneof(
  fc.constant('*' as const),
  fc.record(
    { AWS: oneOrMany(ACCOUNT, ...PRINCIPALS.slice(0, 2)), Service: oneOrMany('glue.amazonaws.com') },
    { requiredKeys: [] },
  ),
);

/** One of an element and its negation, the element itself most of the time. */
const either = (name: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.oneof(
    { weight: 4, arbitrary: value.map((given) => ({ [name]: given })) },
    { weight: 1, arbitrary: value.map((given) => ({ [`Not${name}`]: given })) },
  );

function statements(...elements: readonly fc.Arbitrary<object>[]): fc.Arbitrary<StatementJson> {
  const common = fc.record({ Effect: fc.constantFrom('Allow', 'Deny') });
  const sid = fc.option(
    fc.constantFrom('A', 'B').map((Sid) => ({ Sid })),
    { nil: {}, freq: 1 },
  );
  const when = fc.option(
    condition.map((Condition) => ({ Condition })),
    { nil: {}, freq: 2 },
  );
  return fc
    .tuple(common, sid, when, ...elements)
    .map((parts) => Object.assign({}, ...parts.reverse()) as StatementJson);
}

function documents(statement: fc.Arbitrary<StatementJson>, most: number): fc.Arbitrary<PolicyDocument> {
  return fc.record(
    {
      Version: fc.constantFrom('2012-10-17' as const, '2008-10-17' as const),
      Id: fc.constant('id'),
      Statement: fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: most })),
    },
    { requiredKeys: ['Statement'] },
  );
}

/** Identity policies of the small world, in every spelling that AWS takes. */
export const identityDocument: fc.Arbitrary<PolicyDocument> = documents(
  statements(either('Action', actions), either('Resource', resources)),
  5,
);

/** Resource policies of the small world. */
export const resourceDocument: fc.Arbitrary<PolicyDocument> = documents(
  statements(either('Principal', principals), either('Action', actions), either('Resource', resources)),
  5,
);

/** Trust policies of the small world, in which only actions and principals count. */
export const trustDocument: fc.Arbitrary<PolicyDocument> = documents(
  statements(either('Principal', principals), either('Action', actions)),
  5,
);
