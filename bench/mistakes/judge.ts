/* What a library says of each mistake: its programs are compiled, then run, then given to its own validator. */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { kindOf, type Mistake, MISTAKES } from './mistakes.ts';
import type { Peer } from './peer.ts';

/** Compile error, exception when built, a complaint of the own validator, or nothing; from the best to the worst. */
export const VERDICTS = ['C', 'R', 'V', '–'] as const;
export type Verdict = (typeof VERDICTS)[number];

interface Program {
  readonly mistake: Mistake;
  readonly right: boolean;
  readonly file: string;
}

/** What is done about a mistake, and what is said of it. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly why: string;
}
export type Judgements = ReadonlyMap<Mistake, Judgement>;

/** What one module did, as `run.mjs` reports it. */
interface Run {
  readonly thrown?: string;
  readonly problems?: readonly unknown[];
}

/** @throws Error where a program without a mistake is refused: the wrong ones would then prove nothing */
export async function judge(peer: Peer, folder: string): Promise<Judgements> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const programs = MISTAKES.flatMap((mistake, i) => write(peer, mistake, join(folder, `${i + 1}`)));
  const refused = compile(programs.map(({ file }) => file));
  const runs = await run(programs.filter(({ file }) => !refused.has(file)).map(({ file }) => file));

  const judgements = new Map<Mistake, Judgement>();
  for (const { mistake, right, file } of programs) {
    const judgement = judgementOf(refused.get(file), runs.get(file));
    const { verdict, why } = judgement;
    if (right && verdict !== '–')
      throw new Error(`${peer.title} refuses the right program for ${mistake} (${verdict}): ${why}\n${file}`);
    const sofar = judgements.get(mistake);
    if (!right && (sofar === undefined || rank(verdict) > rank(sofar.verdict)))
      judgements.set(mistake, judgement);
  }
  return judgements;
}

function rank(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

function write(peer: Peer, mistake: Mistake, path: string): readonly Program[] {
  const { right, wrong } = peer.programs[mistake];
  const check = peer.validate?.[kindOf(mistake)];
  const end = check === undefined ? '' : `export const problems = ${check};\n`;
  return [right, ...[wrong].flat()].map((text, i) => {
    const file = `${path}-${i === 0 ? 'right' : `wrong${i}`}.mts`;
    writeFileSync(file, `// ${mistake}\n${peer.prelude}\n\n${text}\n${end}`);
    return { mistake, right: i === 0, file };
  });
}

/** The first line of the first error of each file that has one. */
function compile(files: readonly string[]): ReadonlyMap<string, string> {
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@leastwise/source'],
    allowImportingTsExtensions: true,
    types: ['node'],
    skipLibCheck: true,
  });
  return new Map(
    files.flatMap((file) => {
      const source = program.getSourceFile(file);
      const [first] = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return first === undefined
        ? []
        : [[file, ts.flattenDiagnosticMessageText(first.messageText, '\n').split('\n', 1).join('')]];
    }),
  );
}

/** Imports each module in a process of its own for all of them. */
function run(files: readonly string[]): Promise<ReadonlyMap<string, Run>> {
  const args = [
    '--import',
    'tsx',
    '--conditions=@leastwise/source',
    join(import.meta.dirname, 'run.mjs'),
    ...files,
  ];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      args,
      { cwd: import.meta.dirname, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`the programs could not be run\n${stderr}`));
        else resolve(new Map(Object.entries(JSON.parse(stdout) as Record<string, Run>)));
      },
    );
  });
}

function judgementOf(compileError: string | undefined, ran: Run | undefined): Judgement {
  if (compileError !== undefined) return { verdict: 'C', why: compileError };
  if (ran === undefined) throw new Error('a program that compiles was not run');
  const { thrown, problems = [] } = ran;
  if (thrown !== undefined) return { verdict: 'R', why: thrown };
  return problems.length > 0 ? { verdict: 'V', why: JSON.stringify(problems) } : { verdict: '–', why: '' };
}
