/* The packages as npm would publish them. */
import { join } from 'node:path';
import { build } from 'tsup';
import config from '../tsup.config.ts';
import { command, node, ROOT } from './command.ts';

/** What a program with one policy installs, in the order of the imports, and what decides requests. */
const PACKAGES: readonly string[] = ['core', 'policy', 'aws', 'evaluate'];

export interface Published {
  readonly name: string;
  readonly tarball: string;
  /** On the user's disk. */
  readonly bytes: number;
  readonly files: number;
}

/** Builds and packs the packages that are measured into a folder; the others need not even compile. */
export async function publish(folder: string): Promise<readonly Published[]> {
  // Their build takes core's and policy's with it; the catalog is generated and has none.
  await node(['node_modules/typescript/bin/tsc', '-b', 'packages/evaluate'], ROOT);
  const cleaned = new Set<string>();
  for (const options of [config].flat()) {
    if (typeof options === 'function' || !PACKAGES.includes(options.name ?? '')) continue;
    // Chunks of an earlier build have other names, and would be packed too. A package may be built in several turns.
    const clean = cleaned.has(options.name ?? '') ? false : ['!**/*.d.ts'];
    cleaned.add(options.name ?? '');
    await build({ ...options, config: false, clean });
  }
  return Promise.all(PACKAGES.map((name) => pack(join(ROOT, 'packages', name), folder)));
}

interface PackReport {
  readonly name: string;
  readonly filename: string;
  readonly unpackedSize: number;
  readonly entryCount: number;
}

async function pack(directory: string, folder: string): Promise<Published> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [report] = JSON.parse(await command('npm', args, directory)) as readonly PackReport[];
  if (report === undefined) throw new Error(`npm pack said nothing about ${directory}`);
  const { name, filename, unpackedSize, entryCount } = report;
  return { name, tarball: join(folder, filename), bytes: unpackedSize, files: entryCount };
}
