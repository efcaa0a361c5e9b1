import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileFolder } from './compile.ts';

const EXPECTED = join(import.meta.dirname, 'expected.txt');
const verdicts = compileFolder(join(import.meta.dirname, 'wrong'));
const found = [...verdicts].map(([file, lines]) => lines[0] ?? `${file}: compiles`);

// Run with UPDATE=1 after a deliberate change, and read what changed: users read these lines.
if (process.env['UPDATE'] === '1') writeFileSync(EXPECTED, `${found.join('\n')}\n`);
const expected = new Map(
  readFileSync(EXPECTED, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf('(')), line]),
);

describe('a wrong program', () => {
  test('is there for each line that is expected', () => {
    expect([...expected.keys()]).toEqual([...verdicts.keys()]);
  });

  test.each([...verdicts])('%s does not compile, and says so in one line', (file, [line]) => {
    expect(line).toBe(expected.get(file));
  });

  test.each([...verdicts])('%s holds that one mistake', (_, lines) => {
    expect(lines).toHaveLength(1);
  });
});
