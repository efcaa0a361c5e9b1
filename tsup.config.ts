import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Options } from 'tsup';

const PACKAGES = join(import.meta.dirname, 'packages');

/**
 * Entries that share no file with the others of their package: each file more costs every start about a millisecond, and
 * each package two. They hold functions alone, so that it does not matter which copy a program calls.
 */
const ALONE: readonly string[] = [
  'policy/check',
  'evaluate/index',
  'evaluate/vitest',
  'evaluate/specification/index',
];

/**
 * Packages that take what they need of others into their own files. What they need are functions and the class of errors,
 * which knows its copies; what has an identity, such as `Secret`, stays where it is.
 */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  policy: ['@leastwise/core'],
  evaluate: ['@leastwise/core', '@leastwise/policy/check'],
};

/** The catalog's half of policy is in the same file as the builders, because a program that needs one needs both. */
const withCatalog: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'with-catalog',
  setup(build) {
    build.onLoad({ filter: /packages.policy.src.index\.ts$/ }, ({ path }) => ({
      contents: `${readFileSync(path, 'utf8')}\nexport * from './catalog.ts';\n`,
      loader: 'ts',
    }));
  },
};

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** JavaScript only: `tsc -b` has written the declarations into the same folders before, so nothing is cleaned here. */
export default defineConfig(readdirSync(PACKAGES).flatMap(packageOptions));

/** What is built are the files that `exports` and `bin` of a package name; one that has none (generated modules) is not built. */
function packageOptions(name: string): Options[] {
  const directory = join(PACKAGES, name);
  const file = join(directory, 'package.json');
  if (!existsSync(file)) return [];
  const { exports, bin = {} } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const built = Object.values(exports).map((target) =>
    typeof target === 'string' ? target : target['default'],
  );
  const entry = Object.fromEntries(
    [...built, ...Object.values(bin)].flatMap((file) => {
      const path = /^\.\/dist\/(.+)\.js$/.exec(file ?? '')?.[1];
      return path === undefined ? [] : [[path, join(directory, 'src', `${path}.ts`)]];
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
      // Other packages are not bundled in, however they are imported.
      external: [/^[^./]/],
      noExternal: [...(WHOLE[name] ?? [])],
      esbuildPlugins: [withCatalog],
      esbuildOptions: (esbuild) => {
        // What is taken in is built from its sources too.
        esbuild.conditions = ['@leastwise/source'];
      },
    }));
}
