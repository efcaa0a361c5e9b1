import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from './decode.ts';
import { encode, type Json } from './encode.ts';

const key = fc.oneof(fc.string(), fc.constantFrom('$map', '$$map', '$bytes', '$absent', '__proto__', '$'));

/** Whatever the state can be made of. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.uint8Array(),
    fc.array(tie('value')),
    fc.array(fc.tuple(key, tie('value'))).map((entries) => Object.fromEntries(entries)),
    fc.array(fc.tuple(key, fc.option(tie('value'), { nil: undefined }))).map((entries) => new Map(entries)),
  ),
}));

test('state is the same after it went through JSON', () => {
  fc.assert(
    fc.property(value, (state) => {
      const text = JSON.stringify(encode(state));
      expect(decode(JSON.parse(text) as Json)).toEqual(state);
    }),
    { examples: [[{ $bytes: 'AA==' }], [new Map([['a', undefined]])], [{ '': { $map: [] } }]] },
  );
});

test('what JSON has no word for is refused', () => {
  for (const each of [() => 1, new Set([1]), new Date(0), Symbol('x'), 1n]) {
    expect(() => encode({ each })).toThrow('state cannot hold this');
  }
});
