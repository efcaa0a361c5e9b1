import { readFileSync } from 'node:fs';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { ROOT, tool } from './command.ts';
import type { Manifest, Packed } from './pack.ts';

/** What is wrong with a tarball before anyone installs it. */
export async function inspectTarball(packed: Packed): Promise<string[]> {
  return [...unwanted(packed), ...(await publintProblems(packed)), ...(await attwProblems(packed))];
}

function unwanted({ files }: Packed): string[] {
  const missing = ['README.md', 'LICENSE'].filter((file) => !files.includes(file));
  const stray = files.filter((file) => /(^|\/)\.tsbuildinfo$|\.test\.|(^|\/)(src|test)\//.test(file));
  return [...missing.map((file) => `lacks ${file}`), ...stray.map((file) => `ships ${file}`)];
}

async function publintProblems({ tarball, manifest }: Packed): Promise<string[]> {
  const bytes = readFileSync(tarball);
  const buffer = new Uint8Array(bytes).buffer;
  const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, { ...manifest }) ?? message.code}`);
}

async function attwProblems({ tarball, manifest }: Packed): Promise<string[]> {
  const args = [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji'];
  try {
    await tool('@arethetypeswrong/cli/dist/index.js', [...args, ...entryPoints(manifest)], ROOT);
    return [];
  } catch (error) {
    return [`attw: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** attw does not follow patterns such as `./*`; a few of what they stand for are named instead. */
function entryPoints({ exports }: Manifest): string[] {
  return './*' in exports ? ['--entrypoints', 's3', 'iam', 'sagemaker'] : [];
}
