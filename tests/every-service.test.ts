/* `@leastwise/aws/all` is for tools that look at every service: who else imported it would load all of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** What is published or shown as an example: the sources, and the generated modules as they run. */
function modules(): readonly string[] {
  const packages = readdirSync(join(ROOT, 'packages')).map((name) => join(ROOT, 'packages', name));
  const folders = [
    ...packages.flatMap((each) => [join(each, 'src'), join(each, 'generated')]),
    join(ROOT, 'examples'),
  ];
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[jt]s$/.test(file) && !/\.d\.ts$|node_modules/.test(file))
      .map((file) => join(folder, file)),
  );
}

/** Whether a module imports, or exports again, the modules of all services. */
function loadsAll(source: string): boolean {
  return /['"](?:@leastwise\/aws|\.)\/(?:facts\/)?all(?:\.[jt]s)?['"]/.test(source);
}

test('nothing that is published imports the modules of all services', () => {
  const files = modules();
  expect(files.length).toBeGreaterThan(1_000);
  const importing = files.filter((file) => loadsAll(readFileSync(file, 'utf8')));
  expect(importing.map((file) => relative(ROOT, file))).toEqual([]);
});

test.each([
  "import '@leastwise/aws/all';",
  'export * from "./all.js";',
  "import('@leastwise/aws/facts/all')",
])('it would be seen: %s', (source) => {
  expect(loadsAll(source)).toBe(true);
});
