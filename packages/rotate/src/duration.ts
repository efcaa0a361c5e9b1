import { LeastwiseError } from '@leastwise/core';

/** A span of time: milliseconds as a number, or a number with its unit, such as `'90s'`, `'12h'` or `'60d'`. */
export type Duration = number | `${number}${'s' | 'm' | 'h' | 'd' | 'w'}`;

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Reads a span of time as milliseconds. Months and years are left out because they have no fixed length.
 *
 * @throws LeastwiseError `MALFORMED_DURATION` for anything else, also for what is negative or not finite.
 */
export function parseDuration(duration: Duration | undefined, path: string): number {
  const milliseconds = typeof duration === 'string' ? fromText(duration) : duration;
  if (typeof milliseconds === 'number' && Number.isFinite(milliseconds) && milliseconds >= 0) {
    return Math.round(milliseconds);
  }
  throw new LeastwiseError({
    code: 'MALFORMED_DURATION',
    what: `\`${String(duration)}\` is not a span of time`,
    path,
    hint: 'write a number and s, m, h, d or w, such as `12h` or `60d`, or a number of milliseconds',
  });
}

function fromText(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(text) ?? [];
  const size = UNITS[unit];
  return count === undefined || size === undefined ? undefined : Number(count) * size;
}

/** Writes milliseconds in the largest unit that keeps them whole, for messages. */
export function formatDuration(milliseconds: number): string {
  for (const unit of ['d', 'h', 'm', 's']) {
    const size = UNITS[unit] ?? 1;
    if (milliseconds % size === 0) return `${milliseconds / size}${unit}`;
  }
  return `${milliseconds} ms`;
}
