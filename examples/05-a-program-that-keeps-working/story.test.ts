import { expect, test } from 'vitest';
import { tell } from './story.ts';

test('the program that is attached to the secret does not notice, and the other one does', async () => {
  const said: string[] = [];
  await tell((line) => said.push(line));
  expect(said).toHaveLength(6);
  expect(said.filter((line) => line.includes('credentialsFromSecret: works'))).toHaveLength(3);
  expect(said.at(-2)).toBe(
    'With the old key deactivated, the program that reads the secret once: fails, InvalidAccessKeyId',
  );
});
