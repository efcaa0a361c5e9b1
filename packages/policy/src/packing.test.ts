import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packList, unpackList } from './packing.ts';

test('unpacking what was packed gives the list', () => {
  const item = fc.string({ minLength: 1 }).map((text) => text.replaceAll(',', '.'));
  fc.assert(
    fc.property(fc.array(item), (items) => {
      expect(unpackList(packList(items))).toEqual(items);
    }),
  );
});

test('an item shares at most what one digit can say', () => {
  const long = 'x'.repeat(80);
  expect(packList([long, `${long}y`])).toBe(`0${long},z${'x'.repeat(45)}y`);
});
