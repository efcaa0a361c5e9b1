import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileFolder } from './compile.ts';

const FOLDER = join(import.meta.dirname, 'right');
const verdicts = compileFolder(FOLDER);

describe('a right program', () => {
  test.each([...verdicts])('%s compiles', (_, lines) => {
    expect(lines).toEqual([]);
  });

  test.each([...verdicts.keys()])('%s runs', async (file) => {
    const module = (await import(/* @vite-ignore */ join(FOLDER, file))) as Readonly<Record<string, unknown>>;
    expect(Object.keys(module)).not.toEqual([]);
  });
});
