import { refusal } from './refusal.ts';
import { show } from './shape-values.ts';

/** Refuses what a program without types can give where text is wanted. */
export function mustBeText(value: unknown, what: string): void {
  if (typeof value !== 'string') throw refusal('MALFORMED_PARAMETER', `${what} is text, not ${show(value)}`);
}
