import { join } from 'node:path';
import getReleasePlan from '@changesets/get-release-plan';
import { expect, test } from 'vitest';

const BUMPS = ['none', 'patch', 'minor', 'major'] as const;

test('the changesets are of packages that exist, and release what they ask for', async () => {
  const { changesets, releases } = await getReleasePlan(join(import.meta.dirname, '..'));
  const largest = (bumps: readonly (typeof BUMPS)[number][]): string | undefined =>
    BUMPS.findLast((bump) => bumps.includes(bump));
  const asked = changesets.flatMap((changeset) => changeset.releases.map(({ type }) => type));
  expect(largest(releases.map(({ type }) => type))).toBe(largest(asked));
});
