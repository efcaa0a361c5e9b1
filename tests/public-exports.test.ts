/* What users import tells in their editor what it is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const PACKAGES = join(ROOT, 'packages');

/** One template writes all services: these have every shape that it can give one. */
const SERVICES = ['all', 's3', 'sts', 'ec2', 'facts/s3'];

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ESNext,
  customConditions: ['@leastwise/source'],
  allowImportingTsExtensions: true,
  noEmit: true,
  noLib: true,
  types: [],
};

test.each(readdirSync(PACKAGES))('every export of %s says what it is', (name) => {
  const found = exportsOf(entryPoints(name));
  expect(found.length).toBeGreaterThan(5);
  expect(found.filter(({ says }) => says === '').map(({ from, export: it }) => `${from}: ${it}`)).toEqual([]);
});

test('an export that says nothing is seen, wherever it is declared', () => {
  const file = join(ROOT, 'entry.ts');
  const text = {
    [file]: `
      export { near, said } from './near.ts';
      export type { Far } from './near.ts';
      /** Here. */
      export const here = 1;`,
    [join(ROOT, 'near.ts')]: `
      // no comment of this kind
      export const near = 1;
      /** Said. */
      export function said() {}
      export interface Far {
        /** Inside. */
        x: 1;
      }`,
  };
  const silent = exportsOf([file], text).filter(({ says }) => says === '');
  expect(silent.map(({ export: name }) => name)).toEqual(['near', 'Far']);
});

/** What a package lets others import, by path: a file, or the files by condition. */
type Exports = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** The sources of a package's entry points; of the catalog, the declarations of some services. */
function entryPoints(name: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(PACKAGES, name, 'package.json'), 'utf8')) as {
    readonly exports: Exports;
  };
  return Object.values(manifest.exports).flatMap((entry) => {
    if (typeof entry === 'string') return [];
    const path = entry['@leastwise/source'] ?? entry['types'] ?? '';
    const files = path.includes('*') ? SERVICES.map((service) => path.replace('*', service)) : [path];
    return files.map((file) => join(PACKAGES, name, file));
  });
}

/** What modules export, with what the editor shows of it. */
function exportsOf(
  files: readonly string[],
  text: Readonly<Record<string, string>> = {},
): { readonly from: string; readonly export: string; readonly says: string }[] {
  const program = ts.createProgram(files, OPTIONS, nearHost(text));
  const checker = program.getTypeChecker();
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} is no module`);
    return checker.getExportsOfModule(module).map((symbol) => {
      const origin = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const comments = [symbol, origin].flatMap((each) => each.getDocumentationComment(checker));
      return {
        from: relative(ROOT, file),
        export: symbol.name,
        says: ts.displayPartsToString(comments),
      };
    });
  });
}

/** Reads the packages and nothing else: what AWS's SDK and Node declare is of no interest here, and much. */
function nearHost(text: Readonly<Record<string, string>>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => file in text || fileExists(file);
  host.readFile = (file) => text[file] ?? readFile(file);
  host.getSourceFile = (file, languageVersion) => {
    const source = host.readFile(file);
    return source === undefined ? undefined : ts.createSourceFile(file, source, languageVersion);
  };
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text: name }) =>
      /^\.|^@leastwise\//.test(name)
        ? ts.resolveModuleName(name, from, OPTIONS, host, undefined, undefined, ts.ModuleKind.ESNext)
        : { resolvedModule: undefined },
    );
  return host;
}
