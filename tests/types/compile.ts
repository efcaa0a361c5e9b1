import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Verdicts, verdict } from './verdicts.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Compiles the programs of a folder against the packages' sources, all in one go and within this process. */
export function compileFolder(folder: string): Verdicts {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    compilerOptions(),
  );
  return new Map(
    files.sort().map((file) => {
      const source = program.getSourceFile(join(folder, file));
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [file, found.map((diagnostic) => lineOf(file, diagnostic))];
    }),
  );
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  return {
    ...options,
    types: [],
    noEmit: true,
    declaration: false,
    isolatedDeclarations: false,
    rewriteRelativeImportExtensions: false,
  };
}

function lineOf(file: string, { file: source, start = 0, code, messageText }: ts.Diagnostic): string {
  const { line, character } = source?.getLineAndCharacterOfPosition(start) ?? { line: -1, character: -1 };
  const [sentence = ''] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n', 1);
  return verdict(file, line + 1, character + 1, `TS${code}`, sentence);
}
