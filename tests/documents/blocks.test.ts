import { describe, expect, test } from 'vitest';
import { blocksOf, blocksOfComments } from './blocks.ts';

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\``;

describe('blocksOf', () => {
  test('takes every ts block with its line and no other language', () => {
    const markdown = ['# Title', fence('sh', 'npm ci'), fence('ts', 'a;\nb;'), fence('ts no-run', 'c;')].join(
      '\n',
    );
    expect(blocksOf(markdown, 'R.md')).toEqual([
      { file: 'R.md', line: 5, mode: 'run', code: 'a;\nb;', expected: undefined },
      { file: 'R.md', line: 9, mode: 'no-run', code: 'c;', expected: undefined },
    ]);
  });

  test('pairs a block with the output that directly follows', () => {
    const [block] = blocksOf(`${fence('ts', 'a')}\n\nprints:\n\n${fence('json', '{}')}`, 'R.md');
    expect(block?.expected).toEqual({ language: 'json', text: '{}' });
  });

  test('pairs nothing across other prose', () => {
    const [block] = blocksOf(`${fence('ts', 'a')}\n\nSomething else.\n\n${fence('json', '{}')}`, 'R.md');
    expect(block?.expected).toBeUndefined();
  });

  test('refuses an info string that it does not know', () => {
    expect(() => blocksOf(fence('ts norun', 'a'), 'R.md')).toThrow('R.md:1: unknown info string `ts norun`');
  });

  test('refuses a wrong block that does not show the message', () => {
    expect(() => blocksOf(fence('ts wrong', 'a'), 'R.md')).toThrow('needs the compiler');
  });
});

test('blocksOfComments reads the examples of documentation comments, without their asterisks', () => {
  const source = [
    'const a = 1;',
    '/**',
    ' * Does it.',
    ' *',
    ' * @example',
    ' * ```ts',
    ' * if (a) {',
    ' *   b();',
    ' * }',
    ' * ```',
    ' */',
    '// ```ts',
  ].join('\n');
  expect(blocksOfComments(source, 'a.ts')).toEqual([
    { file: 'a.ts', line: 6, mode: 'run', code: 'if (a) {\n  b();\n}', expected: undefined },
  ]);
});
