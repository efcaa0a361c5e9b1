import type { Element } from '../input/statement.ts';

const MOST = 5;

/** `a, b and c`, cut short where there are many; `a, b or c` of values of which one is enough. */
export function listed(items: readonly string[], word: 'and' | 'or' = 'and'): string {
  const shown = items.slice(0, MOST);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join(', ')} ${word} ${more} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** `only on a and b`, or `on all but a and b` */
export function entriesAfter(preposition: string, { not, entries }: Element<string>): string {
  if (entries.length === 0) return not ? `${preposition} all` : `${preposition} nothing`;
  return not ? `${preposition} all but ${listed(entries)}` : `only ${preposition} ${listed(entries)}`;
}

const LONGEST = 200;

/** A value in quotes, cut short where it is long. */
export function quoted(text: string): string {
  if (text.length <= LONGEST) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, LONGEST))}… (${text.length} characters)`;
}
