import { LeastwiseError } from '@leastwise/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathText, readJson } from './json-source.ts';

function errorOf(text: string): LeastwiseError {
  try {
    readJson(text);
  } catch (error) {
    if (error instanceof LeastwiseError) return error;
    throw error;
  }
  throw new Error(`read without an error: ${text}`);
}

describe('readJson', () => {
  test('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJson(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  test('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(),
        fc.constantFrom(',', '}', '"', '\\', '1', 'x', ''),
        (value, at, mark) => {
          const text = JSON.stringify(value);
          const broken =
            text.slice(0, at % (text.length + 1)) + mark + text.slice((at % (text.length + 1)) + 1);
          let legal = true;
          try {
            JSON.parse(broken);
          } catch {
            legal = false;
          }
          if (legal) return; // a broken text can be legal JSON with a member given twice; the next test is about that
          expect(errorOf(broken).code).toMatch(/MALFORMED_JSON|DUPLICATE_KEY/);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('says where each value stands', () => {
    const source = readJson('{\n  "a": [1,\n    {"b": true}]\n}');
    expect(source.locate([])).toEqual({ line: 1, column: 1 });
    expect(source.locate(['a', 0])).toEqual({ line: 2, column: 9 });
    expect(source.locate(['a', 1, 'b'])).toEqual({ line: 3, column: 11 });
  });

  test('says where the nearest parent stands for what is missing', () => {
    expect(readJson('[\n {"b": 1}]').locate([0, 'c', 'd'])).toEqual({ line: 2, column: 2 });
  });

  test('reports a member given twice with its path, line and column', () => {
    expect(errorOf('{"a": [{"b": 1,\n "b": 2}]}')).toMatchObject({
      code: 'DUPLICATE_KEY',
      path: '$.a[0].b, line 2, column 2',
    });
  });

  test.each([
    ['', 'this is no JSON: the text ends where a value should stand', 'line 1, column 1'],
    ['{"a": 1,}', 'this is no JSON: a comma stands before `}`', 'line 1, column 9'],
    ['[1 2]', 'this is no JSON: "2" stands where `,` or `]` should', 'line 1, column 4'],
    ["{'a': 1}", 'this is no JSON: it holds single quotes', 'line 1, column 2'],
    ['{\n// no\n"a": 1}', 'this is no JSON: a comment stands in it', 'line 2, column 1'],
    ['{"a": "b\n"}', 'this is no JSON: a string is not closed on its line', 'line 1, column 7'],
    ['{"a": tru}', 'this is no JSON: "tru" stands where a value should', 'line 1, column 7'],
    ['{"a": 01}', 'this is no JSON: "01" stands where a value should', 'line 1, column 7'],
    ['{"a" 1}', 'this is no JSON: "1" stands where `:` should', 'line 1, column 6'],
    ['{"a": "\\x"}', 'this is no JSON: a string holds an unknown escape: "\\x"', 'line 1, column 7'],
    ['{} {}', 'this is no JSON: "{" stands where the end of the text should', 'line 1, column 4'],
  ])('explains %j', (text, what, path) => {
    expect(errorOf(text)).toMatchObject({ code: 'MALFORMED_JSON', what, path });
  });

  test('ends a nesting that would end the stack with an error', () => {
    expect(errorOf('['.repeat(100_000))).toMatchObject({ code: 'MALFORMED_JSON' });
  });

  test('keeps a member called __proto__ as a member', () => {
    const { value } = readJson('{"__proto__": {"polluted": true}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

test('pathText quotes what is no identifier', () => {
  expect(pathText(['Statement', 0, 'Condition', 'ForAnyValue:StringLike', 'aws:PrincipalTag/x'])).toBe(
    '$.Statement[0].Condition["ForAnyValue:StringLike"]["aws:PrincipalTag/x"]',
  );
});
