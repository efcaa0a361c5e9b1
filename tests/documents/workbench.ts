import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import type { Block } from './blocks.ts';
import { ROOT } from './find-blocks.ts';

/** What the compiler says about one block: whole messages, and their first lines alone. */
export interface Diagnostics {
  readonly whole: string;
  readonly heads: string;
}

export interface Workbench {
  /** What the compiler says about a block, without file and position; empty when it compiles. */
  diagnose(block: Block): Diagnostics;
  /** Runs a block as a program of its own, with nothing of this machine's AWS settings, and gives what it printed. */
  run(block: Block): Promise<string>;
  remove(): void;
}

/**
 * Puts every block into a file of its own, inside the repository so that the workspace's packages are found by name,
 * and compiles all of them as one program.
 */
export function openWorkbench(blocks: readonly Block[]): Workbench {
  mkdirSync(join(ROOT, '.tmp'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.tmp', 'documents-'));
  const elsewhere = mkdtempSync(join(tmpdir(), 'leastwise-documents-'));
  const fileOf = new Map(blocks.map((block, i) => [block, join(folder, `block-${i}.ts`)]));
  for (const [block, file] of fileOf) writeFileSync(file, block.code);
  const program = ts.createProgram([...fileOf.values()], compilerOptions());
  const locate = (block: Block): string => {
    const file = fileOf.get(block);
    if (file === undefined) throw new Error(`no such block on this workbench: ${block.file}:${block.line}`);
    return file;
  };
  return {
    diagnose: (block) => diagnosticsOf(program, locate(block)),
    run: (block) => runFile(locate(block), elsewhere),
    remove: () => {
      for (const each of [folder, elsewhere]) rmSync(each, { recursive: true, force: true });
    },
  };
}

/** The root options; a block is a module even without imports, and may declare what only its reader uses. */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  return { ...options, noUnusedLocals: false, moduleDetection: ts.ModuleDetectionKind.Force };
}

function diagnosticsOf(program: ts.Program, file: string): Diagnostics {
  const source = program.getSourceFile(file);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  const texts = found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  return { whole: texts.join('\n'), heads: texts.map((text) => text.split('\n', 1)[0]).join('\n') };
}

function runFile(file: string, cwd: string): Promise<string> {
  // Loaded into the process itself: tsx's own command would start a second one for each block.
  const tsx = pathToFileURL(join(ROOT, 'node_modules/tsx/dist/loader.mjs')).href;
  const env = { PATH: process.env['PATH'], HOME: cwd, NO_COLOR: '1', AWS_EC2_METADATA_DISABLED: 'true' };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', tsx, '--conditions=@leastwise/source', file],
      { cwd, env, timeout: 60_000 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`the block failed:\n${stderr || error.message}\n${stdout}`));
        else resolve(stdout);
      },
    );
  });
}
