import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

/** What the compiler says about each file of a folder: `file(line,column): error TS...: sentence`, first lines only. */
export type Verdicts = ReadonlyMap<string, readonly string[]>;

/** Compiles the programs of a folder as a user would, all in one go: no types but those of leastwise and the language. */
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
  return `${file}(${line + 1},${character + 1}): error TS${code}: ${withoutNumbers(sentence)}`;
}

/** Generated modules number their sets of condition keys (`K23`), and number them anew with each data update. */
function withoutNumbers(sentence: string): string {
  return sentence.replaceAll(/\bK\d+\b/g, 'K');
}
