/* What the compiler does for a program of one statement and of 200, against the same statements in iam-floyd. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH, cpuTime, node } from '../command.ts';
import type { Consumer } from '../consumer.ts';
import { type Figure, row, type Row } from '../figure.ts';
import { statementsModule } from '../programs.ts';
import { sampleStatements } from '../statements.ts';
import { interleave, median, ratios, spread } from '../statistics.ts';

/** Folders of bench/node_modules that hold a compiler. */
const COMPILERS: readonly string[] = ['typescript', 'typescript-5.9', 'typescript-7.0'];
const ROUNDS = 7;

interface Size {
  readonly statements: number;
  readonly title: string;
  /** Instantiations of types, at most. */
  readonly goal: number;
}

const SIZES: readonly Size[] = [
  { statements: 1, title: '1 statement', goal: 1200 },
  { statements: 200, title: '200 statements', goal: 60_000 },
];

const COMPILER_OPTIONS = {
  strict: true,
  noEmit: true,
  target: 'es2022',
  lib: ['es2022'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  types: [],
  skipLibCheck: true,
};

/** A figure for each compiler, named after its version. */
export const types: readonly Figure[] = COMPILERS.map((compiler) => {
  const version = versionOf(compiler);
  return {
    name: `types: TypeScript ${version}`,
    async measure(consumer) {
      const tsc = join(BENCH, 'node_modules', compiler, 'bin', 'tsc');
      const rows: Row[] = [];
      for (const size of SIZES)
        rows.push(...(await measureSize(tsc, `TypeScript ${version}`, size, consumer)));
      return rows;
    },
  };
});

/** Read from the lock file, so that the figures have their names before anything is installed. */
function versionOf(compiler: string): string {
  const { packages } = JSON.parse(readFileSync(join(BENCH, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  const version = packages[`node_modules/${compiler}`]?.version;
  if (version === undefined) throw new Error(`package-lock.json does not hold ${compiler}`);
  return version;
}

async function measureSize(
  tsc: string,
  label: string,
  size: Size,
  { folder, write }: Consumer,
): Promise<Row[]> {
  const samples = sampleStatements(size.statements);
  const project = (name: string, text: string): readonly string[] => {
    const options = { compilerOptions: COMPILER_OPTIONS, files: ['main.ts'] };
    write(`types/${name}/main.ts`, text);
    return [tsc, '-p', write(`types/${name}/tsconfig.json`, JSON.stringify(options))];
  };
  const ours = project(`leastwise-${size.statements}`, statementsModule('leastwise', samples));
  const theirs = project(`iam-floyd-${size.statements}`, statementsModule('iam-floyd', samples));
  const empty = project('empty', 'export {};\n');

  const counted = row({
    name: `instantiations, ${size.title}, ${label}`,
    value: await instantiations(ours, folder),
    unit: '',
    peer: { 'iam-floyd': await instantiations(theirs, folder) },
    goal: size.goal,
  });
  const cpu = await interleave(ROUNDS, {
    ours: () => cpuTime(ours, folder),
    theirs: () => cpuTime(theirs, folder),
    empty: () => cpuTime(empty, folder),
  });
  const times = ratios(cpu.ours, cpu.theirs);
  const timed = row({
    name: `tsc CPU, ${size.title}, ${label}`,
    value: median(times),
    unit: 'x iam-floyd',
    peer: { 'iam-floyd': 1, 'empty file': median(ratios(cpu.empty, cpu.theirs)) },
    goal: 1,
    spread: spread(times),
  });
  return [counted, timed];
}

/** Fails where the program does not compile: the statements would not be the same then. */
async function instantiations(project: readonly string[], folder: string): Promise<number> {
  const report = await node([...project, '--extendedDiagnostics'], folder);
  const [, count] = /^Instantiations:\s+(\d+)$/m.exec(report) ?? [];
  if (count === undefined) throw new Error(`the compiler counted no instantiations:\n${report}`);
  return Number(count);
}
