import { expect, test } from 'vitest';
import type { PolicyDocument } from './document.ts';
import { size } from './size.ts';
import { SIZE_LIMITS, type SizeLimit } from './size-limits.ts';

const document: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'a b', Effect: 'Allow', Action: 's3:*', Resource: '*' }],
};
const compact = JSON.stringify(document);
const indented = JSON.stringify(document, null, 2);

test('a document is as long as its compact JSON', () => {
  expect(size(document, 'managed')).toEqual({
    used: compact.length,
    limit: 6_144,
    left: 6_144 - compact.length,
    unit: 'characters',
  });
});

test('white space between elements counts only where AWS counts it', () => {
  expect(size(indented, 'managed').used).toBe(compact.length);
  expect(size(indented, 'service-control').used).toBe(indented.length);
  expect(size(document, 'service-control').used).toBe(compact.length);
});

test('white space within a text counts, also behind an escaped quote', () => {
  expect(size('{ "a \\" b" : "c  d" }', 'managed').used).toBe('{"a \\" b":"c  d"}'.length);
});

test('inline policies are counted together', () => {
  expect(size([document, indented], 'role-inline')).toMatchObject({
    used: 2 * compact.length,
    limit: 10_240,
    left: 10_240 - 2 * compact.length,
  });
  expect(size([], 'role-inline').used).toBe(0);
});

test('what is too long is so by a negative number', () => {
  expect(size('x'.repeat(2_050), 'user-inline').left).toBe(-2);
});

test.each(['é', '€', '𝄞'])('bytes are those of UTF-8, not characters: %s', (character) => {
  expect(size(character, 's3-bucket').used).toBe(Buffer.byteLength(character));
});

test('each limit names an official page as its source', () => {
  for (const { source, limit } of Object.values<SizeLimit>(SIZE_LIMITS)) {
    expect(source).toMatch(/^https:\/\/(?:docs\.aws\.amazon\.com|repost\.aws)\//);
    expect(limit).toBeGreaterThanOrEqual(2_048);
  }
});
