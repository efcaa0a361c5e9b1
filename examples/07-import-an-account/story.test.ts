import { expect, test } from 'vitest';
import { story } from './story.ts';

test('what exists becomes a program that plans nothing but its adoption', async () => {
  const said: string[] = [];
  const { imported, plan } = await story((text) => said.push(text));
  expect(new Set(plan.steps.map(({ kind }) => kind))).toEqual(new Set(['adopt']));
  expect(imported.literals).toEqual(['role/ml-training inline data']);
  expect(imported.skipped).toEqual([]);
  expect(said.join('\n')).toContain("s3.keys.prefix.like('train/*', '${aws:username}/*')");
});
