import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LeastwiseError } from '@leastwise/core';
import { identityDocument, meaningOf } from '../test/small-worlds.ts';
import type { IdentityPolicy, PolicyDocument, StatementJson } from './document.ts';
import { parsePolicy } from './parse-policy.ts';
import { size } from './size.ts';
import { split } from './split.ts';

const identity = (document: PolicyDocument): IdentityPolicy =>
  parsePolicy(JSON.stringify(document), 'identity');
const doc = (...Statement: readonly StatementJson[]): IdentityPolicy =>
  identity({ Version: '2012-10-17', Statement });
const statementsOf = ({ Statement }: PolicyDocument): readonly StatementJson[] => [Statement].flat();
const lengthOf = (document: PolicyDocument): number => size(document, 'managed').used;
const numbered = (count: number, name: (i: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, i) => name(i));

/** The parts; none where it cannot be split, which other tests are about. */
function trySplit(document: IdentityPolicy, limit: number): readonly IdentityPolicy[] | undefined {
  try {
    return split(document, limit);
  } catch (error) {
    if (error instanceof LeastwiseError && error.code === 'CANNOT_SPLIT') return undefined;
    throw error;
  }
}

describe('the parts of every document', () => {
  const anySplit = fc.tuple(identityDocument.map(identity), fc.integer({ min: 110, max: 250 }));

  test('together say of each request what the document says', () => {
    let compared = 0;
    let divided = 0;
    fc.assert(
      fc.property(anySplit, ([document, limit]) => {
        const parts = trySplit(document, limit);
        if (parts === undefined || parts.length === 1) return;
        compared += 1;
        if (parts.flatMap(statementsOf).length > statementsOf(document).length) divided += 1;
        expect(meaningOf(...parts)).toEqual(meaningOf(document));
      }),
      { numRuns: 1_000 },
    );
    expect(compared).toBeGreaterThan(100);
    expect(divided).toBeGreaterThan(20);
  });

  test('keep to the limit, in the same order every time, with the Version and Id of the document', () => {
    fc.assert(
      fc.property(anySplit, ([document, limit]) => {
        const parts = trySplit(document, limit) ?? [];
        expect(trySplit(document, limit) ?? []).toEqual(parts);
        for (const part of parts) {
          expect(lengthOf(part)).toBeLessThanOrEqual(limit);
          expect([part.Version, part.Id]).toEqual([document.Version, document.Id]);
          expect(Object.isFrozen(part)).toBe(true);
        }
      }),
    );
  });
});

test('a document that fits is left alone', () => {
  const document = doc({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
  expect(split(document)).toEqual([document]);
});

test('a document that is too long by one character is divided', () => {
  const document = doc(
    { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
    { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' },
  );
  const length = lengthOf(document);
  expect(split(document, length)).toHaveLength(1);
  expect(split(document, length - 1).map((part) => statementsOf(part)[0]?.Effect)).toEqual(['Allow', 'Deny']);
});

test('statements move whole, into the first document that has room', () => {
  const long = (Sid: string): StatementJson => ({
    Sid,
    Effect: 'Allow',
    Action: numbered(200, (i) => `s3:GetObject${String(i)}`),
    Resource: '*',
  });
  const short: StatementJson = { Sid: 'short', Effect: 'Deny', Action: 's3:PutObject', Resource: '*' };
  const parts = split(doc(long('one'), long('two'), short));
  expect(parts.map((part) => statementsOf(part).map(({ Sid }) => Sid))).toEqual([['one', 'short'], ['two']]);
});

test('a statement that is too long is divided along its longest list, and its parts keep its Sid', () => {
  const Resource = numbered(500, (i) => `arn:aws:s3:::my-ml-datasets-${String(i)}/*`);
  const parts = split(
    doc({ Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource }),
  );
  expect(parts.length).toBe(3);
  const statements = parts.flatMap(statementsOf);
  expect(statements).toHaveLength(parts.length);
  expect(statements.flatMap((statement) => statement.Resource)).toEqual(Resource);
  for (const { Sid, Action } of statements) {
    expect(Sid).toBe('Read');
    expect(Action).toEqual(['s3:GetObject', 's3:PutObject']);
  }
});

test('a statement whose lists are both too long is divided along both', () => {
  const document = doc({
    Sid: 'Both',
    Effect: 'Allow',
    Action: numbered(260, (i) => `s3:Action${String(i)}`),
    Resource: numbered(2, (i) => `arn:aws:s3:::${String(i).repeat(2_500)}`),
  });
  const pairs = (statement: StatementJson): readonly string[] =>
    [statement.Action ?? []]
      .flat()
      .flatMap((action) => [statement.Resource ?? []].flat().map((resource) => `${action} ${resource}`));
  const parts = split(document);
  expect(parts.every((part) => lengthOf(part) <= 6_144)).toBe(true);
  // A Sid may stand once in a document: no two parts of the statement share one, although two would have room.
  expect(parts.map((part) => statementsOf(part).length)).toEqual([1, 1, 1, 1]);
  expect(parts.flatMap(statementsOf).flatMap(pairs).sort()).toEqual(
    statementsOf(document).flatMap(pairs).sort(),
  );
});

describe('refuses, with the place and the number of characters,', () => {
  const many = numbered(500, (i) => `s3:Action${String(i)}`);
  test.each<[string, Partial<StatementJson>]>([
    ['a long NotAction', { NotAction: many, Resource: ['*'] }],
    [
      'a long condition',
      { Action: ['s3:*'], Resource: ['*'], Condition: { StringEquals: { 's3:prefix': many } } },
    ],
    [
      'a single resource that is too long',
      { Action: ['s3:*'], Resource: [`arn:aws:s3:::${'b'.repeat(7_000)}`] },
    ],
  ])('%s', (_, elements) => {
    const short: StatementJson = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
    expect(() => split(doc(short, { Effect: 'Deny', ...elements }))).toThrow(
      expect.objectContaining({
        code: 'CANNOT_SPLIT',
        path: '$.Statement[1]',
        what: expect.stringMatching(/\d too many/) as string,
      }) as Error,
    );
  });

  test('a policy that names principals', () => {
    const document: PolicyDocument = {
      Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' },
    };
    // A program in JavaScript can hand over what the types refuse.
    expect(() => split(document as IdentityPolicy)).toThrow('stands alone');
  });
});
