import { describe, expect, test } from 'vitest';
import { pairs } from './faults.ts';
import { seeded } from './random.ts';
import { type Kind, KINDS } from './secret-kinds.ts';
import { secretLife } from './secret-life.ts';
import { sesLife } from './ses-life.ts';

/** A machine under load takes its time. */
const TIMEOUT = 240_000;
/** One pair in so many; all-pairs.ts tries them all. */
const ONE_IN: Readonly<Record<Kind, number>> = {
  ...{ single: 64, dual: 64, console: 64, 'hand-over': 16, alternating: 512 },
};

describe.each(KINDS)('a secret of the kind %s', (kind) => {
  test('gets through its life where nothing goes wrong', async () => {
    const { runs, complaints } = await secretLife(kind)([]);
    expect(complaints).toEqual([]);
    expect(runs).toBeLessThanOrEqual(4);
  });

  test(
    'keeps every invariant and gets done after any one fault at any request, and after pairs drawn evenly from all of them',
    async () => {
      const random = seeded(20260103);
      const { lives, complaints, mostRuns } = await pairs(
        () => random() < 1 / ONE_IN[kind],
        secretLife(kind),
      );
      expect(complaints).toEqual([]);
      expect(lives).toBeGreaterThan(100);
      expect(mostRuns).toBeLessThanOrEqual(9);
    },
    TIMEOUT,
  );
});

test(
  'a key with SMTP credentials keeps every invariant, and each password is its own key’s, after one fault or two',
  async () => {
    const random = seeded(20260104);
    const { lives, complaints } = await pairs(() => random() < 1 / 256, sesLife);
    expect(complaints).toEqual([]);
    expect(lives).toBeGreaterThan(100);
  },
  TIMEOUT,
);
