import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { piecesOf, resourcePieces } from '../input/pattern.ts';
import { covers } from '../specification/pattern.ts';
import { type Glob, globMatches, globOf, type Text } from './glob.ts';

const glob = (pattern: string): Glob => globOf(piecesOf(pattern, { wildcards: true, variables: false }));

/** How many characters the matcher looks at. */
function steps(pattern: Glob, text: string): { readonly matches: boolean; readonly steps: number } {
  let looked = 0;
  const counted: Text = {
    length: text.length,
    charCodeAt: (index) => {
      looked++;
      return text.charCodeAt(index);
    },
  };
  const matches = globMatches(pattern, counted);
  return { matches, steps: looked };
}

describe('a hostile pattern takes steps in proportion to the text', () => {
  const long = 'a'.repeat(20_000);
  test.each<[string, string, string, boolean]>([
    ['forty *a that do not match', `${'*a'.repeat(40)}b`, long, false],
    ['forty *a that match', '*a'.repeat(40), long, true],
    ['forty *a and a star', `${'*a'.repeat(40)}*`, long, true],
    ['a thousand stars', '*'.repeat(1000), long, true],
    ['a hundred *?', '*?'.repeat(100), long, true],
  ])('%s', (_, pattern, text, matches) => {
    const found = steps(glob(pattern), text);
    expect(found.matches).toBe(matches);
    expect(found.steps).toBeLessThanOrEqual(3 * text.length);
  });

  test('wildcards that must not match a colon look at each character once', () => {
    const pattern = globOf(resourcePieces(`arn:${'a*'.repeat(40)}b:s3:::x*y`, false));
    expect(steps(pattern, `arn:${long}:s3:::x`).steps).toBeLessThanOrEqual(long.length + 20);
  });

  test('the worst pattern takes at most pattern times text', () => {
    const pattern = `*${'a'.repeat(50)}b`;
    expect(steps(glob(pattern), long).steps).toBeLessThanOrEqual(pattern.length * long.length);
  });
});

test('matches what the specification says, piece by piece', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 12 });
  fc.assert(
    fc.property(pattern, text, (wanted, given) => {
      for (const pieces of [
        piecesOf(wanted, { wildcards: true, variables: false }),
        resourcePieces(wanted, false),
      ])
        expect(globMatches(globOf(pieces), given)).toBe(covers(pieces, given));
    }),
    { numRuns: 5000 },
  );
});
