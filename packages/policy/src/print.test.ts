import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PolicyDocument } from './document.ts';
import { parsePolicy } from './parse-policy.ts';
import { print } from './print.ts';

const action = fc.constantFrom('s3:GetObject', 's3:*', 'iam:Get*', '*');
const resource = fc.constantFrom('*', 'arn:aws:s3:::b', 'arn:aws:s3:::b/${aws:username}/*');
const some = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(item, fc.array(item, { maxLength: 3 }));
const statement = fc.record(
  {
    Sid: fc.stringMatching(/^[A-Za-z0-9]{0,8}$/),
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Action: some(action),
    Resource: some(resource),
    Condition: fc.constant({
      StringLike: { 'aws:username': ['a*', 'b'] },
      Bool: { 'aws:SecureTransport': true },
    }),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);
const document: fc.Arbitrary<PolicyDocument> = fc.record(
  {
    Version: fc.constantFrom('2012-10-17' as const, '2008-10-17' as const),
    Id: fc.string(),
    Statement: fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 4 })),
  },
  { requiredKeys: ['Statement'] },
);

test('parsing what was printed gives an equal document', () => {
  fc.assert(
    fc.property(document, fc.nat({ max: 4 }), (value, indent) => {
      expect(parsePolicy(print(value, indent))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('elements come in the usual order, however they were written', () => {
  const text =
    '{"Statement":{"Condition":{},"Resource":"*","Action":"*","Effect":"Allow","Sid":"A"},"Version":"2012-10-17"}';
  expect(print(parsePolicy(text), 0)).toBe(
    '{"Version":"2012-10-17","Statement":{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*","Condition":{}}}',
  );
});
