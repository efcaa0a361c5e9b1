import { expect, test } from 'vitest';
import { tell } from './story.ts';

test('Secrets Manager rotates by the function, and the sweep takes the previous key away', async () => {
  const said: string[] = [];
  await tell((line) => said.push(line));
  const text = said.join('\n');
  expect(text).toContain('  createSecret: done\n  setSecret: done\n  testSecret: done\n  finishSecret: done');
  expect(text).not.toContain('failed');
  expect(said.at(-1)).toMatch(/keys: Active$/);
  expect(text).not.toMatch(/(?<![\w/+])[\w/+]{40}(?![\w/+])/);
});
