import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, ROOT } from './command.ts';

export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

export interface Packed {
  readonly manifest: Manifest;
  /** Path of the tarball. */
  readonly tarball: string;
  /** Bytes on the user's disk. */
  readonly unpackedSize: number;
  /** Bytes over the network. */
  readonly size: number;
  readonly files: readonly string[];
}

/** Packs every published package, as `npm publish` would. */
export async function packAll(destination: string): Promise<Packed[]> {
  const folders = readdirSync(join(ROOT, 'packages'))
    .map((name) => join(ROOT, 'packages', name))
    .filter((folder) => existsSync(join(folder, 'package.json')));
  const packed: Packed[] = [];
  for (const folder of folders) {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    if (manifest.private !== true) packed.push(await pack(folder, manifest, destination));
  }
  return packed;
}

interface PackReport {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

async function pack(folder: string, manifest: Manifest, destination: string): Promise<Packed> {
  const missing = targets(manifest).filter((target) => !existsSync(join(folder, target)));
  if (missing.length > 0) {
    throw new Error(
      `${manifest.name} exports what does not exist (run \`npm run build\`): ${missing.join(', ')}`,
    );
  }
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', destination];
  const [report] = JSON.parse(await command('npm', args, folder)) as PackReport[];
  if (report === undefined) throw new Error(`npm pack said nothing about ${manifest.name}`);
  return {
    manifest,
    tarball: join(destination, report.filename),
    unpackedSize: report.unpackedSize,
    size: report.size,
    files: report.files.map(({ path }) => path),
  };
}

/** The files that users would load; sources are not among them. */
function targets({ exports }: Manifest): string[] {
  return Object.values(exports)
    .flatMap((target) => (typeof target === 'string' ? [target] : [target['types'], target['default']]))
    .filter((target) => target !== undefined)
    .filter((target) => !target.includes('*'));
}
