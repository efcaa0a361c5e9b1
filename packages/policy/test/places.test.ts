import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { wrongPlace } from '../src/places.ts';

/** The SDK's table of partitions is no export of its package, so it is read as the text that it is. */
const sdk = dirname(createRequire(import.meta.url).resolve('@aws-sdk/core/package.json'));
const table = readFileSync(
  join(sdk, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'),
  'utf8',
);
const quoted = [...table.matchAll(/"([a-z-]+(?:-\d)?)"/g)].map(([, text = '']) => text);

test('every region that the AWS SDK knows is one', () => {
  const regions = quoted.filter((text) => /^[a-z]{2,}(?:-[a-z]+)+-\d$/.test(text));
  expect(regions.length).toBeGreaterThan(40);
  expect(regions.map((region) => wrongPlace.region(region)).filter(Boolean)).toEqual([]);
});

test('every partition that the AWS SDK knows is one', () => {
  const partitions = [...table.matchAll(/"id": "([a-z-]+)"/g)].map(([, id = '']) => id);
  expect(partitions.length).toBeGreaterThan(5);
  expect(partitions.map((partition) => wrongPlace.partition(partition)).filter(Boolean)).toEqual([]);
});
