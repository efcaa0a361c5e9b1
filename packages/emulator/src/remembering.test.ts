import { expect, test } from 'vitest';
import { remembering } from './remembering.ts';

function counted(): { readonly upper: (text: string) => string; readonly made: string[] } {
  const made: string[] = [];
  return { upper: remembering(2, (text) => (made.push(text), text.toUpperCase())), made };
}

test('makes each thing once', () => {
  const { upper, made } = counted();
  expect(['a', 'b', 'a', 'b'].map(upper)).toEqual(['A', 'B', 'A', 'B']);
  expect(made).toEqual(['a', 'b']);
});

test('keeps no more than it was told to', () => {
  const { upper, made } = counted();
  expect(['a', 'b', 'c', 'a'].map(upper)).toEqual(['A', 'B', 'C', 'A']);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

test('remembers no failure', () => {
  let isBroken = true;
  const read = remembering(2, (text) => {
    if (isBroken) throw new Error('broken');
    return text;
  });
  expect(() => read('a')).toThrow('broken');
  isBroken = false;
  expect(read('a')).toBe('a');
});
