/* What a program of a kind costs at the least, whoever's packages it uses. */
import type { Consumer } from './consumer.ts';

/** As many as a program with one policy, or one decision, loads. */
const PACKAGES = ['empty-one', 'empty-two', 'empty-three'];

/** Writes an ES module that imports three packages without code and prints the value, if there is one, and gives its name. */
export function writeFloor({ write }: Consumer, name: string, value?: unknown): string {
  for (const each of PACKAGES) {
    const manifest = { name: each, type: 'module', exports: { '.': { default: './index.js' } } };
    write(`node_modules/${each}/package.json`, JSON.stringify(manifest));
    write(`node_modules/${each}/index.js`, 'export {};\n');
  }
  const imports = PACKAGES.map((each) => `import '${each}';\n`).join('');
  if (value === undefined) {
    write(name, imports);
    return name;
  }
  const printed =
    typeof value === 'string' ? JSON.stringify(value) : `JSON.stringify(${JSON.stringify(value)})`;
  write(name, `${imports}console.log(${printed});\n`);
  return name;
}
