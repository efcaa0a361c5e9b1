import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { LeastwiseError } from './errors.ts';

/** The same value with the members of every object written in the opposite order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reordered(member)]),
  );
}

describe('canonicalJson', () => {
  test('sorts keys by UTF-16 code units and writes no white space', () => {
    // The sorting example of RFC 8785, section 3.2.3.
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    expect([...canonicalJson(value).matchAll(/:"(\w+)/g)].map(([, word]) => word)).toEqual([
      'Carriage',
      'One',
      'Control',
      'Latin',
      'Euro',
      'Emoji',
      'Hebrew',
    ]);
    expect(canonicalJson({ b: [1, 'x', null], a: { d: true, c: 1e21 } })).toBe(
      '{"a":{"c":1e+21,"d":true},"b":[1,"x",null]}',
    );
  });

  test('gives equal bytes for equal values, whatever order their keys have', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
      }),
    );
  });

  test('loses nothing: it parses back to what JSON holds of the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('leaves out members that are undefined and asks toJSON, as JSON.stringify does', () => {
    expect(canonicalJson({ b: undefined, a: new Date(0) })).toBe('{"a":"1970-01-01T00:00:00.000Z"}');
  });

  test('accepts a value that occurs twice side by side', () => {
    const shared = { x: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"x":1},{"x":1}]');
  });

  const itself: Record<string, unknown> = {};
  itself['self'] = [itself];

  test.each<[string, unknown, string]>([
    ['a function', { a: () => 1 }, '$.a'],
    ['a symbol', [Symbol('s')], '$[0]'],
    ['a bigint', 1n, '$'],
    ['NaN', { a: [Number.NaN] }, '$.a[0]'],
    ['infinity', Number.POSITIVE_INFINITY, '$'],
    ['undefined', undefined, '$'],
    ['undefined in an array', [1, undefined], '$[1]'],
    ['a hole in an array', Object.assign([], { 1: 'x' }), '$[0]'],
    ['a lone surrogate', { a: '\ud800' }, '$.a'],
    ['a lone surrogate in a key', { '\udc00': 1 }, '$'],
    ['a value that contains itself', itself, '$.self[0]'],
  ])('refuses %s and says where', (_, value, path) => {
    const act = (): string => canonicalJson(value);
    expect(act).toThrow(LeastwiseError);
    expect(act).toThrow(expect.objectContaining({ code: 'NOT_JSON', path }) as Error);
  });
});
