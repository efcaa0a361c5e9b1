import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  type IAMClientConfig,
} from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { createAws } from '@leastwise/emulator';
import { afterAll, describe, expect, test } from 'vitest';
import { motoMissing, motoTitle, startMoto } from '../../../tests/witnesses/moto.ts';
import {
  apply,
  diff,
  isEmpty,
  managedPolicy,
  type Plan,
  readAccount,
  role,
  type Stack,
  stack,
  user,
} from '../src/index.ts';
import { reading, SAGEMAKER } from './documents.ts';

/*
 * One journey on every endpoint there is: the embedded one in-process and over HTTP, and one that nobody here wrote.
 */

type Config = Pick<IAMClientConfig, 'region' | 'credentials' | 'endpoint' | 'requestHandler'>;

const running: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  await Promise.all(running.map((stop) => stop()));
});

const ENDPOINTS: readonly [title: string, missing: string | undefined, open: () => Promise<Config>][] = [
  ['the embedded endpoint, in-process', undefined, async () => createAws().rootClientConfig()],
  [
    'the embedded endpoint, over HTTP',
    undefined,
    async () => {
      const cloud = createAws();
      const server = await cloud.listen();
      running.push(() => server.close());
      const { region, credentials } = cloud.rootClientConfig();
      return { region, credentials, endpoint: server.url };
    },
  ],
  [
    motoTitle('moto_server'),
    motoMissing,
    async () => {
      const moto = await startMoto();
      running.push(() => moto.stop());
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
      return { region: 'us-east-1', credentials, endpoint: moto.url };
    },
  ],
];

// moto knows no boundaries of users, so the journey gives one to a role only.
const limit = managedPolicy('limit', reading('*'));
const team = (...resources: string[]): Stack =>
  stack('ml-team', {
    roles: [
      role('churn-training', {
        trust: SAGEMAKER,
        description: 'trains',
        permissions: reading('arn:aws:s3:::data/churn/*'),
        inline: { logs: reading(...resources) },
        boundary: limit,
        maxSessionDuration: 7_200,
        tags: { team: 'ml' },
      }),
    ],
    groups: [
      {
        name: 'data-scientists',
        policies: [
          managedPolicy('read-training-data', reading(...resources), { path: '/data/', description: 'data' }),
        ],
        members: [user('AML@Packt', { tags: { team: 'ml' } })],
      },
    ],
  });

/** moto answers HTTP 500 where it does not have an operation; of what it does not have, a user has none. */
function answerForMoto(iam: IAMClient): void {
  iam.middlewareStack.add(
    (next, context) => (args) =>
      context['commandName'] === 'ListServiceSpecificCredentialsCommand'
        ? Promise.resolve({ output: { $metadata: {} }, response: {} })
        : next(args),
    { step: 'initialize', priority: 'low', name: 'answerForMoto' },
  );
}

for (const [title, missing, open] of ENDPOINTS) {
  describe.skipIf(missing)(title, () => {
    test(
      'goes from nothing through changes to nothing, and leaves others alone',
      { timeout: 120_000 },
      async () => {
        const config = await open();
        const [iam, sts] = [new IAMClient(config), new STSClient(config)];
        if (title.startsWith('moto')) answerForMoto(iam);
        const planFor = async (desired: Stack): Promise<Plan> =>
          diff(desired, await readAccount({ iam, sts }, { scope: desired }));
        const bring = async (desired: Stack): Promise<readonly string[]> => {
          const { done } = await apply(await planFor(desired), { iam, sts });
          expect(isEmpty(await planFor(desired))).toBe(true);
          return done;
        };
        const AssumeRolePolicyDocument = JSON.stringify(SAGEMAKER);
        await iam.send(new CreateRoleCommand({ RoleName: 'foreign', AssumeRolePolicyDocument }));
        const foreign = async () =>
          (await readAccount({ iam, sts })).roles.find((each) => each.name === 'foreign');
        const untouched = await foreign();

        expect(await bring(team('a'))).toHaveLength(10);
        expect(await bring(team('a'))).toEqual([]);
        expect(await bring(team('a', 'b'))).toEqual([
          'create-policy-version policy/read-training-data',
          'put-inline role/churn-training logs',
        ]);
        for (const resource of ['c', 'd', 'e', 'f']) await bring(team(resource));
        expect(await bring(team('e'))).toContain('set-default-version policy/read-training-data');

        const attached = (await planFor(team('g'))).partition;
        const PolicyArn = `arn:${attached}:iam::${(await planFor(team('g'))).account}:policy/limit`;
        await iam.send(new AttachRolePolicyCommand({ RoleName: 'churn-training', PolicyArn }));
        expect(await bring(team('e'))).toEqual(['detach role/churn-training policy/limit']);

        const fewer = stack('ml-team', {
          roles: [role('churn-training', { trust: SAGEMAKER, tags: { team: 'data' } })],
        });
        await bring(fewer);
        await bring(stack('ml-team', {}));
        expect(await foreign()).toEqual(untouched);
        expect((await readAccount({ iam, sts })).policies).toEqual([]);
      },
    );
  });
}
