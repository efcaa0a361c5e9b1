import { afterAll, describe, expect, test } from 'vitest';
import type { Block } from './documents/blocks.ts';
import { findBlocks } from './documents/find-blocks.ts';
import { openWorkbench } from './documents/workbench.ts';

const blocks = findBlocks();
const workbench = openWorkbench(blocks);
afterAll(() => workbench.remove());

const titled = (some: readonly Block[]): [string, Block][] =>
  some.map((block) => [`${block.file}:${block.line}`, block]);
const wrong = blocks.filter(({ mode }) => mode === 'wrong');
const right = blocks.filter(({ mode }) => mode !== 'wrong');
const running = blocks.filter(({ mode }) => mode === 'run');

test('there are programs to check', () => {
  expect(running).not.toEqual([]);
});

describe('compiles', () => {
  test.each(titled(right))('%s', (_, block) => {
    expect(workbench.diagnose(block).whole).toBe('');
  });
});

describe.runIf(wrong.length > 0)('does not compile, and says what the document says', () => {
  test.each(titled(wrong))('%s', (_, block) => {
    const { whole, heads } = workbench.diagnose(block);
    expect([whole, heads].map(trimLines)).toContain(trimLines(block.expected?.text ?? ''));
  });
});

describe('runs, and prints what the document says', () => {
  test.concurrent.each(titled(running))(
    '%s',
    async (_, block) => {
      const printed = await workbench.run(block);
      if (block.expected?.language === 'json') {
        expect(JSON.parse(printed)).toEqual(JSON.parse(block.expected.text));
      } else if (block.expected !== undefined) {
        expect(trimLines(printed)).toBe(trimLines(block.expected.text));
      }
    },
    90_000,
  );
});

function trimLines(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
