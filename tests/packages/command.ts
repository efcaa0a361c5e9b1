import { execFile } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** Runs a program to its end and gives its standard output; what it wrote is in the error when it fails. */
export function command(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${[program, ...args].join(' ')} failed\n${stdout}${stderr}`.trim()));
      else resolve(stdout);
    });
  });
}

/** Runs a tool of the repository's own node_modules on this Node. */
export function tool(path: string, args: readonly string[], cwd: string): Promise<string> {
  return command(process.execPath, [join(ROOT, 'node_modules', path), ...args], cwd);
}
