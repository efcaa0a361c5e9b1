import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../src/index.ts';
import { specify, type SpecifiedDecision } from '../src/specification/index.ts';
import { type Case, caseFiles } from './cases.ts';

/** Of a decision what the case says something of. */
function seen({ expect: wanted }: Case, decision: SpecifiedDecision): Case['expect'] {
  return {
    effect: decision.effect,
    ...(wanted.by === undefined ? {} : { by: decision.by }),
    ...(wanted.statements === undefined ? {} : { statements: decision.statements.map(({ path }) => path) }),
    ...(wanted.missingKeys === undefined ? {} : { missingKeys: decision.missingKeys }),
  };
}

describe.each(caseFiles)('%s', (_, cases) => {
  const titled = cases.map((each): [string, Case] => [each.title, each]);

  test.each(titled)('the specification %s', (_title, each) => {
    expect(seen(each, specify(each.policies, each.request)), each.page).toEqual(each.expect);
  });

  test.each(titled)('the engine %s', (_title, each) => {
    expect(seen(each, compile(each.policies).decide(each.request)), each.page).toEqual(each.expect);
  });

  test('every claim is made once and cites a page of AWS', () => {
    expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
    expect(cases.filter(({ page }) => !page.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
  });
});

test('the page that compares engines is about these claims', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/evaluate-agreement.md'), 'utf8');
  const agreed = Number(/^\| all\s+\|\s+(\d+) \|/m.exec(page)?.[1]);
  // If this fails: npm run agreement --prefix bench
  expect(agreed).toBe(caseFiles.reduce((sum, [, cases]) => sum + cases.length, 0));
});
