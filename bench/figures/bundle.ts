/* What a program with one policy weighs when it is bundled, as for a Lambda function. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { type Figure, row } from '../figure.ts';

interface Weight {
  readonly minified: number;
  readonly gzip: number;
}

const KB = 1000;

export const bundle: Figure = {
  name: 'bundle',
  async measure({ folder }) {
    const ours = await weigh(join(folder, 'one-policy-leastwise.mjs'));
    const theirs = await weigh(join(folder, 'one-policy-iam-floyd.mjs'));
    return [
      row({
        name: 'bundle, minified',
        value: ours.minified,
        unit: 'kB',
        peer: { 'iam-floyd': theirs.minified },
        goal: 12,
      }),
      row({
        name: 'bundle, minified and gzipped',
        value: ours.gzip,
        unit: 'kB',
        peer: { 'iam-floyd': theirs.gzip },
        goal: 5,
      }),
    ];
  },
};

async function weigh(entry: string): Promise<Weight> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'silent',
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`esbuild gave nothing for ${entry}`);
  return { minified: output.contents.length / KB, gzip: gzipSync(output.contents, { level: 9 }).length / KB };
}
