import { expect, test } from 'vitest';
import { freeze } from './freeze.ts';

test('a frozen value can be changed nowhere', () => {
  const value = freeze({ list: [{ deep: { text: 'a' } }], nothing: null });
  expect(() => Object.assign(value.list[0]?.deep ?? {}, { text: 'b' })).toThrow(TypeError);
  expect(() => Object.assign(value.list, { 0: 1 })).toThrow(TypeError);
  expect(value).toEqual({ list: [{ deep: { text: 'a' } }], nothing: null });
});

test('what is no object is given back', () => {
  for (const value of ['a', 1, null]) expect(freeze(value)).toBe(value);
});
