import { describe, expect, test } from 'vitest';
import { motoMissing, motoTitle, startMoto } from '../../tests/witnesses/moto.ts';
import { runDemo } from './demo.ts';
import { at, type Endpoint, inProcess, overHttp } from './endpoints.ts';

const agree = (): Promise<boolean> => Promise.resolve(true);

async function lines(
  endpoint: Endpoint,
): Promise<{ text: string; result: Awaited<ReturnType<typeof runDemo>> }> {
  const said: string[] = [];
  const result = await runDemo(endpoint, { say: (line) => said.push(line), agree });
  return { text: said.join('\n'), result };
}

const DONE = {
  applied: 12,
  left: 0,
  compared: 5,
  same: 5,
  rotations: [
    { state: 'promoted' },
    { state: 'promoted', previousKeyId: expect.stringMatching(/^AKIA/) as string },
  ],
};

describe('the main job runs', { timeout: 180_000 }, () => {
  test('against the embedded endpoint in-process', async () => {
    expect((await lines(inProcess())).result).toMatchObject(DONE);
  });

  test('against the embedded endpoint over HTTP', async () => {
    const endpoint = await overHttp();
    try {
      expect((await lines(endpoint)).result).toMatchObject(DONE);
    } finally {
      await endpoint.close();
    }
  });

  test.skipIf(motoMissing)(motoTitle('against moto'), async () => {
    const moto = await startMoto();
    try {
      expect((await lines(at(moto.url))).result).toMatchObject(DONE);
    } finally {
      await moto.stop();
    }
  });
});

test('nothing is changed where nobody agrees to the plan', async () => {
  const endpoint = inProcess();
  const options = { say: () => undefined, agree: () => Promise.resolve(false) };
  expect(await runDemo(endpoint, options)).toBeUndefined();
  expect((await lines(endpoint)).result).toMatchObject({ applied: 12 });
});

test('no secret access key is ever said', async () => {
  const { text } = await lines(inProcess());
  expect(text).toContain('AKIA');
  // 40 characters of base64 are what a secret access key looks like.
  expect(text).not.toMatch(/(?<![\w/+])[\w/+]{40}(?![\w/+])/);
});
