import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Options } from 'tsup';

const PACKAGES = join(import.meta.dirname, 'packages');

/**
 * Entries that share no file with the others of their package: each file more costs every start about a millisecond. They
 * hold functions alone, so that it does not matter which copy a program calls.
 */
const ALONE: readonly string[] = [
  'policy/check',
  'evaluate/index',
  'evaluate/vitest',
  'evaluate/specification/index',
];

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** JavaScript only: `tsc -b` has written the declarations into the same folders before, so nothing is cleaned here. */
export default defineConfig(readdirSync(PACKAGES).flatMap(packageOptions));

/** The entries of a package are the sources that its `exports` and `bin` name; one that has none (generated modules) is not built. */
function packageOptions(name: string): Options[] {
  const directory = join(PACKAGES, name);
  const file = join(directory, 'package.json');
  if (!existsSync(file)) return [];
  const { exports, bin = {} } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const programs = Object.values(bin).map((built) =>
    built.replace('/dist/', '/src/').replace(/\.js$/, '.ts'),
  );
  const sources = Object.values(exports).map((target) =>
    typeof target === 'string' ? undefined : target['@leastwise/source'],
  );
  const entry = Object.fromEntries(
    [...sources, ...programs].flatMap((source) => {
      if (source === undefined) return [];
      return [[source.replace(/^\.\/src\//, '').replace(/\.ts$/, ''), join(directory, source)]];
    }),
  );
  const alone = Object.entries(entry).filter(([path]) => ALONE.includes(`${name}/${path}`));
  const together = Object.entries(entry).filter(([path]) => !ALONE.includes(`${name}/${path}`));
  return [together, ...alone.map((one) => [one])]
    .filter((entries) => entries.length > 0)
    .map((entries) => ({
      name,
      entry: Object.fromEntries(entries),
      outDir: join(directory, 'dist'),
      tsconfig: join(directory, 'tsconfig.json'),
      format: 'esm',
      target: 'node20',
      platform: 'neutral',
      splitting: true,
      treeshake: true,
      // A stack trace of a small, readable bundle needs no map, and maps would double what users install.
      sourcemap: false,
      dts: false,
      clean: false,
      silent: true,
      // Other packages are never bundled in, however they are imported.
      external: [/^[^./]/],
    }));
}
