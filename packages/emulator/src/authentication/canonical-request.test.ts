import { getCanonicalHeaders } from '@smithy/signature-v4';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalValue } from './canonical-request.ts';

test("a header's value is signed as the SDK signs it, whatever white space it has", () => {
  const value = fc.string({ unit: fc.constantFrom('a', 'é', ';', ' ', '\t', '\r', '\n', '\u00a0') });
  fc.assert(
    fc.property(value, (text) => {
      const request = { method: 'POST', protocol: '', hostname: '', path: '/', headers: { name: text } };
      expect(canonicalValue(text)).toBe(getCanonicalHeaders(request)['name']);
    }),
    { numRuns: 2000 },
  );
});
