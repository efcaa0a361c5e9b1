import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import ts from 'typescript';
import type { ImportFact, PackageFacts } from './violations.ts';

const ROOT = join(import.meta.dirname, '../..');
const PACKAGES = join(ROOT, 'packages');

/** Reads every package of the workspace: what its published code imports, and what its manifest and README say. */
export function readPackages(): PackageFacts[] {
  return readdirSync(PACKAGES)
    .filter((name) => existsSync(join(PACKAGES, name, 'package.json')))
    .map((name) => {
      const directory = join(PACKAGES, name);
      const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest;
      const readme = join(directory, 'README.md');
      return {
        name,
        imports: publishedFiles(directory).flatMap(importsOf),
        declared: [
          ...Object.keys(manifest.dependencies ?? {}),
          ...Object.keys(manifest.peerDependencies ?? {}),
        ],
        readme: existsSync(readme) ? readFileSync(readme, 'utf8') : '',
      };
    });
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Sources that are built, and generated modules that are shipped as they are. */
function publishedFiles(directory: string): string[] {
  return ['src', 'generated'].flatMap((folder) => {
    const path = join(directory, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|js)$/.test(file) && !/\.test(-d)?\.ts$/.test(file))
      .map((file) => join(path, file));
  });
}

function importsOf(file: string): ImportFact[] {
  return importedPackages(readFileSync(file, 'utf8')).map((from) => ({ file: relative(ROOT, file), from }));
}

/** The packages that a module imports or re-exports from, types included. */
export function importedPackages(source: string): string[] {
  const specifiers = ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);
  return [...new Set(specifiers.filter(isPackage).map(packageName))];
}

function isPackage(specifier: string): boolean {
  return !/^(\.|\/|node:|#)/.test(specifier) && !builtinModules.includes(specifier);
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
