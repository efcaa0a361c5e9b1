import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of an installed package. */
export function installedVersion(name: string): string {
  const path = join(import.meta.dirname, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }).version;
}

/** Libraries that belong into the table and that npm did not give when their programs were to be written. */
export const MISSING: readonly string[] = ['@thinkinglabs/aws-iam-policy', '@cdklib/aws-policy'];

/** What npm says of a package now: why it is not in the table. */
export function askRegistry(name: string): Promise<string> {
  return new Promise((resolve) => {
    execFile('npm', ['view', name, 'version', '--json'], (error, stdout) => {
      if (!error) {
        resolve(`version ${String(JSON.parse(stdout))} is there, but nobody has written its programs yet`);
        return;
      }
      resolve(`npm answers ${/"code": "(\w+)"/.exec(stdout)?.[1] ?? 'nothing'}`);
    });
  });
}
