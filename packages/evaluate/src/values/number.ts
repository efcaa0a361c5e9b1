import { digitsEnd } from './digits.ts';

/**
 * Reads an integer or a decimal number; anything else, such as `1e3`, `0x10` or an empty text, is no number.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric
 */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && isDecimal(value) ? Number(value) : undefined;
}

/** A sign, digits, a point and digits: at least one digit somewhere. */
function isDecimal(text: string): boolean {
  const start = text.startsWith('+') || text.startsWith('-') ? 1 : 0;
  const point = digitsEnd(text, start);
  if (text.charAt(point) !== '.') return point > start && point === text.length;
  const end = digitsEnd(text, point + 1);
  return end === text.length && end > start + 1;
}
