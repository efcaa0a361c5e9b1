import { IAMClient } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Moto, motoMissing, motoTitle, startMoto } from '../../../tests/witnesses/moto.ts';
import { type ClientConfig, createAws } from '../src/index.ts';
import { DIFFERENCES, SESSION } from './session.ts';
import type { Clients } from './ways.ts';

// A witness that nobody here wrote: the same calls to moto (https://docs.getmoto.org) and to the emulator, answer by answer.

const MOTO_ACCOUNT = '123456789012';

describe.skipIf(motoMissing)(motoTitle('the same session with moto_server'), () => {
  let moto: Moto | undefined;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto?.stop());

  test('answers alike, but for the differences that are listed with their reasons', async () => {
    const theirs = await play(
      clientsFor({
        endpoint: moto?.url ?? '',
        region: 'us-east-1',
        credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      }),
    );
    const ours = await play(clientsFor(createAws({ account: MOTO_ACCOUNT }).rootClientConfig()));
    const unlisted = Object.keys(SESSION).filter((step) => !Object.hasOwn(DIFFERENCES, step));
    const only = (answers: ReadonlyMap<string, unknown>): object =>
      Object.fromEntries(unlisted.map((step) => [step, answers.get(step)]));
    expect(only(ours)).toEqual(only(theirs));
  });
});

async function play(clients: Clients): Promise<ReadonlyMap<string, unknown>> {
  const answers = new Map<string, unknown>();
  const memory = new Map<string, string>();
  for (const [step, call] of Object.entries(SESSION)) {
    const answer = await call(clients, memory).catch((error: unknown) => ({ error: (error as Error).name }));
    answers.set(step, masked(answer));
  }
  return answers;
}

function clientsFor(config: Partial<ClientConfig> & { endpoint?: string }): Clients {
  const once = { ...config, maxAttempts: 1 };
  return {
    iam: new IAMClient(once),
    sts: new STSClient(once),
    secretsManager: new SecretsManagerClient(once),
  };
}

/** Without what may differ: ids, dates, secrets, and the order of members and items. */
function masked(value: unknown): unknown {
  if (value instanceof Date) return '<date>';
  if (typeof value === 'string') {
    return value
      .replace(/^((AIDA|AROA|AGPA|ANPA|AKIA|ASIA)[A-Z0-9]{16,17}|[A-Z0-9]{21}|[a-z0-9]{20})$/, '<id>')
      .replace(/(:secret:.*)-[A-Za-z]{6}$/, '$1-<suffix>');
  }
  if (Array.isArray(value)) {
    return value.map(masked).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== '$metadata' && item !== undefined)
      .map(([key, item]): [string, unknown] => [key, key === 'SecretAccessKey' ? '<secret>' : masked(item)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
