import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { LeastwiseError } from '@leastwise/core';
import { identityDocument, meaningOf, resourceDocument, trustDocument } from '../test/small-worlds.ts';
import type { IdentityPolicy, PolicyDocument, StatementJson, TrustPolicy } from './document.ts';
import { equals } from './equals.ts';
import { merge } from './merge.ts';

/** A statement without `NotAction` and its like, which can be put together from parts. */
type WithoutNegation = Extract<
  StatementJson,
  { readonly NotPrincipal?: never; readonly NotAction?: never; readonly NotResource?: never }
>;

const READ = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' } as const;
const doc = (...Statement: readonly StatementJson[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});
const statementsOf = ({ Statement }: PolicyDocument): readonly StatementJson[] => [Statement].flat();
const merged = (...statements: readonly StatementJson[]): readonly StatementJson[] =>
  statementsOf(merge(doc(...statements)));

/** The merged document; none where a Sid or the versions stand against it, which other tests are about. */
function tryMerge(documents: readonly PolicyDocument[]): PolicyDocument | undefined {
  try {
    return merge(...documents);
  } catch (error) {
    if (error instanceof LeastwiseError && error.code !== 'MISSING_DOCUMENT') return undefined;
    throw error;
  }
}

/** Documents of one version whose statements have all but one element in common, so that many can be joined. */
const several = (document: fc.Arbitrary<PolicyDocument>): fc.Arbitrary<readonly PolicyDocument[]> =>
  fc
    .tuple(
      fc.constantFrom('2012-10-17', '2008-10-17'),
      fc.constantFrom('Sid', 'Effect', 'Condition', 'Action', 'Resource', 'Principal'),
      document,
      fc.array(document, { minLength: 1, maxLength: 2 }),
    )
    .map(([Version, element, base, others]) =>
      [base, ...others].map((each) => ({
        Version,
        Statement: statementsOf(each).map((own) => relativeOf(statementsOf(base)[0] ?? own, own, element)),
      })),
    );

/** The first statement with one element of the second, where both have it. */
function relativeOf(base: StatementJson, own: StatementJson, element: keyof StatementJson): StatementJson {
  const value = own[element];
  return value === undefined || base[element] === undefined ? base : { ...base, [element]: value };
}

const anyDocuments = fc.oneof(several(identityDocument), several(resourceDocument), several(trustDocument));

describe('every merged document', () => {
  test('says of each request what the documents say together', () => {
    let compared = 0;
    let joined = 0;
    fc.assert(
      fc.property(anyDocuments, (documents) => {
        const one = tryMerge(documents);
        if (one === undefined) return;
        compared += 1;
        if (statementsOf(one).length < documents.flatMap(statementsOf).length) joined += 1;
        expect(meaningOf(one)).toEqual(meaningOf(...documents));
      }),
      { numRuns: 1_000 },
    );
    expect(Math.min(compared, joined)).toBeGreaterThan(100);
  });

  test('cannot be merged further', () => {
    fc.assert(
      fc.property(anyDocuments, (documents) => {
        const one = tryMerge(documents);
        if (one !== undefined) expect(merge(one)).toEqual(one);
      }),
    );
  });

  test('is the same for the same documents merged one by one, as far as meaning goes', () => {
    fc.assert(
      fc.property(anyDocuments, (documents) => {
        const one = tryMerge(documents);
        const [first, ...others] = documents;
        const steps = others.reduce(
          (sofar, next) => (sofar === undefined ? undefined : tryMerge([sofar, next])),
          first,
        );
        if (one !== undefined && steps !== undefined) expect(meaningOf(steps)).toEqual(meaningOf(one));
      }),
    );
  });
});

describe('joins', () => {
  test('actions on the same resources, once each, in written order and spelling', () => {
    expect(merged(READ, { ...READ, Action: ['s3:PutObject', 'S3:GETOBJECT'] })).toEqual([
      { ...READ, Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:aws:s3:::b/*'] },
    ]);
  });

  test('resources of the same actions, and what has become alike by that', () => {
    const other = { ...READ, Resource: 'arn:aws:s3:::c/*' };
    const write = { Action: 's3:PutObject' };
    const [statement, ...others] = merged(READ, other, { ...READ, ...write }, { ...other, ...write });
    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::c/*'],
    });
  });

  test('what becomes alike only after everything was joined once', () => {
    const [c, both] = ['arn:aws:s3:::c/*', ['arn:aws:s3:::b/*', 'arn:aws:s3:::c/*']];
    expect(
      merged(READ, { ...READ, Resource: c }, { ...READ, Action: 's3:PutObject', Resource: both }),
    ).toEqual([{ ...READ, Action: ['s3:GetObject', 's3:PutObject'], Resource: both }]);
  });

  test('principals of every type', () => {
    const who = (Principal: StatementJson['Principal'] & object) => ({ ...READ, Principal });
    const [statement, ...others] = merged(who({ AWS: 'x' }), who({ AWS: ['x', 'y'], Service: 'z' }));
    expect(others).toEqual([]);
    expect(statement?.Principal).toEqual({ AWS: ['x', 'y'], Service: ['z'] });
  });

  test('statements that mean the same, whatever they are spelled like', () => {
    const when = (key: string) => ({ ...READ, Condition: { Bool: { [key]: 'true' } } });
    expect(merged(when('aws:SecureTransport'), when('AWS:securetransport'))).toHaveLength(1);
  });

  test('statements of one Sid', () => {
    expect(merged({ Sid: 'R', ...READ }, { Sid: 'R', ...READ, Action: 's3:ListBucket' })).toHaveLength(1);
  });
});

describe('keeps apart', () => {
  test.each<[string, Partial<WithoutNegation>]>([
    ['another effect', { Effect: 'Deny' }],
    ['another Sid', { Sid: 'S' }],
    ['another action on another resource', { Action: 's3:PutObject', Resource: '*' }],
    ['another condition', { Condition: { Null: { 's3:prefix': 'true' } } }],
    ['everyone and someone', { Principal: '*' }],
  ])('%s', (_, elements) => {
    const some = { ...READ, ...(elements.Principal === undefined ? {} : { Principal: { AWS: 'x' } }) };
    expect(merged(some, { ...READ, ...elements })).toHaveLength(2);
  });

  test.each(['NotAction', 'NotResource', 'NotPrincipal'] as const)('two lists of %s', (element) => {
    const { Action, Resource } = READ;
    const excepting = (value: string): StatementJson =>
      element === 'NotAction'
        ? { Effect: 'Deny', NotAction: value, Resource }
        : element === 'NotResource'
          ? { Effect: 'Deny', Action, NotResource: value }
          : { Effect: 'Deny', Action, Resource, NotPrincipal: { AWS: value } };
    expect(merged(excepting('s3:a'), excepting('s3:b'))).toHaveLength(2);
  });
});

describe('refuses', () => {
  const who = doc({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' });
  test.each<[string, string, readonly PolicyDocument[]]>([
    ['no document', 'MISSING_DOCUMENT', []],
    ['two versions', 'VERSION_MISMATCH', [doc(READ), { Version: '2008-10-17', Statement: READ }]],
    ['a document without a version', 'VERSION_MISMATCH', [doc(READ), { Statement: READ }]],
    ['an identity policy and a trust policy', 'KIND_MISMATCH', [doc(READ), who]],
    ['a trust policy and a resource policy', 'KIND_MISMATCH', [who, doc({ ...READ, Principal: '*' })]],
    [
      'a Sid for two statements that cannot be joined',
      'DUPLICATE_SID',
      [doc({ Sid: 'R', ...READ }), doc({ Sid: 'R', ...READ, Effect: 'Deny' })],
    ],
  ])('%s', (_, code, documents) => {
    expect(() => merge(...documents)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('at compile time, documents of two kinds', () => {
    const kinds = (identity: IdentityPolicy, trust: TrustPolicy): unknown =>
      // @ts-expect-error a trust policy is no identity policy
      merge(identity, trust);
    expect(kinds).toBeTypeOf('function');
    expectTypeOf<ReturnType<typeof merge<IdentityPolicy>>>().toEqualTypeOf<IdentityPolicy>();
  });
});

test('keeps an Id that all documents share, and no other', () => {
  const withId = (Id: string) => ({ ...doc(READ), Id });
  expect(merge(withId('a'), withId('a')).Id).toBe('a');
  expect(merge(withId('a'), withId('b'))).not.toHaveProperty('Id');
  expect(merge(doc(READ), withId('b'))).not.toHaveProperty('Id');
});

test('takes a missing version for 2008 and says so', () => {
  expect(merge({ Statement: READ }, { Version: '2008-10-17', Statement: READ }).Version).toBe('2008-10-17');
});

test('leaves one document as it is where nothing can be joined', () => {
  const document = doc(READ, { ...READ, Effect: 'Deny', Action: 's3:PutObject' });
  expect(equals(merge(document), document)).toBe(true);
});
