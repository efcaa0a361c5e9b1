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

/** The first program that the README and each package's README show with what it prints. */
export function firstPrograms(packed: readonly Packed[]): Block[] {
  const folders = packed.map(({ manifest }) => manifest.name.replace('@leastwise/', 'packages/'));
  return ['.', ...folders].map((folder) => {
    const file = join(folder, 'README.md');
    const blocks = blocksOf(readFileSync(join(ROOT, file), 'utf8'), file);
    const first = blocks.find(({ mode, expected }) => mode === 'run' && expected !== undefined);
    if (first === undefined) throw new Error(`${file} has no program with what it prints`);
    return first;
  });
}

/** Runs a program as an ES module and, unless it awaits, as CommonJS that `require`s the packages. */
export async function runAsModules(program: Block, folder: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [extension, module] of [
    ['mjs', ts.ModuleKind.ESNext],
    ['cjs', ts.ModuleKind.CommonJS],
  ] as const) {
    if (extension === 'cjs' && /\bawait\b/.test(program.code)) continue;
    const options = { module, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
    const file = `${nameOf(program)}.${extension}`;
    writeFileSync(
      join(folder, file),
      ts.transpileModule(program.code, { compilerOptions: options }).outputText,
    );
    const printed = await command(process.execPath, [file], folder);
    if (!isAsShown(printed, program)) problems.push(`as ${extension} it printed\n${printed}`);
  }
  return problems;
}

function nameOf({ file }: Block): string {
  return file.replace(/\W/g, '-');
}

function isAsShown(printed: string, { expected }: Block): boolean {
  const shown = expected?.text ?? '';
  return expected?.language === 'json'
    ? isDeepStrictEqual(JSON.parse(printed), JSON.parse(shown))
    : printed.trim() === shown.trim();
}

/** Asks each command that the packages bring for its help. */
export async function askForHelp({ manifest }: Packed, folder: string): Promise<string[]> {
  const problems: string[] = [];
  for (const name of Object.keys(manifest.bin ?? {})) {
    const printed = await command(join(folder, 'node_modules/.bin', name), ['--help'], folder);
    if (!printed.includes(`Usage: ${name}`)) problems.push(`${name} --help printed\n${printed}`);
  }
  return problems;
}

/** Compiles the programs, and an import of every entry point, against the installed declarations without skipping any. */
export async function compileAgainst(
  packed: readonly Packed[],
  programs: readonly Block[],
  folder: string,
): Promise<string[]> {
  for (const program of programs) writeFileSync(join(folder, `${nameOf(program)}.mts`), program.code);
  const imports = packed.flatMap(entryPoints).map((entry, i) => `export * as entry${i} from '${entry}';`);
  writeFileSync(join(folder, 'every-entry.mts'), imports.join('\n'));
  const files = ['every-entry.mts', ...programs.map((program) => `${nameOf(program)}.mts`)];
  const problems: string[] = [];
  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const) {
    const checks = ['--strict', '--noEmit', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
    const target = ['--target', 'es2022', '--types', 'node'];
    const modules = ['--module', module, '--moduleResolution', moduleResolution];
    const args = [...checks, ...target, ...modules, ...files];
    await tool('typescript/bin/tsc', args, folder).catch((error: unknown) => {
      problems.push(`${moduleResolution}: ${error instanceof Error ? error.message : String(error)}`);
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
