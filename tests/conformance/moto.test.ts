import { readFileSync } from 'node:fs';
import { IAMClient } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { type ClientConfig, createAws } from '@leastwise/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Moto, motoMissing, motoTitle, startMoto } from '../witnesses/moto.ts';
import { CORE_CALLS } from './core-calls.ts';
import { IAM_CALLS } from './iam-calls.ts';
import { masked } from './masked.ts';
import type { Clients, Step } from './step.ts';
import { STORAGE_CALLS } from './storage-calls.ts';

// The same scripted calls to the emulator and to a server that nobody here wrote (https://docs.getmoto.org), answer by answer.
// differences.json lists every call that the two answer otherwise, with what decides who is right.

interface Difference {
  /** What moto does. */
  readonly moto: string;
  /** The documentation that decides. */
  readonly source: string;
}

const DIFFERENCES = JSON.parse(
  readFileSync(new URL('./differences.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, Difference>>>>;

const ACCOUNT = '123456789012';
const SCRIPTS = { core: CORE_CALLS, iam: IAM_CALLS, storage: STORAGE_CALLS };

describe.skipIf(motoMissing)(motoTitle('the same calls to moto_server'), () => {
  let moto: Moto | undefined;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto?.stop());

  test.each(Object.entries(SCRIPTS))(
    '%s: are answered alike, but for what is listed',
    async (name, script) => {
      // Each script begins with an empty account.
      await fetch(`${moto?.url ?? ''}/moto-api/reset`, { method: 'POST' });
      const config = {
        region: 'us-east-1',
        credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      };
      const theirs = await play(script, clientsFor({ ...config, endpoint: moto?.url ?? '' }));
      const ours = await play(script, clientsFor(createAws({ account: ACCOUNT }).rootClientConfig()));
      const differing = Object.keys(script).filter((step) => ours.get(step) !== theirs.get(step));
      const answersTo = (step: string): object => ({ ours: ours.get(step), moto: theirs.get(step) });
      const listed = Object.keys(DIFFERENCES[name] ?? {});
      const unlisted = differing.filter((step) => !listed.includes(step));
      expect(Object.fromEntries(unlisted.map((step) => [step, answersTo(step)]))).toEqual({});
      // What no longer differs must not stay on the list.
      expect(listed.filter((step) => !differing.includes(step))).toEqual([]);
    },
  );
});

test.each(Object.entries(DIFFERENCES))('each difference of %s cites a page of AWS', (_, listed) => {
  for (const { source } of Object.values(listed))
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});

async function play(
  script: Readonly<Record<string, Step>>,
  clients: Clients,
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const memory = new Map<string, string>();
  for (const [step, call] of Object.entries(script)) {
    const answer = await call(clients, memory).catch((error: unknown) => ({ error: (error as Error).name }));
    answers.set(step, JSON.stringify(masked(answer ?? null)));
  }
  return answers;
}

function clientsFor(config: Partial<ClientConfig> & { endpoint?: string }): Clients {
  const once = { ...config, maxAttempts: 1 };
  return {
    iam: new IAMClient(once),
    s3: new S3Client({ ...once, forcePathStyle: true }),
    secretsManager: new SecretsManagerClient(once),
    sts: new STSClient(once),
    tagging: new ResourceGroupsTaggingAPIClient(once),
  };
}
