import { expect, test } from 'vitest';
import { tell } from './story.ts';

test('a hundred days of a schedule leave one key, whatever happened in between', async () => {
  const said: string[] = [];
  await tell((line) => said.push(line));
  const text = said.join('\n');
  expect(text).toMatch(/^2026-03-02 {2}due, and the script was killed/m);
  expect(text).toMatch(/^2026-03-03 {2}promoted: /m);
  expect(text).toContain('deactivate');
  expect(said.at(-1)).toMatch(/the user has 1 key, Active$/);
  expect(text).not.toMatch(/(?<![\w/+])[\w/+]{40}(?![\w/+])/);
});
