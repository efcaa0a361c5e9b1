import { readFileSync } from 'node:fs';
import { size } from '@leastwise/policy';
import { describe, expect, test } from 'vitest';
import { compare } from './presets/compare.ts';
import { brokenClaims, groupClaims } from './presets/decide.ts';
import { mutate } from './presets/minimal.ts';
import { type Proof, titleOf } from './presets/proof.ts';
import { readProofs } from './presets/registry.ts';
import { currentPage, PAGE } from './presets/write-page.ts';

const proofs = await readProofs();

test('no two proofs are of the same thing', () => {
  const titles = proofs.map(titleOf);
  expect(titles).toEqual([...new Set(titles)]);
});

describe.each(proofs.map((proof): [string, Proof] => [titleOf(proof), proof]))('%s', (_, proof) => {
  test('allows each request of the job, and no near miss', () => {
    const broken = [...brokenClaims(proof, groupClaims(proof))];
    expect(broken.map(({ claim, expected, why }) => `${claim.claim} is not ${expected}: ${why()}`)).toEqual(
      [],
    );
  });

  test('is minimal: without any one part, a request of the job fails or a near miss succeeds', () => {
    const { mutants, survivors } = mutate(proof);
    expect(mutants).toBeGreaterThan(0);
    expect(survivors).toEqual(Object.keys(proof.spared ?? {}));
  });

  test('fits where AWS keeps it', () => {
    const tooLong = proof.sides.filter(({ document, holder }) => size(document, holder).left < 0);
    expect(tooLong.map(({ name }) => name)).toEqual([]);
  });

  test("reaches no further than AWS's policy for the job, but for what has a reason", () => {
    const comparison = compare(proof);
    expect(comparison?.unexplained ?? []).toEqual([]);
    expect(comparison?.stale ?? []).toEqual([]);
  });
});

test('the page shows the proofs as they are', async () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(await currentPage());
});
