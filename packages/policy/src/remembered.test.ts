import { expect, test, vi } from 'vitest';
import { remembered } from './remembered.ts';

test('what was made of a text is made once', () => {
  const make = vi.fn((text: string) => ({ text }));
  const made = remembered(make);
  expect(made('a')).toBe(made('a'));
  expect(made('b')).toEqual({ text: 'b' });
  expect(make).toHaveBeenCalledTimes(2);
});

test('a text that was refused is refused again', () => {
  const even = remembered((text) => {
    if (text.length % 2 === 1) throw new Error(`odd: ${text}`);
    return text;
  });
  expect(even('ab')).toBe('ab');
  for (let i = 0; i < 2; i++) expect(() => even('abc')).toThrow('odd: abc');
});

test('a thousand texts are remembered, and those after them made all the same', () => {
  const make = vi.fn((text: string) => `<${text}>`);
  const made = remembered(make);
  for (let i = 0; i < 1_001; i++) made(`${i}`);
  expect(made('999')).toBe('<999>');
  expect(make).toHaveBeenCalledTimes(1_001);
  expect(made('1000')).toBe('<1000>');
  expect(make).toHaveBeenCalledTimes(1_002);
});
