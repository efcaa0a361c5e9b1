import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Duration, formatDuration, parseDuration } from './duration.ts';

describe('parseDuration', () => {
  test.each([
    ['90s', 90_000],
    ['1.5m', 90_000],
    ['12h', 43_200_000],
    ['60d', 5_184_000_000],
    ['2w', 1_209_600_000],
    [1_500, 1_500],
    [0, 0],
  ] as const)('reads %s as %i milliseconds', (text, milliseconds) => {
    expect(parseDuration(text, '$')).toBe(milliseconds);
  });

  test.each(['', '60', 'd', '60 d', '-1d', '1M', '1e3s', 'P60D', ' 1d', '1d12h', Number.NaN, -1, Infinity])(
    'refuses `%s`',
    (text) => {
      expect(() => parseDuration(text as Duration, '$.every')).toThrow(
        expect.objectContaining({ code: 'MALFORMED_DURATION', path: '$.every' }),
      );
    },
  );

  test('reads back what formatDuration wrote of whole seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds * 1_000) as Duration, '$')).toBe(seconds * 1_000);
      }),
    );
  });
});
