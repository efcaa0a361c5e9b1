import { unpackText } from '@leastwise/policy/catalog';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compress } from './compress.ts';

test('what was compressed can be unpacked', () => {
  const word = fc.constantFrom('Get', 'Put', 'Bucket', 'Policy', 'aaaa', 'abab', '$&', "'", '\\', '{Region}');
  const text = fc.array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 60 });
  fc.assert(
    fc.property(text, (words) => {
      const plain = words.join('').replaceAll(';', '');
      expect(unpackText(compress(plain))).toBe(plain);
    }),
  );
});

test('a meaning is taken as it is, also where a replacement would read it', () => {
  for (const text of ['$&{Region}$&{Region}', "$'{Account}$'{Account}", '$$Bucket$$Bucket'])
    expect(unpackText(compress(text))).toBe(text);
});

test('what comes often stands there once', () => {
  expect(compress('GetBucketPolicy,GetObjectPolicy,PutBucketPolicy')).toBe(
    'Ge#!,GetObjec!,Pu#!;!tPolicy;#tBucke',
  );
  expect(compress('GetObject')).toBe('GetObject');
});

test('a text with the character that keeps the meanings apart is refused', () => {
  expect(() => compress('a;b')).toThrow('semicolon');
});
