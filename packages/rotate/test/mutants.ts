import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Subject } from './life.ts';
import type { SecretSubject } from './secret-life.ts';

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
export async function mutant(mutation: Mutation): Promise<Subject> {
  const load = mutate(mutation);
  // The boundary to a copy of the sources: it has the types of the original.
  const { startRun } = (await load('context.ts')) as Subject;
  const { rotateIn } = (await load('rotate.ts')) as Subject;
  return { startRun, rotateIn };
}

/** The same for secrets with a strategy. */
export async function secretMutant(mutation: Mutation): Promise<SecretSubject> {
  const load = mutate(mutation);
  // The boundary to a copy of the sources: it has the types of the original.
  const { startSecretRun } = (await load('strategy/secret-run.ts')) as SecretSubject;
  const { rotateSecretIn } = (await load('strategy/rotate-secret.ts')) as SecretSubject;
  return { startSecretRun, rotateSecretIn };
}

/** Gives what loads a module of the copy. */
function mutate({ name, file, find, replace }: Mutation): (module: string) => Promise<unknown> {
  const folder = join(WORKSHOP, `${process.pid}-${name.replaceAll(/\W+/g, '-')}`);
  mkdirSync(folder, { recursive: true });
  cpSync(SOURCES, folder, { recursive: true });
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${file} does not hold exactly once: ${find}`);
  writeFileSync(path, source.replace(find, replace));
  return (module) => import(pathToFileURL(join(folder, module)).href);
}

export function clearMutants(): void {
  rmSync(WORKSHOP, { recursive: true, force: true });
}
