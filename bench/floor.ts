/* What a program of a kind costs at the least, whoever's packages it uses. */
import type { Consumer } from './consumer.ts';

/** Writes an ES module that imports packages without code, as many as the program beside it loads, and gives its name. */
export function writeFloor({ write }: Consumer, name: string, packages: number): string {
  const names = Array.from({ length: packages }, (_, i) => `empty-${i + 1}`);
  for (const each of names) {
    const manifest = { name: each, type: 'module', exports: { '.': { default: './index.js' } } };
    write(`node_modules/${each}/package.json`, JSON.stringify(manifest));
    write(`node_modules/${each}/index.js`, 'export {};\n');
  }
  write(name, names.map((each) => `import '${each}';\n`).join(''));
  return name;
}
