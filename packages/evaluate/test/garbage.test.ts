import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Garbage } from './garbage.ts';

/** A machine under load takes its time. */
const TIMEOUT = 240_000;

/**
 * The decision itself is 80 bytes on Node 20, and the two numbers that a date is compared by are 32 where a busy machine compiles
 * late; one closure more, of 64, or a list of one, of 56, would exceed this.
 */
const DECISION = 128;
/** A list of several statements is made anew. */
const LIST = 64;

test(
  'a decision leaves nothing behind but itself, whatever the policies ask',
  () => {
    const script = join(import.meta.dirname, 'garbage.ts');
    const flags = ['--expose-gc', '--max-semi-space-size=64', '--import', 'tsx'];
    const output = execFileSync(process.execPath, [...flags, '--conditions=@leastwise/source', script], {
      encoding: 'utf8',
      cwd: join(import.meta.dirname, '../../..'),
    });
    const found = JSON.parse(output) as Readonly<Record<string, Garbage>>;
    const tooMuch = Object.entries(found).filter(
      ([, { bytes, statements }]) => bytes > DECISION + (statements > 1 ? LIST + 8 * statements : 0),
    );
    expect(tooMuch).toEqual([]);
    expect(Object.keys(found).length).toBeGreaterThan(15);
  },
  TIMEOUT,
);
