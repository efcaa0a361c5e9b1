import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdicts } from './verdicts.ts';

/** Set for a deliberate change; read then what changed: users read these lines. */
export const UPDATE: boolean = process.env['UPDATE'] === '1';

/** The line that each wrong program gets, by its file. */
export type Lines = ReadonlyMap<string, string>;

/** The first line of each program, or that there is none. */
export function firstLines(verdicts: Verdicts): Lines {
  return new Map([...verdicts].map(([file, lines]) => [file, lines[0] ?? `${file}: compiles`]));
}

/** What is pinned for TypeScript 6, and for other compilers where nothing else is pinned for them. */
export function readExpected(): Lines {
  return readLines('expected.txt');
}

/** The lines that a compiler words in another way than TypeScript 6. */
export function readOwn(version: string): Lines {
  return readLines(`expected-${version}.txt`);
}

export function writeExpected(lines: Lines): void {
  writeLines('expected.txt', lines);
}

export function writeOwn(lines: Lines, version: string): void {
  const common = readExpected();
  writeLines(
    `expected-${version}.txt`,
    new Map([...lines].filter(([file, line]) => common.get(file) !== line)),
  );
}

function readLines(name: string): Lines {
  const path = join(import.meta.dirname, name);
  const text = existsSync(path) ? readFileSync(path, 'utf8').trimEnd() : '';
  const lines = text === '' ? [] : text.split('\n');
  return new Map(lines.map((line) => [/^[\w.-]+\.ts/.exec(line)?.[0] ?? line, line]));
}

function writeLines(name: string, lines: Lines): void {
  if (lines.size > 0) writeFileSync(join(import.meta.dirname, name), `${[...lines.values()].join('\n')}\n`);
}
