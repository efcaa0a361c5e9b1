import { Refusal } from '../protocol/refusal.ts';
import type { StoredSecret } from '../state.ts';
import { scheduleOf } from './rotation-schedule.ts';
import type { RotationRules } from './secret-state.ts';
import { CURRENT, versionAt } from './versions.ts';

const SECOND = 1000;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html */
export function checkedRules(
  given: RotationRules | undefined,
  before: RotationRules | undefined,
): RotationRules | undefined {
  if (!given) return before;
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression } = given;
  if (days !== undefined && expression !== undefined) {
    throw new Refusal(
      'InvalidParameterException',
      'You must specify either AutomaticallyAfterDays or ScheduleExpression, not both.',
    );
  }
  scheduleOf(given);
  return given;
}

/** A time in which a secret is rotated by its schedule. */
export interface RotationWindow {
  readonly opens: number;
  readonly closes: number;
}

/** The next window, which may be open already; nothing for a secret without a schedule. */
export function nextWindow(secret: StoredSecret): RotationWindow | undefined {
  const { rotation, created } = secret;
  const schedule = rotation?.enabled && rotation.rules ? scheduleOf(rotation.rules) : undefined;
  if (!rotation || !schedule) return undefined;
  const { since, lastRotated = created } = rotation;
  // A value that was put by hand counts as a rotation.
  const rotated = Math.max(lastRotated, versionAt(secret, CURRENT)?.created ?? created);
  const opens = schedule.opensAfter(Math.max(since, lastRotated), rotated);
  return { opens, closes: schedule.closes(opens) };
}

/**
 * The last second in which the next rotation can be.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
export function nextRotation(secret: StoredSecret): number | undefined {
  const window = nextWindow(secret);
  return window && window.closes - SECOND;
}
