import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import arrows from './architecture/arrows.json' with { type: 'json' };
import { importedPackages, readPackages } from './architecture/read-packages.ts';
import { type PackageFacts, violations } from './architecture/violations.ts';

const low: PackageFacts = { name: 'low', imports: [], declared: [], readme: '' };
const high: PackageFacts = {
  name: 'high',
  imports: [{ file: 'high.ts', from: '@leastwise/low' }],
  declared: ['@leastwise/low'],
  readme: 'Depends on @leastwise/low for its errors.',
};
const small = { low: [], high: ['low'] };

test('the packages import, declare and explain exactly what the architecture allows', () => {
  const packages = readPackages();
  expect(packages.map(({ name }) => name)).toContain('core');
  expect(violations(packages, arrows)).toEqual([]);
});

test('ARCHITECTURE.md draws the same arrows', () => {
  const text = readFileSync(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+)` \|.*\|([^|]*)\|$/gm)].map(([, name, allowed]) => [
    name,
    [...(allowed ?? '').matchAll(/`(\w+)`/g)].map(([, other]) => other).sort(),
  ]);
  const drawn = Object.entries(arrows).map(([name, allowed]) => [name, [...allowed].sort()]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(drawn));
});

test('of apply, only what imports an account looks into the catalog', () => {
  const imports = readPackages().find(({ name }) => name === 'apply')?.imports ?? [];
  const files = imports.filter(({ from }) => from === '@leastwise/aws').map(({ file }) => file);
  expect(files).not.toEqual([]);
  expect(files.filter((file) => !file.startsWith('packages/apply/src/import/'))).toEqual([]);
});

describe('the checker', () => {
  test('accepts an import that is allowed, declared and explained', () => {
    expect(violations([low, high], small)).toEqual([]);
  });

  test('names the file that imports against an arrow', () => {
    const upward = {
      ...low,
      imports: [{ file: 'low.ts', from: '@leastwise/high' }],
      declared: ['@leastwise/high'],
      readme: '@leastwise/high',
    };
    expect(violations([upward, high], small)).toEqual([
      'low.ts imports @leastwise/high',
      'low depends on @leastwise/high',
      'cycle: low -> high -> low',
    ]);
  });

  test('names what is imported but not declared, and what is declared but not imported', () => {
    const careless = { ...high, declared: ['left-pad'], readme: 'left-pad' };
    expect(violations([low, careless], small)).toEqual([
      'high imports @leastwise/low but does not declare it',
      'high declares left-pad but does not import it',
    ]);
  });

  test('asks for the reason of each dependency in the README', () => {
    expect(violations([low, { ...high, readme: '' }], small)).toEqual([
      'the README of high does not name @leastwise/low',
    ]);
  });

  test('refuses a package that the arrows do not know', () => {
    expect(violations([{ ...low, name: 'new' }], small)).toEqual(['new is missing from the arrows']);
  });

  test('sees imports of types, re-exports and dynamic imports, and no comments', () => {
    const source = `
      import type { A } from '@scope/a/sub';
      export { b } from 'b/sub';
      const c = await import('c');
      import './near.ts';
      import 'node:fs';
      // import 'commented';`;
    expect(importedPackages(source)).toEqual(['@scope/a', 'b', 'c']);
  });
});
