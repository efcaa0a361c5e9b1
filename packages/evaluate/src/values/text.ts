import type { ContextValue } from '../request.ts';

/** A value as the text that policies compare and substitute. Whole seconds are written as AWS writes them, without `.000`. */
export function textOf(value: ContextValue): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  return String(value);
}
