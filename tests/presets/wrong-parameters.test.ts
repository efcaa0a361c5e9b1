/* Each parameter of each preset, and each part of one, wrong in turn: what is refused is refused in leastwise's own words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { everything } from './everything.ts';

type Parameters = Readonly<Record<string, unknown>>;
interface Preset {
  readonly name: string;
  /** What it works with. */
  readonly right: Parameters;
  readonly make: (parameters: unknown) => unknown;
}

const WRONG: readonly unknown[] = [null, 1, '', {}, [], [null], true];
const LOCATION: Parameters = { bucket: 'my-ml-datasets', prefix: 'train/', account: '111122223333' };

/** What presets of a location take beside it, or in its place: they take what they do not know for misspelt. */
const OF_LOCATIONS: Readonly<Record<string, Parameters>> = {
  readObject: { bucket: 'my-ml-scripts', key: 'etl.py' },
  requireTls: { bucket: 'my-ml-datasets' },
  tlsOnlyBucket: { bucket: 'my-ml-datasets' },
  encryptedBucket: { bucket: 'my-ml-datasets', kmsKey: everything['kmsKey'] },
  requireEncryption: { bucket: 'my-ml-datasets', kmsKey: everything['kmsKey'] },
  readObjectsByTag: { ...LOCATION, tagKey: 'team' },
  folderByTag: { ...LOCATION, tagKey: 'team' },
  shareDataSet: { ...LOCATION, readers: everything['readers'], kmsKey: everything['kmsKey'] },
};

/** Those that take no parameters by name. */
const OTHERS = ['deepLearningContainers', 'instanceProfile'];

const MANIFEST = join(import.meta.dirname, '../../packages/presets/package.json');
const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { readonly exports: object };
const presets: readonly Preset[] = (
  await Promise.all(
    Object.keys(manifest.exports)
      .filter((path) => path !== './package.json')
      .map((path) => presetsOf(path.slice(2))),
  )
).flat();

async function presetsOf(service: string): Promise<readonly Preset[]> {
  const module = (await import(`@leastwise/presets/${service}`)) as Parameters;
  return Object.entries(module).flatMap(([name, make]) => {
    if (typeof make !== 'function' || make.length === 0 || OTHERS.includes(name)) return [];
    const right = service === 's3' ? (OF_LOCATIONS[name] ?? LOCATION) : everything;
    return [{ name, right, make: make as Preset['make'] }];
  });
}

/** The parameters that a preset reads. */
function readBy({ make, right }: Preset): readonly string[] {
  const read = new Set<string>();
  const get = (target: Parameters, name: string): unknown => {
    read.add(name);
    return target[name];
  };
  make(new Proxy(right, { get: (target, name) => get(target, String(name)) }));
  return [...read].filter((name) => Object.hasOwn(right, name));
}

/** A value that is wrong, or has one part that is. */
function spoiled(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return WRONG;
  const put = (name: string, wrong: unknown): unknown =>
    Array.isArray(value)
      ? value.map((old: unknown, i) => (String(i) === name ? wrong : old))
      : { ...value, [name]: wrong };
  const parts = Object.entries(value) as readonly (readonly [string, unknown])[];
  return [...WRONG, ...parts.flatMap(([name, part]) => spoiled(part).map((wrong) => put(name, wrong)))];
}

test('all presets but a few are tried, each with parameters that it works with', () => {
  expect(presets.length).toBeGreaterThan(70);
  expect(presets.filter((preset) => readBy(preset).length === 0)).toEqual([]);
});

test.each(presets)('$name', (preset) => {
  const refusals = readBy(preset).flatMap((name) =>
    spoiled(preset.right[name]).flatMap((wrong) =>
      refusal(() => preset.make({ ...preset.right, [name]: wrong })),
    ),
  );
  expect(refusals.length).toBeGreaterThan(0);
  expect(refusals.filter((text) => !text.startsWith('LeastwiseError: '))).toEqual([]);
});

function refusal(make: () => unknown): readonly string[] {
  try {
    make();
    return [];
  } catch (error) {
    return [String(error)];
  }
}
