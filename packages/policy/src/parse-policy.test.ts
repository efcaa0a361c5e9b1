import { LeastwiseError } from '@leastwise/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { IdentityPolicy, PolicyDocument, PolicyKind } from './document.ts';
import { parsePolicy } from './parse-policy.ts';

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

function parse(value: unknown, kind?: PolicyKind): PolicyDocument {
  const text = JSON.stringify(value);
  return kind === undefined ? parsePolicy(text) : parsePolicy(text, kind);
}

function errorOf(value: unknown, kind?: PolicyKind): LeastwiseError {
  try {
    parse(value, kind);
  } catch (error) {
    if (error instanceof LeastwiseError) return error;
    throw error;
  }
  throw new Error('parsed without an error');
}

describe('parsePolicy accepts', () => {
  test.each<[string, unknown]>([
    ['one statement that stands alone', { Statement: STATEMENT }],
    ['a document without a version', { Statement: [STATEMENT] }],
    ['the old version', { Version: '2008-10-17', Statement: [STATEMENT] }],
    [
      'elements in any order',
      { Statement: [{ Resource: ['*'], Action: ['s3:*'], Effect: 'Deny', Sid: '' }], Id: 'x' },
    ],
    [
      'NotAction and NotResource',
      { Statement: [{ Effect: 'Deny', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::b/*' }] },
    ],
    ['empty lists', { Statement: [{ Effect: 'Allow', Action: [], Resource: [] }] }],
    [
      'numbers and booleans as condition values',
      {
        Statement: [
          {
            ...STATEMENT,
            Condition: { Bool: { 'aws:SecureTransport': true }, NumericLessThan: { 's3:max-keys': [10] } },
          },
        ],
      },
    ],
    [
      'an ARN that ends in a wildcard before its last segment',
      { Statement: [{ ...STATEMENT, Resource: 'arn:aws:s3*' }] },
    ],
    [
      'a trust policy',
      {
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'glue.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
    ],
    ['everyone', { Statement: [{ ...STATEMENT, Principal: '*' }] }],
  ])('%s', (_, value) => {
    expect(parse(value)).toEqual(value);
  });
});

describe('parsePolicy refuses', () => {
  test.each<[string, unknown, string, string]>([
    ['a list', [], 'DATA_TYPE_MISMATCH', '$, line 1, column 1'],
    ['text', 'x', 'DATA_TYPE_MISMATCH', '$, line 1, column 1'],
    [
      'an unknown element',
      { statement: [STATEMENT] },
      'INVALID_POLICY_ELEMENT',
      '$.statement, line 1, column 14',
    ],
    ['a document without statements', { Version: '2012-10-17' }, 'MISSING_STATEMENT', '$, line 1, column 1'],
    ['an empty list of statements', { Statement: [] }, 'MISSING_STATEMENT', '$, line 1, column 1'],
    [
      'an unknown version',
      { Version: '2012-10-18', Statement: [STATEMENT] },
      'INVALID_VERSION',
      '$.Version, line 1, column 12',
    ],
    [
      'a missing effect',
      { Statement: [{ Action: '*', Resource: '*' }] },
      'MISSING_EFFECT',
      '$.Statement[0], line 1, column 15',
    ],
    [
      'a wrong effect',
      { Statement: { ...STATEMENT, Effect: 'allow' } },
      'INVALID_EFFECT',
      '$.Statement.Effect, line 1, column 24',
    ],
    [
      'a missing action',
      { Statement: [{ Effect: 'Allow', Resource: '*' }] },
      'MISSING_ACTION',
      '$.Statement[0], line 1, column 15',
    ],
    [
      'a missing resource',
      { Statement: [{ Effect: 'Allow', Action: '*' }] },
      'MISSING_RESOURCE',
      '$.Statement[0], line 1, column 15',
    ],
    [
      'an action without its service',
      { Statement: { ...STATEMENT, Action: ['s3:GetObject', 'GetObject'] } },
      'INVALID_ACTION',
      '$.Statement.Action[1], line 1, column 57',
    ],
    [
      'an ARN that is none',
      { Statement: { ...STATEMENT, Resource: 'my-bucket' } },
      'MALFORMED_ARN',
      '$.Statement.Resource, line 1, column 67',
    ],
    [
      'Action and NotAction',
      { Statement: { ...STATEMENT, NotAction: 'iam:*' } },
      'UNSUPPORTED_ELEMENT_COMBINATION',
      '$.Statement.NotAction, line 1, column 83',
    ],
    [
      'a number for an action',
      { Statement: { ...STATEMENT, Action: 5 } },
      'DATA_TYPE_MISMATCH',
      '$.Statement.Action, line 1, column 41',
    ],
    [
      'null for a resource',
      { Statement: { ...STATEMENT, Resource: null } },
      'DATA_TYPE_MISMATCH',
      '$.Statement.Resource, line 1, column 67',
    ],
    [
      'an unknown kind of principal',
      { Statement: { ...STATEMENT, Principal: { aws: '*' } } },
      'INVALID_PRINCIPAL_KEY',
      '$.Statement.Principal.aws, line 1, column 90',
    ],
    [
      'a name for a principal',
      { Statement: { ...STATEMENT, Principal: 'me' } },
      'DATA_TYPE_MISMATCH',
      '$.Statement.Principal, line 1, column 83',
    ],
    [
      'an unknown operator',
      { Statement: { ...STATEMENT, Condition: { StringIs: { 'aws:x': 'y' } } } },
      'INVALID_CONDITION_OPERATOR',
      '$.Statement.Condition.StringIs, line 1, column 95',
    ],
    [
      'a condition value that is null',
      { Statement: { ...STATEMENT, Condition: { Bool: { 'aws:x': [null] } } } },
      'DATA_TYPE_MISMATCH',
      '$.Statement.Condition.Bool["aws:x"][0], line 1, column 101',
    ],
  ])('%s', (_, value, code, path) => {
    expect(errorOf(value)).toMatchObject({ code, path });
  });

  test('a comment, a trailing comma and a member given twice, each with line and column', () => {
    for (const text of ['{} // x', '{"Statement": [],}', '{"Id": "a",\n"Id": "b"}'])
      expect(() => parsePolicy(text)).toThrow(/line \d, column \d/);
  });

  test('says what a misspelt element was meant to be', () => {
    expect(errorOf({ Statement: { ...STATEMENT, action: '*' } }).hint).toBe('write `Action`');
  });
});

describe('parsePolicy with a kind', () => {
  const trust = {
    Statement: [{ Effect: 'Allow', Principal: { Service: 'glue.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };

  test('gives that kind of policy', () => {
    expectTypeOf(
      parsePolicy('{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}', 'identity'),
    ).toEqualTypeOf<IdentityPolicy>();
    expect(parse(trust, 'trust')).toEqual(trust);
  });

  test('refuses a principal in an identity policy', () => {
    expect(errorOf(trust, 'identity')).toMatchObject({ code: 'UNSUPPORTED_ELEMENT' });
  });

  test('refuses a resource policy that does not say who', () => {
    expect(errorOf({ Statement: STATEMENT }, 'resource')).toMatchObject({ code: 'MISSING_PRINCIPAL' });
  });

  test('refuses a resource in a trust policy', () => {
    const both = { Statement: { ...STATEMENT, Principal: '*' } };
    expect(errorOf(both, 'trust')).toMatchObject({
      code: 'UNSUPPORTED_ELEMENT',
      path: expect.stringContaining('Resource'),
    });
  });
});

test.each([
  [{ Statement: [] }, 'object'],
  [undefined, 'undefined'],
  [null, 'null'],
])('%j is no text to read', (value, kind) => {
  expect(() => parsePolicy(value as never)).toThrow(
    `a policy is read from text, not from ${kind}: checkPolicy(value) takes a value`,
  );
});

test('what is parsed cannot be changed', () => {
  expect(Object.isFrozen(parse({ Statement: [STATEMENT] }).Statement)).toBe(true);
});
