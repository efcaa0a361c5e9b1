import { isEmpty } from '@leastwise/apply';
import { expect, test } from 'vitest';
import { story } from './story.ts';

test('what was meddled with is mended, what broadens needs consent, and undoing leaves nothing to do', async () => {
  const said: string[] = [];
  const { left } = await story((text) => said.push(text));
  expect(isEmpty(left)).toBe(true);
  const text = said.join('\n');
  expect(text).toMatch(/changed role ml-training: has also policy .*PowerUserAccess/);
  expect(text).toMatch(/changed user AML@Packt: has also inline quick-fix/);
  expect(text).toMatch(/! it broadens access of .*my-ml-datasets\/validation/);
});
