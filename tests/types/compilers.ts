/* The versions of TypeScript that users have, each run as they run it: as a process, against the built declarations. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Verdicts, verdict } from './verdicts.ts';

const ROOT = join(import.meta.dirname, '../..');
const COMPILERS = join(ROOT, 'tests/compilers');

/** Folders of `tests/compilers/node_modules`; first the one that the others are compared with. */
export const VERSIONS: readonly string[] = ['6.0', '5.9', '7.0'];

/** What a compiler says of the wrong programs, and of everything else that it saw: `elsewhere` has to be empty. */
export interface Report {
  readonly wrong: Verdicts;
  readonly elsewhere: readonly string[];
}

/** Compiles the wrong and the right programs and the declarations of every service, without skipping any declaration. */
export async function compileOn(version: string, wrong: readonly string[]): Promise<Report> {
  const tsc = join(COMPILERS, 'node_modules', `typescript-${version}`, 'bin/tsc');
  const { code, output } = await run(process.execPath, [tsc, '-p', '.', '--pretty', 'false'], COMPILERS);
  // 1 and 2 say that there are errors; everything else, that the compiler itself failed.
  if (code > 2) throw new Error(`TypeScript ${version} ended with ${code}\n${output}`);
  const verdicts = new Map<string, string[]>(wrong.map((file) => [file, []]));
  const elsewhere: string[] = [];
  // Lines that begin with a blank explain the line above.
  for (const text of output.split('\n').filter((line) => /^\S/.test(line))) {
    const [, path = '', line = '', column = '', error = '', sentence = ''] = DIAGNOSTIC.exec(text) ?? [];
    const file = basename(path);
    const lines = dirname(path).endsWith('types/wrong') ? verdicts.get(file) : undefined;
    if (lines) lines.push(verdict(file, Number(line), Number(column), error, sentence));
    else elsewhere.push(text);
  }
  return { wrong: verdicts, elsewhere };
}

const DIAGNOSTIC = /^(.+)\((\d+),(\d+)\): error (TS\d+): (.*)$/;

/** Installs the compilers by their lock file, where that has not been done since it changed. */
export async function installCompilers(): Promise<void> {
  if (VERSIONS.every((version) => installed(version) === locked(version))) return;
  const { code, output } = await run('npm', ['ci', '--silent', '--prefix', COMPILERS], ROOT);
  if (code !== 0)
    throw new Error(`the compilers of tests/compilers could not be installed by npm ci\n${output}`);
}

/** The version that the lock file asks for. */
export function locked(version: string): string | undefined {
  const { packages } = JSON.parse(readFileSync(join(COMPILERS, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  return packages[`node_modules/typescript-${version}`]?.version;
}

function installed(version: string): string | undefined {
  const manifest = join(COMPILERS, 'node_modules', `typescript-${version}`, 'package.json');
  try {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}

/** Brings the declarations that users get up to date, in the packages' `dist`; takes a second where they are. */
export async function buildDeclarations(): Promise<void> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { code, output } = await run(process.execPath, [tsc, '-b', 'packages/presets'], ROOT);
  if (code !== 0) throw new Error(`the declarations could not be built\n${output}`);
}

interface Ended {
  readonly code: number;
  readonly output: string;
}

function run(program: string, args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error && child.exitCode === null) reject(new Error(`${program} could not run: ${error.message}`));
      else resolve({ code: child.exitCode ?? 0, output: stdout + stderr });
    });
  });
}
