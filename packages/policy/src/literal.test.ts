import { s3 } from '@leastwise/aws/s3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literal } from './literal.ts';

/** How IAM reads a pattern. */
const matches = (pattern: string, text: string): boolean => {
  const source = [...pattern.matchAll(/\$\{([*?$])\}|([\s\S])/g)].map(([, plain, character = '']) => {
    if (plain !== undefined) return `\\${plain}`;
    if (character === '*') return '[\\s\\S]*';
    return character === '?' ? '[\\s\\S]' : character.replace(/[\\^$.|+()[\]{}/]/, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`).test(text);
};
const text = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom('*', '?', '$', '{', '}', '${', '${*}', '${aws:username}', 'a'))
    .map((parts) => parts.join('')),
);

describe('literal text', () => {
  test.each([
    ['a*b', 'a${*}b'],
    ['?', '${?}'],
    ['${aws:username}', '${$}{aws:username}'],
    ['$$', '${$}${$}'],
    ['${*}', '${$}{${*}}'],
    ['train/2026-11', 'train/2026-11'],
    ['', ''],
  ])('%j is %j', (given, expected) => {
    expect(literal(given)).toBe(expected);
  });

  test('matches itself', () => {
    fc.assert(fc.property(text, (given) => matches(literal(given), given)));
  });

  test('matches nothing else', () => {
    fc.assert(fc.property(text, text, (given, other) => given === other || !matches(literal(given), other)));
  });

  test('keeps its meaning inside a resource', () => {
    fc.assert(
      fc.property(text, text, (name, key) => {
        const pattern = s3.object('my-ml-datasets', `${literal(name)}/*`);
        expect(matches(pattern, `arn:aws:s3:::my-ml-datasets/${name}/${key}`)).toBe(true);
      }),
    );
  });
});
