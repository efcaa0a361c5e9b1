import { describe, expect, test } from 'vitest';
import { checkPolicy } from './check-policy.ts';

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

function problem(value: unknown, at?: string): unknown {
  try {
    checkPolicy(value, undefined, at);
  } catch (error) {
    return error;
  }
  return undefined;
}

test('accepts a document and leaves it as it is', () => {
  const document = { Statement: [STATEMENT] };
  expect(problem(document)).toBeUndefined();
  expect(document).toEqual({ Statement: [STATEMENT] });
  expect(Object.isFrozen(document)).toBe(false);
});

test('names the place below the path that it was given', () => {
  expect(
    problem({ Statement: [STATEMENT, { ...STATEMENT, Effect: 'allow' }] }, '$.scps[0][1]'),
  ).toMatchObject({ code: 'INVALID_EFFECT', path: '$.scps[0][1].Statement[1].Effect' });
});

test('holds a document to its kind', () => {
  expect(() => checkPolicy({ Statement: STATEMENT }, 'resource')).toThrow('a resource policy says who');
});

describe('refuses in one readable error what JSON cannot hold', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a function', () => undefined],
    ['a value that contains itself', { Statement: [{ ...STATEMENT, Action: cyclic }] }],
    ['a bigint', { Statement: [{ ...STATEMENT, Resource: 1n }] }],
  ])('%s', (_, value) => {
    expect(problem(value)).toMatchObject({ name: 'LeastwiseError', code: 'DATA_TYPE_MISMATCH' });
  });
});
