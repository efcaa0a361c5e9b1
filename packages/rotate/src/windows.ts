import { LeastwiseError } from '@leastwise/core';
import { type Duration, formatDuration, parseDuration } from './duration.ts';

/** What the programs that use a credential need, from which it follows how long the previous one has to stay. */
export interface Consumers {
  /** The longest that any of them keeps the credential before it reads the secret again. */
  readonly cacheTtl: Duration;
  /** The longest that one of them works with a credential it has read. */
  readonly longestJob: Duration;
  /** The time between two runs of the one that runs least often. */
  readonly slowestPeriod: Duration;
}

/** The spans of a rotation, where they are not what follows from the consumers. */
export interface WindowOptions {
  /** How old a key gets before it is replaced. */
  readonly every: Duration;
  readonly consumers: Consumers;
  /** From promotion until the previous key may be deactivated; `cacheTtl + longestJob` unless said otherwise. */
  readonly grace?: Duration;
  /** How long the previous key must have been unused before it is deactivated; `slowestPeriod` unless said otherwise. */
  readonly quiet?: Duration;
  /** From deactivation until deletion, while it can be had back; seven days unless said otherwise. */
  readonly recovery?: Duration;
  /** The age at which an auditor calls a key too old; 90 days unless said otherwise. */
  readonly complianceAge?: Duration;
}

/** The spans of a rotation, in milliseconds. */
export interface Windows {
  readonly every: number;
  readonly grace: number;
  readonly quiet: number;
  readonly recovery: number;
}

const DAY = 86_400_000;
const LEAST_RECOVERY = 7 * DAY;

/**
 * Works out the spans of a rotation.
 *
 * @throws LeastwiseError `MALFORMED_DURATION`, or `WINDOWS_DO_NOT_FIT` where the previous key would go before every
 * consumer has let go of it, could not be had back, or would still be there when the next rotation is due.
 */
export function windowsOf(options: WindowOptions): Windows {
  // A program without types may have left it out, and is then told which duration is missing.
  const consumers: Partial<Consumers> = { ...options.consumers };
  const cacheTtl = parseDuration(consumers.cacheTtl, '$.consumers.cacheTtl');
  const longestJob = parseDuration(consumers.longestJob, '$.consumers.longestJob');
  const slowestPeriod = parseDuration(consumers.slowestPeriod, '$.consumers.slowestPeriod');
  const windows: Windows = {
    every: parseDuration(options.every, '$.every'),
    grace: parseDuration(options.grace ?? cacheTtl + longestJob, '$.grace'),
    quiet: parseDuration(options.quiet ?? slowestPeriod, '$.quiet'),
    recovery: parseDuration(options.recovery ?? LEAST_RECOVERY, '$.recovery'),
  };
  const complianceAge = parseDuration(options.complianceAge ?? 90 * DAY, '$.complianceAge');

  atLeast('grace', windows.grace, cacheTtl + longestJob, 'the longest cache plus the longest job');
  atLeast('quiet', windows.quiet, slowestPeriod, 'the period of the slowest consumer');
  atLeast('recovery', windows.recovery, LEAST_RECOVERY, 'the least time in which a mistake is noticed');
  const { every, grace, quiet, recovery } = windows;
  lessThan('grace + recovery', grace + recovery, every, 'every');
  lessThan('quiet + recovery', quiet + recovery, every, 'every');
  lessThan('every + grace', every + grace, complianceAge, 'complianceAge');
  return Object.freeze(windows);
}

function atLeast(name: string, value: number, least: number, meaning: string): void {
  if (value >= least) return;
  throw new LeastwiseError({
    code: 'WINDOWS_DO_NOT_FIT',
    what: `${name} is ${formatDuration(value)}, less than ${formatDuration(least)}, ${meaning}`,
    path: `$.${name}`,
    hint: `leave it out, or make it at least ${formatDuration(least)}`,
  });
}

function lessThan(sum: string, value: number, limit: number, name: string): void {
  if (value < limit) return;
  throw new LeastwiseError({
    code: 'WINDOWS_DO_NOT_FIT',
    what: `${sum} is ${formatDuration(value)}, which is not less than ${name}, ${formatDuration(limit)}`,
    path: '$.every',
    hint: 'a key must be gone before its successor is due, and be replaced before it is too old',
  });
}
