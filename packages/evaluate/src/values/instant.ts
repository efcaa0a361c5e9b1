/** A W3C profile of ISO 8601: a year, a month, a day, or a time of a day with its zone. */
const MOMENT =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(?:Z|([+-])(\d\d):?(\d\d)))?)?)?$/;

/**
 * Reads a moment as milliseconds since 1970: a `Date`, ISO 8601 text as AWS takes it, or seconds since 1970 as a number or
 * as digits. Four digits are a year. What is none of these, or no day of the calendar, is no moment.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function readInstant(value: unknown): number | undefined {
  if (value instanceof Date) return value.getTime();
  // A number in JSON is its digits: AWS keeps all values of a policy as text.
  if (typeof value === 'number') return readInstant(String(value));
  if (typeof value !== 'string') return undefined;
  const found = MOMENT.exec(value);
  if (found !== null) return momentOf(found);
  return /^\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) * 1000 : undefined;
}

function momentOf(found: RegExpExecArray): number | undefined {
  const part = (at: number, otherwise: number): number =>
    found[at] === undefined ? otherwise : Number(found[at]);
  const [year, month, day] = [part(1, 0), part(2, 1), part(3, 1)];
  const [hour, minute, second] = [part(4, 0), part(5, 0), part(6, 0)];
  const [zoneHour, zoneMinute] = [part(9, 0), part(10, 0)];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  if (zoneHour > 23 || zoneMinute > 59) return undefined;
  // Date.UTC takes a year below 100 for one of the twentieth century.
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return undefined;
  const zone = (zoneHour * 60 + zoneMinute) * 60_000 * (found[8] === '-' ? -1 : 1);
  return date.getTime() + part(7, 0) * 1000 - zone;
}
