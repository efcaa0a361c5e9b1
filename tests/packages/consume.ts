import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import ts from 'typescript';
import { type Block, blocksOf } from '../documents/blocks.ts';
import { command, ROOT, tool } from './command.ts';
import type { Packed } from './pack.ts';

/** Installs every tarball into an empty directory, beside the AWS clients and types that a user would have. */
export async function install(packed: readonly Packed[], folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const own = packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]);
  const beside = Object.entries(devDependencies).filter(([name]) => /^@aws-sdk\/|^@types\/node$/.test(name));
  const manifest = { name: 'consumer', private: true, dependencies: Object.fromEntries([...own, ...beside]) };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  await command('npm', ['install', ...quiet], folder);
}

/** The first program of the README, which has its JSON beside it. */
export function firstProgram(): Block {
  const [first] = blocksOf(readFileSync(join(ROOT, 'README.md'), 'utf8'), 'README.md');
  if (first?.expected?.language !== 'json') {
    throw new Error('README.md does not begin with a program and the JSON that it prints');
  }
  return first;
}

/** Runs a program as an ES module, and as CommonJS that `require`s the packages. */
export async function runAsModules(program: Block, folder: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [file, module] of [
    ['first.mjs', ts.ModuleKind.ESNext],
    ['first.cjs', ts.ModuleKind.CommonJS],
  ] as const) {
    const options = { module, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
    writeFileSync(
      join(folder, file),
      ts.transpileModule(program.code, { compilerOptions: options }).outputText,
    );
    const printed = await command(process.execPath, [file], folder);
    if (!isDeepStrictEqual(JSON.parse(printed), JSON.parse(program.expected?.text ?? ''))) {
      problems.push(`${file} printed\n${printed}`);
    }
  }
  return problems;
}

/** Compiles the program, and an import of every entry point, against the installed declarations without skipping any. */
export async function compileAgainst(
  packed: readonly Packed[],
  program: Block,
  folder: string,
): Promise<string[]> {
  writeFileSync(join(folder, 'first.mts'), program.code);
  const imports = packed.flatMap(entryPoints).map((entry, i) => `export * as entry${i} from '${entry}';`);
  writeFileSync(join(folder, 'every-entry.mts'), imports.join('\n'));
  const problems: string[] = [];
  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    const options = ['--strict', '--noEmit', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
    const flags = [
      '--target',
      'es2022',
      '--types',
      'node',
      '--module',
      module,
      '--moduleResolution',
      moduleResolution,
    ];
    const args = [...options, ...flags, 'first.mts', 'every-entry.mts'].filter((arg) => arg !== undefined);
    await tool('typescript/bin/tsc', args, folder).catch((error: unknown) => {
      problems.push(`${moduleResolution ?? ''}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  return problems;
}

/** Each specifier by which a package can be imported; of a pattern, everything it stands for. */
function entryPoints({ manifest, files }: Packed): string[] {
  return Object.entries(manifest.exports).flatMap(([key, target]) => {
    if (typeof target === 'string') return [];
    if (!key.includes('*')) return [join(manifest.name, key)];
    const [before = '', after = ''] = (target['default'] ?? '').replace(/^\.\//, '').split('*');
    return files
      .filter((file) => file.startsWith(before) && file.endsWith(after))
      .map((file) =>
        join(manifest.name, key.replace('*', file.slice(before.length, file.length - after.length))),
      );
  });
}
