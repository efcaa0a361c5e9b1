/* What a program of a kind costs at the least, whoever's packages it uses. */
import type { Consumer } from './consumer.ts';

/**
 * Writes an ES module that imports packages without code, as many as the program beside it loads, and gives its name. It
 * writes the value, if there is one, to standard output as that program does: by the system call, because to open the
 * stream behind `console.log` takes longer than most programs.
 */
export function writeFloor({ write }: Consumer, name: string, packages: number, value?: unknown): string {
  const names = Array.from({ length: packages }, (_, i) => `empty-${i + 1}`);
  for (const each of names) {
    const manifest = { name: each, type: 'module', exports: { '.': { default: './index.js' } } };
    write(`node_modules/${each}/package.json`, JSON.stringify(manifest));
    write(`node_modules/${each}/index.js`, 'export {};\n');
  }
  const imports = names.map((each) => `import '${each}';\n`).join('');
  if (value === undefined) {
    write(name, imports);
    return name;
  }
  const text = typeof value === 'string' ? JSON.stringify(value) : `JSON.stringify(${JSON.stringify(value)})`;
  write(name, `import { writeSync } from 'node:fs';\n${imports}writeSync(1, ${text});\n`);
  return name;
}
