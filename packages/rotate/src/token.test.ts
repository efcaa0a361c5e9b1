import { expect, test } from 'vitest';
import { intentToken, keyToken, uuidV5 } from './token.ts';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

// The example of RFC 9562, appendix A.4.
test('makes the UUID of the RFC', () => {
  expect(uuidV5(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('is another one for another secret, version, attempt or purpose', () => {
  const tokens = [
    intentToken('arn:a', 'v', 0),
    intentToken('arn:b', 'v', 0),
    intentToken('arn:a', 'w', 0),
    intentToken('arn:a', 'v', 1),
    keyToken('arn:a', 'v'),
    keyToken('arn:a', 'v', 'w'),
  ];
  expect(new Set(tokens).size).toBe(tokens.length);
});

test('stays what it is, because a run may find what an older release announced', () => {
  expect(intentToken('arn:a', 'v', 0)).toMatchInlineSnapshot(`"d543aaaf-ba09-5b27-a014-5563b3bc2846"`);
  expect(keyToken('arn:a', 'AKIA')).toMatchInlineSnapshot(`"8292762e-33d5-50ac-82b4-6eb875c30b14"`);
});
