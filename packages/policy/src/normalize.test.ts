import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  identityDocument,
  meaningOf,
  REQUESTS,
  resourceDocument,
  trustDocument,
} from '../test/small-worlds.ts';
import type { IdentityPolicy, PolicyDocument } from './document.ts';
import { equals } from './equals.ts';
import { normalize } from './normalize.ts';
import { parsePolicy } from './parse-policy.ts';
import { print } from './print.ts';

const anyDocument = fc.oneof(identityDocument, resourceDocument, trustDocument);

describe('every normal form', () => {
  test('says of each request what the document said', () => {
    expect(REQUESTS.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(meaningOf(normalize(document))).toEqual(meaningOf(document));
      }),
    );
  });

  test('is its own normal form', () => {
    fc.assert(
      fc.property(anyDocument, fc.constantFrom('identity', 'trust'), (document, kind) => {
        const normal = normalize(document, { kind });
        expect(JSON.stringify(normalize(normal, { kind }))).toBe(JSON.stringify(normal));
      }),
    );
  });

  test('equals the document', () => {
    fc.assert(fc.property(anyDocument, (document) => equals(normalize(document), document)));
  });

  test('is read back from its print as it is', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const normal = normalize(document);
        expect(parsePolicy(print(normal))).toEqual(normal);
      }),
    );
  });
});

test('orders elements, statements and lists, and writes out what AWS understands', () => {
  const document: PolicyDocument = {
    Statement: [
      { Resource: '*', Action: ['s3:PutObject', 'S3:GetObject', 's3:putobject'], Effect: 'Deny' },
      {
        Condition: { Bool: { 'aws:SecureTransport': true }, StringLike: {} },
        Resource: '*',
        Action: 's3:*',
        Effect: 'Allow',
      },
    ],
    Id: 'x',
  };
  expect(JSON.stringify(normalize(document))).toBe(
    JSON.stringify({
      Version: '2008-10-17',
      Id: 'x',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:*'],
          Resource: ['*'],
          Condition: { Bool: { 'aws:securetransport': ['true'] } },
        },
        { Effect: 'Deny', Action: ['s3:getobject', 's3:putobject'], Resource: ['*'] },
      ],
    }),
  );
});

test('keeps the kind, changes nothing that it was given, and cannot be changed', () => {
  const given = parsePolicy(
    '{"Statement": {"Effect": "Deny", "Action": "S3:*", "Resource": "*"}}',
    'identity',
  );
  const before = print(given);
  const normal = normalize(given);
  expectTypeOf(normal).toEqualTypeOf<IdentityPolicy>();
  expect(print(given)).toBe(before);
  expect(Object.isFrozen((normal.Statement as readonly unknown[])[0])).toBe(true);
});

test('keeps a key that is written twice in two cases twice, because both must hold', () => {
  const twice: PolicyDocument = {
    Statement: {
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringEquals: { 's3:prefix': 'x', 'S3:Prefix': 'y' } },
    },
  };
  const [statement] = normalize(twice).Statement as PolicyDocument['Statement'][];
  expect(statement).toMatchObject({
    Condition: { StringEquals: { 'S3:Prefix': ['y'], 's3:prefix': ['x'] } },
  });
});
