/* The tools that emitted sources are written for, installed by a lock file of their own. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
export const EMITTERS: string = join(ROOT, 'tests/emitters');

/** Installs what `tests/emitters` locks, where that has not been done since the lock changed. */
export async function installEmitters(): Promise<void> {
  const done = join(EMITTERS, 'node_modules/.package-lock.json');
  const lock = join(EMITTERS, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  const { code, output } = await run('npm', ['ci', '--silent', '--ignore-scripts'], { cwd: EMITTERS });
  if (code !== 0) throw new Error(`what tests/emitters locks could not be installed by npm ci\n${output}`);
}

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end, whatever that is. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { ...options, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error && child.exitCode === null) reject(new Error(`${program} could not run: ${error.message}`));
        else resolve({ code: child.exitCode ?? 0, output: stdout + stderr });
      },
    );
  });
}

/** The version that the lock file asks for. */
export function lockedVersion(name: string): string | undefined {
  const { packages } = JSON.parse(readFileSync(join(EMITTERS, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  return packages[`node_modules/${name}`]?.version;
}
