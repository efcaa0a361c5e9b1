import { Refusal } from '../protocol/refusal.ts';
import { type Cron, parseCron } from './cron.ts';
import type { RotationRules } from './secret-state.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** A secret can be rotated every four hours, and not more often. */
const FEWEST_HOURS = 4;

/** As far ahead as the rarest day can be, a fifth Monday of a February: 40 years over one like 2100, which has no leap day. */
const DAYS_AHEAD = 40 * 366;

/**
 * The windows in which a secret is rotated, which open on the hour, in UTC.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export interface Schedule {
  /** When the first window after a time opens; a number of days counts from when the secret was last rotated. */
  readonly opensAfter: (time: number, rotated: number) => number;
  readonly closes: (opened: number) => number;
}

/**
 * The schedule that rules describe, if they describe one.
 *
 * @throws Refusal InvalidParameterException
 */
export function scheduleOf(rules: RotationRules): Schedule | undefined {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression } = rules;
  const duration = durationOf(rules.Duration);
  if (days !== undefined) return everyDays(days, duration);
  return expression === undefined ? undefined : scheduleIn(expression, duration);
}

function durationOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, hours = ''] = /^(\d{1,2})h$/.exec(text) ?? [];
  if (hours !== '' && Number(hours) >= 1 && Number(hours) <= 24) return Number(hours);
  return invalid(`The duration of a rotation window is 1h to 24h, not ${text}.`);
}

function scheduleIn(expression: string, duration: number | undefined): Schedule {
  const [, count = '', unit = ''] = /^rate\(([1-9]\d{0,3}) (hour|day)s?\)$/.exec(expression) ?? [];
  if (unit === 'day') return everyDays(Number(count), duration);
  if (unit === 'hour') return everyHours(Number(count), duration);
  const [, fields = ''] = /^cron\((.+)\)$/.exec(expression) ?? [];
  if (fields !== '') return byCalendar(parseCron(fields), expression, duration);
  return invalid(`The schedule expression ${expression} is neither rate(...) nor cron(...).`);
}

function everyDays(days: number, duration = 24): Schedule {
  return {
    opensAfter: (time, rotated) => Math.max(midnight(rotated) + days * DAY, midnight(time) + DAY),
    closes: (opened) => opened + duration * HOUR,
  };
}

function everyHours(hours: number, duration = 1): Schedule {
  refuseOften(hours);
  refuseOverlap(duration, hours);
  const interval = hours * HOUR;
  return {
    opensAfter: (time) => (Math.floor(time / interval) + 1) * interval,
    closes: (opened) => opened + duration * HOUR,
  };
}

function byCalendar(cron: Cron, expression: string, duration: number | undefined): Schedule {
  const { hours } = cron;
  const gaps = hours.slice(1).map((hour, i) => hour - (hours[i] ?? 0));
  for (const gap of gaps) {
    refuseOften(gap);
    refuseOverlap(duration ?? 1, gap);
  }
  if ((hours.at(-1) ?? 0) + (duration ?? 1) > 24) {
    invalid('A rotation window must not extend into the next UTC day.');
  }
  if (opening(cron, 0) === undefined) invalid(`The schedule expression ${expression} stands for no day.`);
  // Where there are several a day, each is short.
  const closes = (opened: number): number =>
    duration === undefined && hours.length === 1 ? midnight(opened) + DAY : opened + (duration ?? 1) * HOUR;
  return { opensAfter: (time) => opening(cron, time) ?? Number.POSITIVE_INFINITY, closes };
}

function opening({ hours, isDay }: Cron, time: number): number | undefined {
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const day = midnight(time) + ahead * DAY;
    const hour = isDay(new Date(day)) ? hours.find((each) => day + each * HOUR > time) : undefined;
    if (hour !== undefined) return day + hour * HOUR;
  }
  return undefined;
}

function midnight(time: number): number {
  return Math.floor(time / DAY) * DAY;
}

function refuseOften(hours: number): void {
  if (hours < FEWEST_HOURS)
    invalid(`A secret can be rotated every ${FEWEST_HOURS} hours, and not more often.`);
}

function refuseOverlap(duration: number, hours: number): void {
  if (duration > hours) invalid('A rotation window must not extend into the next rotation window.');
}

function invalid(message: string): never {
  throw new Refusal('InvalidParameterException', message);
}
