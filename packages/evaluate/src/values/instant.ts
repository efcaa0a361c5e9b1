import { digitsEnd, wholeNumber } from './digits.ts';

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
  const digits = digitsEnd(value, 0);
  const isYear = digits === 4 && (value.length === 4 || value.charAt(4) === '-');
  return isYear ? readMoment(value) : readSeconds(value, digits);
}

function readSeconds(text: string, digits: number): number | undefined {
  if (digits === 0 || digits > 15) return undefined;
  if (text.length === digits) return Number(text) * 1000;
  const isFraction = text.charAt(digits) === '.' && text.length > digits + 1 && text.length <= digits + 10;
  if (!isFraction || digitsEnd(text, digits + 1) !== text.length) return undefined;
  // Each for itself: a thousand times the whole of it is not always a whole number of milliseconds.
  return Number(text.slice(0, digits)) * 1000 + Number(text.slice(digits)) * 1000;
}

/** A W3C profile of ISO 8601: a year, a month, a day, or a time of a day with its zone. */
function readMoment(text: string): number | undefined {
  const { length } = text;
  if (length > 7 && (text.charAt(7) !== '-' || length < 10)) return undefined;
  if (length !== 4 && length !== 7 && length !== 10 && text.charAt(10) !== 'T') return undefined;
  const year = wholeNumber(text, 0, 4);
  const month = length > 4 ? wholeNumber(text, 5, 2) : 1;
  const day = length > 7 ? wholeNumber(text, 8, 2) : 1;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  const midnight = daysSince1970(year, month, day) * 86_400_000;
  return length > 10 ? readTime(text, midnight) : midnight;
}

/** `THH:MM`, perhaps seconds and a fraction of them, and the zone. */
function readTime(text: string, midnight: number): number | undefined {
  const hour = wholeNumber(text, 11, 2);
  const minute = text.charAt(13) === ':' ? wholeNumber(text, 14, 2) : -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  let second = 0;
  let fraction = 0;
  let at = 16;
  if (text.charAt(at) === ':') {
    second = wholeNumber(text, 17, 2);
    if (second < 0 || second > 59) return undefined;
    at = 19;
    if (text.charAt(at) === '.') {
      const end = digitsEnd(text, at + 1);
      if (end === at + 1) return undefined;
      fraction = Number(text.slice(at, end));
      at = end;
    }
  }
  const zone = readZone(text, at);
  if (zone === undefined) return undefined;
  return midnight + ((hour * 60 + minute - zone) * 60 + second) * 1000 + fraction * 1000;
}

/** Minutes ahead of UTC: `Z`, `+01:00` or `+0100`. */
function readZone(text: string, at: number): number | undefined {
  const sign = text.charAt(at);
  if (sign === 'Z') return text.length === at + 1 ? 0 : undefined;
  if (sign !== '+' && sign !== '-') return undefined;
  const colon = text.charAt(at + 3) === ':' ? 1 : 0;
  const hour = wholeNumber(text, at + 1, 2);
  const minute = wholeNumber(text, at + 3 + colon, 2);
  if (text.length !== at + 5 + colon || hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  return (hour * 60 + minute) * (sign === '-' ? -1 : 1);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** In the Gregorian calendar, also before it was in use. The year begins in March here, so that the leap day is its last. */
function daysSince1970(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const months = (month + 9) % 12;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor((153 * months + 2) / 5) + day - 1 - 719_468;
}
