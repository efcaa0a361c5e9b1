import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact, secret } from './secret.ts';

const VALUE = 'correct horse battery staple';
const hidden = secret(VALUE);

/** Everything that a console writes for these arguments, by any of its methods. */
function printed(...values: unknown[]): string {
  let text = '';
  const sink = new Writable({
    write: (chunk, _, done) => {
      text += String(chunk);
      done();
    },
  });
  const console = new Console({ stdout: sink, stderr: sink });
  console.log(...values);
  console.error(...values);
  console.dir(values, { depth: null, showHidden: true });
  console.table(values);
  return text;
}

describe('Secret', () => {
  test('gives its value to whoever asks by name', () => {
    expect(hidden.reveal()).toBe(VALUE);
    expect(secret({ user: 'ml' }).reveal()).toEqual({ user: 'ml' });
  });

  test.each<[string, () => string]>([
    ['String()', () => String(hidden)],
    ['a template', () => `it is ${hidden}`],
    ['concatenation', () => [hidden, ''].join('')],
    ['inspect', () => inspect(hidden)],
    ['inspect of what holds it', () => inspect({ deep: { list: [hidden] } }, { depth: 10 })],
    ['inspect with hidden members', () => inspect(hidden, { showHidden: true, getters: true })],
    ['inspect without custom inspection', () => inspect(hidden, { showHidden: true, customInspect: false })],
    ['format', () => format('%s %d %i %f %j %o %O', hidden, hidden, hidden, hidden, hidden, hidden, hidden)],
    ['JSON', () => JSON.stringify({ hidden })],
    ['JSON of its members', () => JSON.stringify(Object.getOwnPropertyDescriptors(hidden))],
    ['a copy of its members', () => inspect(Object.assign({}, hidden))],
    ['a structured clone', () => inspect(structuredClone(hidden), { showHidden: true })],
    ['the console', () => printed(hidden, { hidden }, [hidden])],
    ['an error', () => inspect(new Error('failed', { cause: hidden }))],
  ])('does not show in %s', (_, show) => {
    const shown = show();
    expect(shown).not.toContain('horse');
    expect(shown.length).toBeGreaterThan(0);
  });

  test('reads [redacted] where a person would look', () => {
    expect([String(hidden), inspect(hidden), JSON.stringify(hidden), hidden.toString()]).toEqual([
      '[redacted]',
      '[redacted]',
      '"[redacted]"',
      '[redacted]',
    ]);
  });

  test('cannot be changed', () => {
    expect(Object.isFrozen(hidden)).toBe(true);
  });
});

describe('redact', () => {
  test('takes out every occurrence', () => {
    expect(redact('a KEY and a KEY', [secret('KEY')])).toBe('a [redacted] and a [redacted]');
  });

  test('takes out a secret that contains another, whichever comes first', () => {
    const [short, long] = [secret('abc'), secret('abcdef')];
    expect(redact('<abcdef>', [short, long])).toBe('<[redacted]>');
    expect(redact('<abcdef>', [long, short])).toBe('<[redacted]>');
  });

  test('takes out secrets that overlap', () => {
    expect(redact('<abcd>', [secret('abc'), secret('bcd')])).toBe('<[redacted]>');
  });

  test('takes out a secret as JSON and URLs write it', () => {
    expect(redact('v=a%2Fb%2Bc', [secret('a/b+c')])).toBe('v=[redacted]');
    expect(redact(String.raw`{"v":"a\"b"}`, [secret('a"b')])).toBe('{"v":"[redacted]"}');
  });

  test('leaves a text alone that holds no secret, and ignores an empty one', () => {
    expect(redact('plain', [secret(''), secret('other')])).toBe('plain');
  });

  test('leaves no secret in any text', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), text, text, (values, before, after) => {
        const safe = redact(before + values.join('') + after, values.map(secret));
        const rest = safe.split('[redacted]');
        for (const value of values) for (const part of rest) expect(part).not.toContain(value);
      }),
    );
  });
});
