import type { PolicyDocument, StatementJson } from '@leastwise/policy';
import { describe, expect, test } from 'vitest';
import { compareByWitness, transitionWitness } from './compare-by-witness.ts';
import type { Grants } from './grants.ts';

const holder = 'arn:aws:iam::111122223333:role/training';
const document = (...Statement: StatementJson[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
const identity = (...statements: StatementJson[]): Grants => ({
  kind: 'identity',
  holder,
  documents: statements.length === 0 ? [] : [document(...statements)],
});
const trust = (Principal: StatementJson['Principal'], rest: Partial<StatementJson> = {}): Grants => ({
  kind: 'trust',
  holder,
  documents: [document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...rest } as StatementJson)],
});
const allow = (Action: string, Resource: string, Condition?: StatementJson['Condition']): StatementJson => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const deny = (Action: string, Resource: string): StatementJson => ({ Effect: 'Deny', Action, Resource });

const DATA = 'arn:aws:s3:::data/*';
const org = (id: string) => ({ StringEquals: { 'aws:PrincipalOrgID': id } });

describe('finds what is broader', () => {
  test.each<[string, Grants, Grants]>([
    [
      'another resource',
      identity(allow('s3:GetObject', DATA)),
      identity(allow('s3:GetObject', 'arn:aws:s3:::*')),
    ],
    ['another action', identity(allow('s3:Get*', DATA)), identity(allow('s3:*', DATA))],
    [
      'a condition dropped',
      identity(allow('s3:GetObject', DATA, org('o-1'))),
      identity(allow('s3:GetObject', DATA)),
    ],
    [
      'a condition that takes another value',
      identity(allow('s3:GetObject', DATA, org('o-1'))),
      identity(allow('s3:GetObject', DATA, org('o-2'))),
    ],
    [
      'a condition that no longer minds an absent key',
      identity(allow('s3:GetObject', DATA, org('o-1'))),
      identity(allow('s3:GetObject', DATA, { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } })),
    ],
    [
      'a deny dropped',
      identity(allow('s3:*', DATA), deny('s3:DeleteObject', DATA)),
      identity(allow('s3:*', DATA)),
    ],
    [
      'a boundary dropped',
      { ...identity(allow('s3:*', '*')), boundary: document(allow('s3:Get*', '*')) },
      identity(allow('s3:*', '*')),
    ],
    [
      'all but something',
      identity(allow('s3:GetObject', DATA)),
      identity({ Effect: 'Allow', NotAction: 's3:GetObject', Resource: DATA }),
    ],
    ['another account', trust({ AWS: '111122223333' }), trust({ AWS: ['111122223333', '444455556666'] })],
    ['a service', trust({ AWS: '111122223333' }), trust({ Service: 'sagemaker.amazonaws.com' })],
  ])('%s', (_, before, after) => {
    expect(compareByWitness(before, after)).toMatchObject({ broadens: true });
  });
});

describe('finds nothing', () => {
  test.each<[string, Grants, Grants]>([
    ['in what is the same', identity(allow('s3:*', DATA)), identity(allow('s3:*', DATA))],
    [
      'in fewer resources',
      identity(allow('s3:GetObject', 'arn:aws:s3:::*')),
      identity(allow('s3:GetObject', DATA)),
    ],
    ['in a deny more', identity(allow('s3:*', DATA)), identity(allow('s3:*', DATA), deny('s3:Put*', DATA))],
    [
      'in a trust that loses someone',
      trust({ AWS: ['111122223333', '444455556666'] }),
      trust({ AWS: '111122223333' }),
    ],
  ])('%s', (_, before, after) => {
    expect(compareByWitness(before, after)).toEqual({ noneFound: true });
  });
});

test('names a request that shows it', () => {
  const found = compareByWitness(identity(allow('s3:Get*', DATA)), identity(allow('s3:*', DATA, org('o-1'))));
  expect(found).toMatchObject({ witness: 's3:x on arn:aws:s3:::data/x when aws:PrincipalOrgID is o-1' });
});

describe('a state between two others', () => {
  const [a, b] = [allow('s3:GetObject', DATA), allow('s3:PutObject', DATA)];

  test('that is one and the other is no widening', () => {
    expect(transitionWitness(identity(a), identity(a, b), identity(b))).toBeUndefined();
  });

  test('that is neither widens or narrows', () => {
    expect(transitionWitness(identity(a), identity(), identity(a, b))).toMatchObject({ widens: false });
    expect(
      transitionWitness(
        identity(a),
        identity(allow('s3:*', '*')),
        identity(allow('s3:*', '*'), deny('s3:*', DATA)),
      ),
    ).toMatchObject({ widens: true });
  });
});
