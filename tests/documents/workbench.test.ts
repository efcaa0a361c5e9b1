import { afterAll, expect, test } from 'vitest';
import type { Block } from './blocks.ts';
import { openWorkbench } from './workbench.ts';

const block = (code: string): Block => ({ file: 'R.md', line: 1, mode: 'run', code, expected: undefined });
const fine = block(
  `import { secret } from '@leastwise/core';\nconsole.log(secret('x'), process.env['AWS_REGION']);`,
);
const mistyped = block(`import { secret } from '@leastwise/core';\nexport const n: number = secret('x');`);
const failing = block(`throw new Error('as told');`);
const workbench = openWorkbench([fine, mistyped, failing]);
afterAll(() => workbench.remove());

test('a correct block compiles and its output comes back, without the AWS settings of this machine', async () => {
  process.env['AWS_REGION'] = 'eu-west-1';
  expect(workbench.diagnose(fine)).toEqual({ whole: '', heads: '' });
  expect(await workbench.run(fine)).toBe('[redacted] undefined\n');
});

test('a mistake is named without file and position', () => {
  expect(workbench.diagnose(mistyped).whole).toBe(
    "Type 'Secret<string>' is not assignable to type 'number'.",
  );
});

test('a block that throws is a failure that shows why', async () => {
  await expect(workbench.run(failing)).rejects.toThrow('as told');
});
