import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileFolder } from './compile.ts';
import { normal } from './normal.ts';

const FOLDER = join(import.meta.dirname, 'right');
const verdicts = compileFolder(FOLDER);
const files = [...verdicts.keys()];
const jsonOf = (file: string): string => join(FOLDER, file.replace(/\.ts$/, '.json'));
const ofAws = files.filter((file) => existsSync(jsonOf(file)));

const load = (file: string): Promise<Readonly<Record<string, unknown>>> =>
  import(/* @vite-ignore */ join(FOLDER, file)) as Promise<Readonly<Record<string, unknown>>>;

describe('a right program', () => {
  test.each([...verdicts])('%s compiles', (_, lines) => {
    expect(lines).toEqual([]);
  });

  test.each(files)('%s runs', async (file) => {
    expect(Object.keys(await load(file))).not.toEqual([]);
  });
});

describe("a policy of AWS's documentation", () => {
  test.each(ofAws)('%s builds the JSON beside it, and says on which page it is', async (file) => {
    const { default: built } = await load(file);
    const shown = JSON.parse(readFileSync(jsonOf(file), 'utf8')) as Parameters<typeof normal>[0];
    expect(normal(JSON.parse(JSON.stringify(built)) as typeof shown)).toEqual(normal(shown));
    expect(readFileSync(join(FOLDER, file), 'utf8')).toMatch(
      /^\/\/ .+\.\n\/\/ https:\/\/docs\.aws\.amazon\.com\//,
    );
  });

  test('is there for each wrong program, and more', () => {
    const wrong = readFileSync(join(import.meta.dirname, 'expected.txt'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(ofAws.length).toBeGreaterThanOrEqual(wrong.length);
  });
});
