import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Subject } from './life.ts';

const SOURCES = fileURLToPath(new URL('../src', import.meta.url));
/** Inside the repository, so that imports of packages resolve; it is not committed. */
const WORKSHOP = fileURLToPath(new URL('../../../.tmp/rotate-mutants', import.meta.url));

/** A mistake in the sources: a safeguard taken out. */
export interface Mutation {
  readonly name: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** Makes a copy of the sources with the mistake in it, and loads it. */
export async function mutant({ name, file, find, replace }: Mutation): Promise<Subject> {
  const folder = join(WORKSHOP, `${process.pid}-${name.replaceAll(/\W+/g, '-')}`);
  mkdirSync(folder, { recursive: true });
  cpSync(SOURCES, folder, { recursive: true });
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${file} does not hold exactly once: ${find}`);
  writeFileSync(path, source.replace(find, replace));
  const load = (module: string): Promise<unknown> => import(pathToFileURL(join(folder, module)).href);
  // The boundary to a copy of the sources: it has the types of the original.
  const { startRun } = (await load('context.ts')) as Subject;
  const { rotateIn } = (await load('rotate.ts')) as Subject;
  return { startRun, rotateIn };
}

export function clearMutants(): void {
  rmSync(WORKSHOP, { recursive: true, force: true });
}
