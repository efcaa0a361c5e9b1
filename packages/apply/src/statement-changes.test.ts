import type { StatementJson } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { statementChanges } from './statement-changes.ts';

const read: StatementJson = { Effect: 'Allow', Action: 's3:GetObject', Resource: ['a', 'b'] };
const list: StatementJson = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'bucket' };
const document = (...Statement: StatementJson[]) => ({ Version: '2012-10-17', Statement }) as const;
const changes = (before: readonly StatementJson[], after: readonly StatementJson[]) =>
  statementChanges(document(...before), document(...after), { kind: 'identity', partition: 'aws' });

test('says nothing of statements that only move or are spelt otherwise', () => {
  expect(changes([read, list], [list, { ...read, Action: ['S3:getObject'] }])).toEqual([]);
});

test('names the values that a statement gains and loses, as they are written', () => {
  expect(changes([list, read], [list, { ...read, Resource: ['b', 'c'] }])).toEqual([
    { change: 'change', statement: 2, elements: [{ element: 'Resource', added: ['c'], removed: ['a'] }] },
  ]);
});

test('takes a statement with the same Sid for the same one, however much changes', () => {
  const before = { Sid: 'Data', Effect: 'Deny', Action: 's3:*', Resource: 'x' } as const;
  const after = { Sid: 'Data', Effect: 'Allow', Action: 'sqs:*', Resource: 'y' } as const;
  expect(changes([before], [after]).map(({ change }) => change)).toEqual(['change']);
});

test('takes a statement that shares nothing but its effect for another one', () => {
  const other = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'queue' } as const;
  expect(changes([list], [other]).map(({ change, statement }) => [change, statement])).toEqual([
    ['add', 1],
    ['remove', 1],
  ]);
});

test('pairs each statement with the one it shares most with', () => {
  const first = { ...read, Resource: ['a', 'b', 'c'] };
  const second = { ...read, Resource: ['a', 'x', 'y'] };
  expect(changes([second, first], [{ ...first, Resource: ['a', 'b', 'c', 'd'] }, second])).toEqual([
    { change: 'change', statement: 1, elements: [{ element: 'Resource', added: ['d'], removed: [] }] },
  ]);
});

test('names a condition by operator and key', () => {
  const limited = { ...list, Condition: { StringLike: { 's3:prefix': ['train/*'] } } };
  expect(changes([list], [limited])).toEqual([
    {
      change: 'change',
      statement: 1,
      elements: [{ element: 'Condition StringLike s3:prefix', added: ['train/*'], removed: [] }],
    },
  ]);
});

test('names a change of the document itself', () => {
  const before = { Statement: [read] };
  const after = { Version: '2012-10-17', Id: 'mine', Statement: [read] } as const;
  expect(statementChanges(before, after, { kind: 'identity', partition: 'aws' })).toEqual([
    {
      change: 'change',
      statement: 0,
      elements: [
        { element: 'Version', added: ['2012-10-17'], removed: ['2008-10-17'] },
        { element: 'Id', added: ['mine'], removed: [] },
      ],
    },
  ]);
});
