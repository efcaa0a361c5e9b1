import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judge } from '../bench/mistakes/judge.ts';
import { MISTAKES } from '../bench/mistakes/mistakes.ts';
import type { Peer } from '../bench/mistakes/peer.ts';
import { leastwise } from '../bench/mistakes/peers/leastwise.ts';
import { renderPage } from '../bench/mistakes/table.ts';

const FOLDER = join(import.meta.dirname, '../.tmp/mistakes');
const judging = { timeout: 120_000 };

/** A peer whose programs are all alike. */
const peer = (right: string, wrong: string | readonly string[], validate?: Peer['validate']): Peer => ({
  title: 'peer',
  package: 'peer',
  prelude: 'const add = (a: number, b: number): number => a + b;',
  ...(validate && { validate }),
  programs: Object.fromEntries(MISTAKES.map((mistake) => [mistake, { right, wrong }])) as Peer['programs'],
});
const RIGHT = 'export const document = add(1, 2);';
const verdictOf = async (subject: Peer): Promise<string | undefined> =>
  (await judge(subject, join(FOLDER, 'peer'))).get('no action')?.verdict;

test('leastwise catches every mistake, all but one of them at compile time', judging, async () => {
  const judgements = await judge(leastwise, join(FOLDER, 'leastwise'));
  const expected = MISTAKES.map((mistake) => [mistake, mistake === 'duplicate Sid' ? 'R' : 'C']);
  expect([...judgements].map(([mistake, { verdict }]) => [mistake, verdict])).toEqual(expected);
  const [, says] = renderPage([{ title: 'leastwise', judgements }], []).split('## What leastwise says');
  // If this fails: npm run mistakes --prefix bench
  expect(readFileSync(join(import.meta.dirname, '../docs/mistakes-caught.md'), 'utf8')).toContain(says);
});

describe('a mistake', () => {
  test('is found where the program does not compile, throws or is not valid', judging, async () => {
    expect(await verdictOf(peer(RIGHT, "export const document = add(1, '2');"))).toBe('C');
    expect(
      await verdictOf(peer(RIGHT, "export const document: string = (() => { throw new Error('no') })();")),
    ).toBe('R');
    const check = 'document === 3 ? [] : ["not three"]';
    const validated = peer(RIGHT, 'export const document = add(1, 1);', { identity: check, trust: check });
    expect(await verdictOf(validated)).toBe('V');
    expect(await verdictOf(peer(RIGHT, RIGHT))).toBe('–');
  });

  test('with two forms counts as the form that fares worse', judging, async () => {
    expect(await verdictOf(peer(RIGHT, ["export const document = add(1, '2');", RIGHT]))).toBe('–');
  });

  test('proves nothing where the right program is refused too', judging, async () => {
    const wrong = "export const document = add(1, '2');";
    await expect(verdictOf(peer(wrong, wrong))).rejects.toThrow(
      'refuses the right program for unknown action (C)',
    );
  });
});

test('the page counts what is caught, and says why a library is not there', () => {
  const all = MISTAKES.map((mistake) => [mistake, { verdict: 'C', why: 'a | `b` of K23' }] as const);
  const page = renderPage(
    [{ title: 'leastwise', judgements: new Map(all) }],
    [{ name: 'absent', why: 'npm answers E404' }],
  );
  expect(page).toContain('| **caught (C/R/V)** | **22/0/0** |');
  expect(page).toContain('- `absent`: npm answers E404');
  expect(page).toContain(String.raw`| no action | ${'``'}a \| ${'`b`'} of K${'``'} |`);
});
