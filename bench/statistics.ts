import type { Spread } from './figure.ts';

/** The value below which the given share of the samples lies, between neighbours in proportion. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new Error('there are no samples');
  return below + (above - below) * (place - Math.floor(place));
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** How often the second goes into the first, round by round. */
export function ratios(of: readonly number[], by: readonly number[]): readonly number[] {
  return of.map((sample, round) => sample / (by[round] ?? Number.NaN));
}

/** The middle half. */
export function spread(samples: readonly number[]): Spread {
  return { low: quantile(samples, 0.25), high: quantile(samples, 0.75) };
}

/**
 * Measures several things in turn, round after round, each round beginning with another of them: whatever the machine
 * does meanwhile happens to all of them. A first round warms the disk cache and is not counted.
 */
export async function interleave<Name extends string>(
  rounds: number,
  measures: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(measures) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const name of names) await measures[name]();
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length];
      if (name !== undefined) samples[name].push(await measures[name]());
    }
  }
  return samples;
}
