import { Refusal } from '../protocol/refusal.ts';

/** When a cron expression opens rotation windows: at these hours, on days like this, in UTC. */
export interface Cron {
  /** Ascending. */
  readonly hours: readonly number[];
  readonly isDay: (day: Date) => boolean;
}

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
}

const HOUR: Field = { name: 'Hours', from: 0, to: 23, names: [] };
const DATE: Field = { name: 'Day-of-month', from: 1, to: 31, names: [] };
const MONTH: Field = {
  ...{ name: 'Month', from: 1, to: 12 },
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const WEEKDAY: Field = {
  ...{ name: 'Day-of-week', from: 1, to: 7 },
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};

/**
 * Reads what stands in `cron(...)`, in the dialect of Secrets Manager: on the hour, in every year, and either by the day of the month
 * or by the day of the week. There is no `W` in it.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 *
 * @throws Refusal InvalidParameterException
 */
export function parseCron(fields: string): Cron {
  const [minutes, hours, date, month, weekday, year, ...more] = fields.split(' ');
  if (!hours || !date || !month || !weekday || !year || more.length > 0) {
    invalid('has six fields: Minutes Hours Day-of-month Month Day-of-week Year', fields);
  }
  if (minutes !== '0') invalid('must have 0 in the Minutes field', fields);
  if (year !== '*') invalid('must have * in the Year field', fields);
  if ((date === '?') === (weekday === '?')) {
    invalid('must have ? in one of the Day-of-month and Day-of-week fields', fields);
  }
  const months = numbersIn(month, MONTH);
  const isDay = anyOf(date === '?' ? weekday.split(',').map(weekdayTest) : date.split(',').map(dateTest));
  return {
    hours: [...numbersIn(hours, HOUR)].sort((a, b) => a - b),
    isDay: (day) => months.has(day.getUTCMonth() + 1) && isDay(day),
  };
}

type DayTest = (day: Date) => boolean;

function anyOf(tests: readonly DayTest[]): DayTest {
  return (day) => tests.some((test) => test(day));
}

function dateTest(part: string): DayTest {
  if (part === 'L') return isInLastWeekOf(1);
  const dates = numbersIn(part, DATE);
  return (day) => dates.has(day.getUTCDate());
}

/** `6#3` is the third Friday of a month, `6L` its last, and `L` the last day of the week. */
function weekdayTest(part: string): DayTest {
  const [, day = '', mark = ''] = /^(\w+?)(L|#[1-5])$/.exec(part) ?? [];
  const days = numbersIn(day || (part === 'L' ? '7' : part), WEEKDAY);
  const isWeekday: DayTest = (each) => days.has(each.getUTCDay() + 1);
  if (mark === '') return isWeekday;
  const isWeek: DayTest = mark.startsWith('#')
    ? (each) => Math.ceil(each.getUTCDate() / 7) === Number(mark.slice(1))
    : isInLastWeekOf(7);
  return (each) => isWeekday(each) && isWeek(each);
}

/** Whether a day is among the last ones of its month, so many of them. */
function isInLastWeekOf(days: number): DayTest {
  return (day) => {
    const later = new Date(day);
    later.setUTCDate(day.getUTCDate() + days);
    return later.getUTCMonth() !== day.getUTCMonth();
  };
}

/** What `*`, `1-5`, `1,3`, `4/12` and names stand for. */
function numbersIn(text: string, field: Field): ReadonlySet<number> {
  const all = new Set<number>();
  for (const part of text.split(',')) {
    const [, range = '', step] = /^(\*|\w+(?:-\w+)?)(?:\/(\d+))?$/.exec(part) ?? [];
    const [first = '', last] = range === '*' ? [String(field.from), String(field.to)] : range.split('-');
    const from = numberOf(first, field, part);
    // A single value with an increment goes on to the end.
    const to = last !== undefined ? numberOf(last, field, part) : step === undefined ? from : field.to;
    const by = step === undefined ? 1 : Number(step);
    if (to < from || by === 0) invalid(`has no ${field.name} like ${part}`, text);
    for (let each = from; each <= to; each += by) all.add(each);
  }
  return all;
}

function numberOf(text: string, { name, from, to, names }: Field, part: string): number {
  const named = names.indexOf(text.toUpperCase());
  const number = named >= 0 ? named + 1 : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= from && number <= to)) invalid(`has no ${name} like ${part}`, text);
  return number;
}

function invalid(problem: string, text: string): never {
  throw new Refusal(
    'InvalidParameterException',
    `A cron expression of a rotation schedule ${problem}, and not ${text}.`,
  );
}
