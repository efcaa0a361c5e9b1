import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileFolder } from './compile.ts';
import { firstLines, readExpected, UPDATE, writeExpected } from './expected.ts';

const verdicts = compileFolder(join(import.meta.dirname, 'wrong'));
const found = firstLines(verdicts);

if (UPDATE) writeExpected(found);
const expected = readExpected();

describe('a wrong program', () => {
  test('is there for each line that is expected', () => {
    expect([...expected.keys()]).toEqual([...verdicts.keys()]);
  });

  test.each([...found])('%s does not compile, and says so in one line', (file, line) => {
    expect(line).toBe(expected.get(file));
  });

  test.each([...verdicts])('%s holds that one mistake', (_, lines) => {
    expect(lines).toHaveLength(1);
  });
});
