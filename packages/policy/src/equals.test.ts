import { describe, expect, test } from 'vitest';
import type { PolicyDocument, StatementJson } from './document.ts';
import { equals } from './equals.ts';
import type { NormalizeOptions } from './normalize.ts';

const account = '111122223333';
const trust: NormalizeOptions = {
  kind: 'trust',
  arnOf: (id) => (id === 'AROAEXAMPLEID' ? `arn:aws:iam::${account}:role/training` : undefined),
};
const identity: NormalizeOptions = { ...trust, kind: 'identity' };

/** One statement that allows reading, with other elements in place of its own. */
const one = (elements: object): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ ...read, ...elements }],
});
/** One statement of a trust policy. */
const who = (Principal: unknown): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal } as StatementJson],
});
const when = (Condition: object): PolicyDocument => one({ Condition });
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } as const;
const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::b' } as const;
const all = (...Statement: StatementJson[]): PolicyDocument => ({ Version: '2012-10-17', Statement });

type Case = readonly [claim: string, a: PolicyDocument, b: PolicyDocument, place?: NormalizeOptions];

const SAME: readonly Case[] = [
  ['the case of an action', one({ Action: 'S3:getobject' }), one({})],
  ['the case of an action with a wildcard', one({ Action: 's3:GET*' }), one({ Action: 'S3:get*' })],
  [
    'the case of a NotAction',
    one({ Action: undefined, NotAction: 'S3:a' }),
    one({ Action: undefined, NotAction: 's3:A' }),
  ],
  [
    'the case of a condition key',
    when({ Bool: { 'AWS:MultiFactorAuthPresent': 'true' } }),
    when({ Bool: { 'aws:multifactorauthpresent': 'true' } }),
  ],
  ['an action given twice', one({ Action: ['s3:GetObject', 's3:GetObject'] }), one({})],
  ['an action given twice in two cases', one({ Action: ['s3:GetObject', 's3:getObject'] }), one({})],
  ['a statement given twice', all(read, read), all(read)],
  ['an empty condition', when({}), one({})],
  ['an operator without keys', when({ StringEquals: {} }), one({})],
  ['everyone as text in a role trust', who('*'), who({ AWS: '*' }), trust],
  ['the order of actions', one({ Action: ['s3:A', 's3:B'] }), one({ Action: ['s3:B', 's3:A'] })],
  ['the order of resources', one({ Resource: ['a', 'b'] }), one({ Resource: ['b', 'a'] })],
  ['the order of statements', all(read, list), all(list, read)],
  ['the order of elements', all({ Resource: '*', Action: 's3:GetObject', Effect: 'Allow' }), all(read)],
  [
    'the order of condition values',
    when({ StringLike: { 's3:prefix': ['a', 'b'] } }),
    when({ StringLike: { 's3:prefix': ['b', 'a'] } }),
  ],
  ['the order of principals', who({ AWS: ['arn:a', 'arn:b'] }), who({ AWS: ['arn:b', 'arn:a'] }), trust],
  ['one action in a list', one({ Action: ['s3:GetObject'] }), one({})],
  ['one resource in a list', one({ Resource: ['*'] }), one({})],
  ['one statement without a list', { Version: '2012-10-17', Statement: read }, all(read)],
  [
    'one condition value in a list',
    when({ StringLike: { 's3:prefix': ['a'] } }),
    when({ StringLike: { 's3:prefix': 'a' } }),
  ],
  [
    'one principal in a list',
    who({ Service: ['a.amazonaws.com'] }),
    who({ Service: 'a.amazonaws.com' }),
    trust,
  ],
  [
    'a boolean and its text',
    when({ Bool: { 'aws:SecureTransport': true } }),
    when({ Bool: { 'aws:SecureTransport': 'true' } }),
  ],
  [
    'a number and its text',
    when({ NumericLessThan: { 's3:max-keys': 10 } }),
    when({ NumericLessThan: { 's3:max-keys': '10' } }),
  ],
  [
    'an account id and its root ARN',
    who({ AWS: account }),
    who({ AWS: `arn:aws:iam::${account}:root` }),
    trust,
  ],
  [
    'a unique id that is known and its ARN',
    who({ AWS: 'AROAEXAMPLEID' }),
    who({ AWS: `arn:aws:iam::${account}:role/training` }),
    trust,
  ],
  ['no version and the version of 2008', { Statement: [read] }, { Version: '2008-10-17', Statement: [read] }],
];

const DIFFERENT: readonly Case[] = [
  ['Version', { Version: '2008-10-17', Statement: [read] }, all(read)],
  ['a missing Version', { Statement: [read] }, all(read)],
  ['Id', { Version: '2012-10-17', Id: 'a', Statement: [read] }, all(read)],
  ['Sid', one({ Sid: 'A' }), one({ Sid: 'B' })],
  ['a missing Sid', one({ Sid: 'A' }), one({})],
  ['the effect', one({ Effect: 'Deny' }), one({})],
  ['the case of a resource', one({ Resource: 'arn:aws:s3:::A' }), one({ Resource: 'arn:aws:s3:::a' })],
  ['the case of a condition value', when({ StringEquals: { k: 'A' } }), when({ StringEquals: { k: 'a' } })],
  ['the operator', when({ StringEquals: { k: 'a' } }), when({ StringLike: { k: 'a' } })],
  ['IfExists', when({ Bool: { k: 'a' } }), when({ BoolIfExists: { k: 'a' } })],
  ['Action and NotAction', one({}), one({ Action: undefined, NotAction: 's3:GetObject' })],
  ['a further action', one({ Action: ['s3:GetObject', 's3:PutObject'] }), one({})],
  ['a further statement', all(read, list), all(read)],
  [
    'which values stand in which statement',
    all(read, list),
    all({ ...read, Action: 's3:ListBucket' }, { ...list, Action: 's3:GetObject' }),
  ],
  ['everyone as text outside role trust', who('*'), who({ AWS: '*' }), identity],
  ['the type of a principal', who({ Service: 'x' }), who({ Federated: 'x' }), trust],
  [
    'Principal and NotPrincipal',
    who({ AWS: '*' }),
    one({ Action: 'sts:AssumeRole', Resource: undefined, NotPrincipal: { AWS: '*' } }),
    trust,
  ],
  ['another account', who({ AWS: account }), who({ AWS: '444455556666' }), trust],
  [
    'an account id as a service',
    who({ Service: account }),
    who({ Service: `arn:aws:iam::${account}:root` }),
    trust,
  ],
  [
    'a unique id that nobody knows',
    who({ AWS: 'AROAGONE' }),
    who({ AWS: `arn:aws:iam::${account}:role/training` }),
    trust,
  ],
  [
    'one key twice in two cases, both of which must hold',
    when({ StringEquals: { 'a:k': 'x', 'A:K': 'y' } }),
    when({ StringEquals: { 'a:k': ['x', 'y'] } }),
  ],
];

/** Without the members that a case takes away. */
const clean = (document: PolicyDocument): PolicyDocument =>
  JSON.parse(JSON.stringify(document)) as PolicyDocument;

const withPlace = (cases: readonly Case[]) =>
  cases.map(([claim, a, b, place = identity]) => ({ claim, a: clean(a), b: clean(b), place }));

describe('makes no difference', () => {
  test.each(withPlace(SAME))('$claim', ({ a, b, place }) => {
    expect([equals(a, b, place), equals(b, a, place)]).toEqual([true, true]);
  });
});

describe('makes a difference', () => {
  test.each(withPlace(DIFFERENT))('$claim', ({ a, b, place }) => {
    expect([equals(a, b, place), equals(b, a, place)]).toEqual([false, false]);
  });
});

test('an account id means its root in the partition that the document is in', () => {
  const china = { ...trust, partition: 'aws-cn' };
  expect(equals(who({ AWS: account }), who({ AWS: `arn:aws-cn:iam::${account}:root` }), china)).toBe(true);
});
