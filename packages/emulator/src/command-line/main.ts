#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { LeastwiseError } from '@leastwise/core';
import { createAws } from '../create-aws.ts';
import type { Aws } from '../aws.ts';
import { greeting, warning } from './greeting.ts';
import { HELP } from './help.ts';
import { readManagedPolicies } from './managed-policies.ts';
import { type CommandOptions, readOptions } from './options.ts';
import { openSnapshotFile, writeSnapshotFile } from './snapshot-file.ts';

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  process.exitCode = error instanceof LeastwiseError && error.code === 'USAGE' ? 2 : 1;
  process.stderr.write(`leastwise-emulator: ${messageOf(error)}\n`);
}

async function run(options: CommandOptions): Promise<void> {
  if (options.help) return void process.stdout.write(HELP);
  if (options.version) return void process.stdout.write(`${ownVersion()}\n`);
  const cloud = start(options);
  const server = await cloud.listen({ port: options.port, host: options.host });
  process.stderr.write(warning(options.host) ?? '');
  const { region, credentials } = cloud.rootClientConfig();
  process.stdout.write(greeting(server.url, region, credentials, cloud.accounts));
  await signalled();
  await server.close();
  if (options.snapshot === undefined) return;
  await cloud.rotationsSettled();
  writeSnapshotFile(options.snapshot, cloud.snapshot({ unsafeWithSecrets: true }));
}

function start({ account, region, accounts, snapshot, ...how }: CommandOptions): Aws {
  const saved = snapshot === undefined ? undefined : openSnapshotFile(snapshot);
  return createAws({
    accounts,
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(saved !== undefined && { snapshot: saved }),
    ...(how.managedPolicies && { managedPolicies: readManagedPolicies(process.cwd()) }),
    throttle: how.throttle,
    unsafeWithoutEnforcement: !how.enforcement,
  });
}

/** A second signal ends the program at once, as if nobody listened. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM'] as const;
    const end = (): void => {
      for (const signal of signals) process.off(signal, end);
      resolve();
    };
    for (const signal of signals) process.on(signal, end);
  });
}

function ownVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

function messageOf(error: unknown): string {
  if (!(error instanceof LeastwiseError)) return error instanceof Error ? error.message : String(error);
  const { what, path, hint } = error;
  return `${what}${path === undefined ? '' : ` (at ${path})`}${hint === undefined ? '' : `\n  ${hint}`}`;
}
