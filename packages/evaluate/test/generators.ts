/*
 * Random policies and requests. They shrink.
 */
import type { PolicyDocument } from '@leastwise/policy';
import fc from 'fast-check';
import type { AccessRequest, Policies } from '../src/index.ts';
import {
  actionPatterns,
  actions,
  callers,
  decorated,
  families,
  HERE,
  keys,
  of,
  principals,
  resourcePatterns,
  resources,
  ROLE,
  THERE,
  USER,
} from './vocabulary.ts';

const tests = fc.oneof(
  ...families.map(([operators, values]) =>
    fc.tuple(of(...operators).chain(decorated), keys, fc.oneof(values, fc.array(values, { maxLength: 3 }))),
  ),
  fc.tuple(
    fc.constant('Null'),
    keys,
    of<string | boolean | string[]>('true', 'false', true, ['true', 'false']),
  ),
);

const conditions = fc.array(tests, { maxLength: 3 }).map((some) => {
  const block: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, values] of some) block[operator] = { ...block[operator], [key]: values };
  return block;
});

/** An element or, less often, its negation. */
export function either(name: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  return fc.tuple(of(name, name, `Not${name}`), values).map(([key, value]) => ({ [key]: value }));
}

type Kind = 'identity' | 'resource' | 'trust';

function statement(kind: Kind): fc.Arbitrary<object> {
  const some = (values: fc.Arbitrary<string>): fc.Arbitrary<string | string[]> =>
    fc.oneof(values, fc.array(values, { maxLength: 3 }));
  const parts: fc.Arbitrary<object>[] = [
    of({ Effect: 'Allow' }, { Effect: 'Allow' }, { Effect: 'Deny' }),
    either('Action', some(actionPatterns)),
    fc.oneof(fc.constant({}), fc.record({ Condition: conditions })),
  ];
  if (kind !== 'trust') parts.push(either('Resource', some(resourcePatterns)));
  if (kind !== 'identity') parts.push(either('Principal', principals));
  return fc.tuple(...parts).map((members) => Object.assign({}, ...members) as object);
}

/** A random document of a kind. */
export function document(kind: Kind): fc.Arbitrary<PolicyDocument> {
  return fc
    .tuple(
      of({}, { Version: '2008-10-17' }, { Version: '2012-10-17' }, { Version: '2012-10-17' }),
      fc.array(statement(kind), { minLength: 1, maxLength: 3 }),
    )
    .map(([version, Statement]) => ({ ...version, Statement }) as PolicyDocument);
}

export const everything: PolicyDocument = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const identityDocument = fc.oneof({ weight: 3, arbitrary: document('identity') }, fc.constant(everything));
const levels = (inner: fc.Arbitrary<PolicyDocument>): fc.Arbitrary<PolicyDocument[][]> =>
  fc.array(fc.array(inner, { maxLength: 2 }), { maxLength: 2 });

/** Policies of every type, each of them there or not. */
export const policySets: fc.Arbitrary<Policies> = fc.record(
  {
    identity: fc.array(identityDocument, { maxLength: 2 }),
    resource: fc.oneof(document('resource'), document('trust')),
    boundary: identityDocument,
    session: fc.oneof(identityDocument, fc.array(identityDocument, { maxLength: 2 })),
    scps: levels(identityDocument),
    rcps: levels(document('resource')),
    vpcEndpoint: document('resource'),
  },
  { requiredKeys: [] },
);

const contextValues = fc.oneof(
  of(
    '',
    'a',
    'ana',
    'ml',
    '*',
    'true',
    '1',
    '2026-01-01T00:00:00Z',
    '10.0.0.1',
    '2001:db8::1',
    ROLE,
    USER,
    'YQ==',
  ),
  of(true, false, 1, 2.5, 1767225600, new Date('2026-01-01')),
);

export const contexts = fc
  .dictionary(
    keys,
    fc.oneof({ weight: 3, arbitrary: contextValues }, fc.array(contextValues, { maxLength: 3 })),
    {
      maxKeys: 4,
    },
  )
  .map((context) => {
    const seen = new Map(
      Object.entries(context).map(([key, value]) => [key.toLowerCase(), [key, value] as const]),
    );
    return Object.fromEntries(seen.values());
  });
/** Requests of every kind of caller, within an account and across. */
export const requests: fc.Arbitrary<AccessRequest> = fc.record(
  {
    principal: callers,
    action: actions,
    resource: resources,
    resourceAccount: of(HERE, THERE),
    context: contexts,
  },
  { requiredKeys: ['principal', 'action', 'resource'] },
);
