import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { comparePage, PAGE } from './rotators-compared.ts';

/** A machine under load takes its time. */
const TIMEOUT = 240_000;

/** As text, whatever the formatter made of the widths of its tables. */
function plain(page: string): string {
  return page
    .replace(/ *\| */g, '|')
    .replace(/-{3,}/g, '---')
    .replace(/\s+/g, ' ');
}

test(
  'the page that compares rotators is what the replays give',
  async () => {
    // If this fails: npx tsx --conditions=@leastwise/source packages/rotate/test/rotators-compared.ts
    expect(plain(readFileSync(PAGE, 'utf8'))).toBe(plain(await comparePage()));
  },
  TIMEOUT,
);
