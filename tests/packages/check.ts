/**
 * Checks the packages as users get them: packed, inspected, installed into an empty directory, run and compiled.
 * Needs a build; ends with a non-zero exit code when anything is wrong.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askForHelp, compileAgainst, firstPrograms, install, runAsModules } from './consume.ts';
import { inspectTarball } from './inspect.ts';
import { packAll } from './pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'leastwise-packages-'));
let problems = 0;

async function check(title: string, find: () => Promise<readonly string[]>): Promise<void> {
  const found = await find().catch((error: unknown) => [
    error instanceof Error ? error.message : String(error),
  ]);
  problems += found.length;
  console.log(found.length === 0 ? `ok      ${title}` : `FAILED  ${title}`);
  for (const problem of found) console.log(problem.replace(/^/gm, '        '));
}

try {
  const packed = await packAll(folder);
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(12);
  for (const { manifest, unpackedSize, size } of packed) {
    console.log(`${manifest.name.padEnd(22)}${kilobytes(unpackedSize)} unpacked${kilobytes(size)} packed`);
  }
  for (const each of packed) await check(`${each.manifest.name} tarball`, () => inspectTarball(each));

  const consumer = join(folder, 'consumer');
  await check('installs into an empty directory', () => install(packed, consumer).then(() => []));
  const programs = firstPrograms(packed);
  for (const program of programs) {
    await check(`first program of ${program.file}`, () => runAsModules(program, consumer));
  }
  for (const each of packed.filter(({ manifest }) => manifest.bin !== undefined)) {
    await check(`commands of ${each.manifest.name}`, () => askForHelp(each, consumer));
  }
  await check('declarations, with every entry point', () => compileAgainst(packed, programs, consumer));
} catch (error) {
  problems++;
  console.log(`FAILED  ${error instanceof Error ? error.message : String(error)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = problems === 0 ? 0 : 1;
