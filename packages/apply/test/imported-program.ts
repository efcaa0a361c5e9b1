import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Stack } from '../src/index.ts';

/*
 * Programs that `importAccount` writes, compiled and run.
 */

const ROOT = join(import.meta.dirname, '../../..');
const OUT = join(ROOT, '.tmp/import-test');

/** Takes the programs away again. */
export function tidyUp(): void {
  rmSync(OUT, { recursive: true, force: true });
}

/** What the compiler says of programs, all in one go. */
export function complaints(sources: Readonly<Record<string, string>>): readonly string[] {
  const files = Object.entries(sources).map(([name, source]) => written(name, source));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram(files, {
    ...options,
    types: ['node'],
    noEmit: true,
    rewriteRelativeImportExtensions: false,
    isolatedDeclarations: false,
  });
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0 }) =>
        `${ts.flattenDiagnosticMessageText(messageText, '\n')} at ${source?.text.slice(start, start + 200)}`,
    );
  });
}

/** Runs a program. */
export async function load(name: string, source: string): Promise<{ readonly stack: Stack }> {
  const { imported } = (await import(written(name, source))) as { readonly imported: Stack };
  return { stack: imported };
}

function written(name: string, source: string): string {
  mkdirSync(OUT, { recursive: true });
  const file = join(OUT, `${name}.ts`);
  writeFileSync(file, source);
  return file;
}
