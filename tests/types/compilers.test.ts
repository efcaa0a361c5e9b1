import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  buildDeclarations,
  compileOn,
  installCompilers,
  locked,
  type Report,
  VERSIONS,
} from './compilers.ts';
import { firstLines, readExpected, readOwn, UPDATE, writeExpected, writeOwn } from './expected.ts';

const wrong = readdirSync(join(import.meta.dirname, 'wrong')).sort();
const MINUTES = 60_000;

beforeAll(async () => {
  await installCompilers();
  await buildDeclarations();
}, 3 * MINUTES);

describe.each(VERSIONS)('TypeScript %s', (version) => {
  let report: Report;
  beforeAll(async () => {
    report = await compileOn(version, wrong);
    if (UPDATE) (version === '6.0' ? writeExpected : writeOwn)(firstLines(report.wrong), version);
  }, 2 * MINUTES);

  test('is the version that is promised', () => {
    expect(locked(version)).toMatch(new RegExp(`^${version}\\.\\d+$`));
  });

  test('says of each wrong program what is expected, in one line', () => {
    const expected = new Map([...readExpected(), ...readOwn(version)]);
    expect([...firstLines(report.wrong).values()]).toEqual([...expected.values()]);
  });

  test('finds one mistake in each wrong program', () => {
    expect([...report.wrong].filter(([, lines]) => lines.length !== 1)).toEqual([]);
  });

  test('compiles every right program, and checks the declarations of every service', () => {
    expect(report.elsewhere).toEqual([]);
  });

  test('has lines of its own only where TypeScript 6 says something else', () => {
    const common = readExpected();
    expect([...readOwn(version)].filter(([file, line]) => common.get(file) === line)).toEqual([]);
  });
});
