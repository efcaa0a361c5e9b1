/* What is on the disk after an installation. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH } from '../command.ts';
import { type Figure, row } from '../figure.ts';

interface Disk {
  readonly bytes: number;
  readonly files: number;
}

const MB = 1e6;
/** iam-floyd and what it depends on, as its lock file has them. */
const THEIRS = ['iam-floyd', '@udondan/common-substrings', 'regex-parser'];

export const size: Figure = {
  name: 'size',
  async measure({ published }) {
    const of = (...names: readonly string[]): Disk =>
      sum(published.filter(({ name }) => names.includes(name.replace('@leastwise/', ''))));
    const theirs = sum(THEIRS.map((name) => disk(join(BENCH, 'node_modules', name))));
    const language = of('core', 'policy');
    const catalog = of('aws');
    const megabytes = (name: string, { bytes }: Disk, goal: number) =>
      row({ name, value: bytes / MB, unit: 'MB', peer: { 'iam-floyd': theirs.bytes / MB }, goal });
    return [
      megabytes('unpacked, core and policy', language, 0.5),
      megabytes('unpacked, aws', catalog, 12),
      row({
        name: 'files, core, policy and aws',
        value: language.files + catalog.files,
        unit: 'files',
        peer: { 'iam-floyd': theirs.files },
        goal: null,
      }),
    ];
  },
};

function sum(parts: readonly Disk[]): Disk {
  return parts.reduce((all, { bytes, files }) => ({ bytes: all.bytes + bytes, files: all.files + files }), {
    bytes: 0,
    files: 0,
  });
}

function disk(folder: string): Disk {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return sum(
    files.map(({ parentPath, name }) => ({ bytes: statSync(join(parentPath, name)).size, files: 1 })),
  );
}
