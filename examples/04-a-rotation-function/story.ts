import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '@leastwise/core';
import { createAws } from '@leastwise/emulator';
import { handlers } from './handlers.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';
const DAY = 86_400_000;

/** Installs the function, rotates, sweeps, and says what happened. */
export async function tell(say: (line: string) => void): Promise<void> {
  let now = Date.parse('2026-01-01T06:00:00Z');
  const clock: Clock = {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
  };
  const cloud = createAws({
    clock,
    rotationFunctions: {
      [LAMBDA]: async (event) => {
        await rotation(event);
        say(`  ${event.Step}: done`);
      },
    },
  });
  const iam = new IAMClient(cloud.rootClientConfig());
  const secretsManager = new SecretsManagerClient(cloud.rootClientConfig());
  const stsFor = (credentials: { accessKeyId: string; secretAccessKey: string }): STSClient =>
    new STSClient(cloud.clientConfig(credentials));
  const { rotation, sweep } = handlers({ iam, secretsManager, stsFor, clock });
  const keys = async (): Promise<string> => {
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName: 'AML@Packt' }));
    return AccessKeyMetadata.map(({ Status }) => Status).join(', ');
  };

  await iam.send(new CreateUserCommand({ UserName: 'AML@Packt' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'AML@Packt' }));
  const { AccessKeyId, SecretAccessKey } = AccessKey ?? {};
  const SecretString = JSON.stringify({ AccessKeyId, SecretAccessKey });
  await secretsManager.send(new CreateSecretCommand({ Name: 'ml/aml-packt', SecretString }));

  const settings = { SecretId: 'ml/aml-packt', RotationLambdaARN: LAMBDA };
  say('RotateSecret without rotating tries the function:');
  await secretsManager.send(new RotateSecretCommand({ ...settings, RotateImmediately: false }));
  await settle(cloud, say);

  say('RotateSecret rotates:');
  await secretsManager.send(new RotateSecretCommand(settings));
  await settle(cloud, say);
  say(`keys: ${await keys()}`);

  for (const days of [1, 1, 8]) {
    now += days * DAY;
    const { state, steps } = await sweep();
    say(
      `the sweep, ${days === 1 ? 'a day' : `${days} days`} later: ${state} (${steps.join(', ') || 'nothing to do'}); keys: ${await keys()}`,
    );
  }
}

async function settle(cloud: ReturnType<typeof createAws>, say: (line: string) => void): Promise<void> {
  for (const { step, error } of await cloud.rotationsSettled()) say(`  ${step}: failed, ${String(error)}`);
}
