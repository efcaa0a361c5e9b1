import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, blocksOf, blocksOfComments } from './blocks.ts';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '../..');

/** Every ```ts block of the documents and of the documentation comments in published sources. */
export function findBlocks(): Block[] {
  return [
    ...documents().flatMap((file) => blocksOf(read(file), file)),
    ...sources().flatMap((file) => blocksOfComments(read(file), file)),
  ];
}

function documents(): string[] {
  return [
    ...list('.', /^[^/]+\.md$/, false),
    ...list('docs', /\.md$/),
    ...list('packages', /^[^/]+\/README\.md$/),
    ...list('examples', /^[^/]+\/README\.md$/),
  ];
}

function sources(): string[] {
  return list('packages', /^[^/]+\/src\/.*\.ts$/).filter((file) => !/\.test(-d)?\.ts$/.test(file));
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function list(folder: string, pattern: RegExp, recursive = true): string[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive, encoding: 'utf8' })
    .filter((file) => pattern.test(file) && !/(^|\/)(node_modules|dist|generated)\//.test(file))
    .sort()
    .map((file) => (folder === '.' ? file : `${folder}/${file}`));
}
