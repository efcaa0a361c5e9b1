import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scheduleOf } from './rotation-schedule.ts';
import type { RotationRules } from './secret-state.ts';

// A Thursday.
const NOW = '2026-01-01T09:30:00Z';
const HOUR = 3_600_000;

/** The windows that open next, as `start/end`. */
function windows(rules: RotationRules, count: number, from = NOW): readonly string[] {
  const schedule = scheduleOf(rules);
  const found: string[] = [];
  let time = Date.parse(from);
  while (schedule && found.length < count) {
    time = schedule.opensAfter(time, Date.parse(from));
    found.push([time, schedule.closes(time)].map((at) => new Date(at).toISOString().slice(0, 13)).join('/'));
  }
  return found;
}

// The examples of https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html and their kin.
test.each<readonly [RotationRules, readonly string[]]>([
  [{ AutomaticallyAfterDays: 30 }, ['2026-01-31T00/2026-02-01T00']],
  [
    { AutomaticallyAfterDays: 1, Duration: '3h' },
    ['2026-01-02T00/2026-01-02T03', '2026-01-03T00/2026-01-03T03'],
  ],
  [{ ScheduleExpression: 'rate(10 days)' }, ['2026-01-11T00/2026-01-12T00']],
  [{ ScheduleExpression: 'rate(12 hours)' }, ['2026-01-01T12/2026-01-01T13', '2026-01-02T00/2026-01-02T01']],
  [{ ScheduleExpression: 'rate(4 hours)', Duration: '2h' }, ['2026-01-01T12/2026-01-01T14']],
  [
    { ScheduleExpression: 'cron(0 8 * * ? *)' },
    ['2026-01-02T08/2026-01-03T00', '2026-01-03T08/2026-01-04T00'],
  ],
  [{ ScheduleExpression: 'cron(0 10 * * ? *)', Duration: '1h' }, ['2026-01-01T10/2026-01-01T11']],
  // The hours begin anew each day.
  [
    { ScheduleExpression: 'cron(0 4/12 * * ? *)' },
    ['2026-01-01T16/2026-01-01T17', '2026-01-02T04/2026-01-02T05', '2026-01-02T16/2026-01-02T17'],
  ],
  [
    { ScheduleExpression: 'cron(0 8 1/7 * ? *)' },
    ['2026-01-08T08/2026-01-09T00', '2026-01-15T08/2026-01-16T00'],
  ],
  [
    { ScheduleExpression: 'cron(0 16 L * ? *)' },
    ['2026-01-31T16/2026-02-01T00', '2026-02-28T16/2026-03-01T00'],
  ],
  [
    { ScheduleExpression: 'cron(0 0 ? * SUN#1 *)' },
    ['2026-01-04T00/2026-01-05T00', '2026-02-01T00/2026-02-02T00'],
  ],
  [
    { ScheduleExpression: 'cron(0 6 ? * SAT,3 *)' },
    ['2026-01-03T06/2026-01-04T00', '2026-01-06T06/2026-01-07T00'],
  ],
  [
    { ScheduleExpression: 'cron(0 6 ? * 6L *)' },
    ['2026-01-30T06/2026-01-31T00', '2026-02-27T06/2026-02-28T00'],
  ],
  [
    { ScheduleExpression: 'cron(0 6 ? * L *)' },
    ['2026-01-03T06/2026-01-04T00', '2026-01-10T06/2026-01-11T00'],
  ],
  [
    { ScheduleExpression: 'cron(0 6 ? * MON-FRI *)' },
    ['2026-01-02T06/2026-01-03T00', '2026-01-05T06/2026-01-06T00'],
  ],
  [
    { ScheduleExpression: 'cron(0 2 1 jan,APR,7-9/2 ? *)' },
    ['2026-04-01T02/2026-04-02T00', '2026-07-01T02/2026-07-02T00', '2026-09-01T02/2026-09-02T00'],
  ],
  [{ ScheduleExpression: 'cron(0 2 ? 2 MON#5 *)' }, ['2044-02-29T02/2044-03-01T00']],
  [
    { ScheduleExpression: 'cron(0 2 29 2 ? *)' },
    ['2028-02-29T02/2028-03-01T00', '2032-02-29T02/2032-03-01T00'],
  ],
])('%j opens at %j', (rules, expected) => {
  expect(windows(rules, expected.length)).toEqual(expected);
});

test('a number of days that has passed already leads to the next midnight', () => {
  const schedule = scheduleOf({ AutomaticallyAfterDays: 30 });
  expect(schedule?.opensAfter(Date.parse(NOW), Date.parse('2025-06-01T00:00:00Z'))).toBe(
    Date.parse('2026-01-02T00:00:00Z'),
  );
});

test('rules without days and expression describe no schedule', () => {
  expect(scheduleOf({ Duration: '2h' })).toBeUndefined();
});

describe('refuses, and says which part', () => {
  test.each([
    ['rate(3 hours)', 'every 4 hours'],
    ['rate(0 days)', 'neither rate'],
    ['rate(5 minutes)', 'neither rate'],
    ['at(2026-01-01)', 'neither rate'],
    ['cron()', 'neither rate'],
    ['cron(0 8 * * ?)', 'six fields'],
    ['cron(0 8 * * ? * *)', 'six fields'],
    ['cron(30 8 * * ? *)', '0 in the Minutes field'],
    ['cron(0 8 * * ? 2026)', '* in the Year field'],
    ['cron(0 8 * * * *)', '? in one of'],
    ['cron(0 8 ? * ? *)', '? in one of'],
    ['cron(0 8 15W * ? *)', 'no Day-of-month like 15W'],
    ['cron(0 8 32 * ? *)', 'no Day-of-month like 32'],
    ['cron(0 8 0 * ? *)', 'no Day-of-month like 0'],
    ['cron(0 8 9-3 * ? *)', 'no Day-of-month like 9-3'],
    ['cron(0 24 * * ? *)', 'no Hours like 24'],
    ['cron(0 8 ? * 8 *)', 'no Day-of-week like 8'],
    ['cron(0 8 ? * MON#6 *)', 'no Day-of-week like MON#6'],
    ['cron(0 8 * 13 ? *)', 'no Month like 13'],
    ['cron(0 8 */0 * ? *)', 'no Day-of-month like */0'],
    ['cron(0 8 31 2,4 ? *)', 'stands for no day'],
    ['cron(0 8/3 * * ? *)', 'every 4 hours'],
  ])('%s', (ScheduleExpression, message) => {
    expect(() => scheduleOf({ ScheduleExpression })).toThrow(message);
  });

  test.each([
    ['rate(4 hours)', '5h', 'next rotation window'],
    ['cron(0 0/6 * * ? *)', '7h', 'next rotation window'],
    ['cron(0 20 * * ? *)', '5h', 'next UTC day'],
    ['rate(1 day)', '25h', '1h to 24h'],
    ['rate(1 day)', '0h', '1h to 24h'],
    ['rate(1 day)', '3', '1h to 24h'],
  ])('%s with a window of %s', (ScheduleExpression, Duration, message) => {
    expect(() => scheduleOf({ ScheduleExpression, Duration })).toThrow(message);
  });
});

test('a window is always later, opens on the hour, and ends with its day', () => {
  const part = fc.constantFrom('*', '1', '5', '1-5', '2/2', '*/3', '1,4', 'L');
  const hours = fc.constantFrom('0', '8', '23', '0/12', '3/5', '1,9');
  const days = fc.oneof(
    part.map((date) => `${date} * ?`),
    fc.oneof(part, fc.constantFrom('TUE#2', '7L')).map((day) => `? * ${day}`),
    part.map((date) => `${date} FEB-APR ?`),
  );
  const rules = fc.oneof(
    fc.integer({ min: 1, max: 1000 }).map((AutomaticallyAfterDays) => ({ AutomaticallyAfterDays })),
    fc.tuple(hours, days).map(([hour, day]) => ({ ScheduleExpression: `cron(0 ${hour} ${day} *)` })),
  );
  const time = fc.integer({ min: 0, max: Date.parse('2100-03-05T00:00:00Z') });
  fc.assert(
    fc.property(rules, time, time, (each, now, rotated) => {
      const schedule = scheduleOf(each);
      const opens = schedule?.opensAfter(now, rotated) ?? 0;
      const closes = schedule?.closes(opens) ?? 0;
      expect(opens).toBeGreaterThan(now);
      expect(opens % HOUR).toBe(0);
      expect(closes).toBeGreaterThan(opens);
      expect(new Date(closes - 1).getUTCDate()).toBe(new Date(opens).getUTCDate());
    }),
  );
});
