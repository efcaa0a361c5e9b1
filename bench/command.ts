import { execFile } from 'node:child_process';
import { join } from 'node:path';

export const BENCH: string = import.meta.dirname;
export const ROOT: string = join(BENCH, '..');

/** Nothing that npm, tsx or the user set for themselves reaches what is measured. */
const environment: NodeJS.ProcessEnv = { PATH: process.env['PATH'], HOME: process.env['HOME'] };

/** Environment variables that a measurement sets on purpose. */
export type Variables = Readonly<Record<string, string>>;

/** Runs a program to its end and gives its standard output; what it wrote is in the error when it fails. */
export function command(
  program: string,
  args: readonly string[],
  cwd: string,
  variables?: Variables,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...environment, ...variables }, maxBuffer: 64 * 1024 * 1024 };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${[program, ...args].join(' ')} failed\n${stdout}${stderr}`.trim()));
      else resolve(stdout);
    });
  });
}

/** Runs a program on this Node. */
export function node(args: readonly string[], cwd: string, variables?: Variables): Promise<string> {
  return command(process.execPath, args, cwd, variables);
}

/** Milliseconds from the start of a process on this Node to its end. */
export async function wallTime(args: readonly string[], cwd: string, variables?: Variables): Promise<number> {
  const started = process.hrtime.bigint();
  await node(args, cwd, variables);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

/** Seconds of processor that a process on this Node takes, with all of its threads and children. */
export async function cpuTime(args: readonly string[], cwd: string): Promise<number> {
  // Node cannot ask what its children used; the shell can.
  const script = 'TIMEFORMAT="%3U %3S"; { time "$@" >/dev/null 2>&1; } 2>&1';
  const times = await command('bash', ['-c', script, 'bash', process.execPath, ...args], cwd);
  const [user = Number.NaN, system = Number.NaN] = times.trim().split(' ').map(Number);
  if (Number.isNaN(user + system)) throw new Error(`the shell gave no times: ${times}`);
  return user + system;
}
