import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { type Aws, createAws } from '@leastwise/emulator';
import { accessKey, type AccessKeyTarget, type RotateOptions } from '@leastwise/rotate';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
import { intercepted, type Intercept } from './wire.ts';

export const USER = 'AML@Packt';
export const SECRET = 'ml/aml-packt';
export const DAY = 86_400_000;

export const target: AccessKeyTarget = accessKey({
  user: USER,
  secret: SECRET,
  every: '60d',
  consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
});

/** An emulated AWS with a user, and what a test wants to do or know behind the rotation's back. */
export interface Cloud {
  readonly aws: Aws;
  readonly clock: VirtualClock;
  readonly iam: IAMClient;
  readonly secretsManager: SecretsManagerClient;
  /** Clients for a rotation, every request of which goes through `intercept`. */
  clients(intercept: Intercept): Pick<RotateOptions, 'iam' | 'secretsManager' | 'stsFor' | 'clock'>;
}

/** An account with the user `AML@Packt` and nothing else. */
export async function createCloud(): Promise<Cloud> {
  const clock = createVirtualClock();
  const aws = createAws({ clock });
  const iam = new IAMClient(aws.rootClientConfig());
  const secretsManager = new SecretsManagerClient(aws.rootClientConfig());
  await iam.send(new CreateUserCommand({ UserName: USER, Path: '/teams/ml/' }));
  return {
    aws,
    clock,
    iam,
    secretsManager,
    clients: (intercept) => ({
      iam: new IAMClient(intercepted(aws.rootClientConfig(), intercept)),
      secretsManager: new SecretsManagerClient(intercepted(aws.rootClientConfig(), intercept)),
      stsFor: (credentials) => new STSClient(intercepted(aws.clientConfig(credentials), intercept)),
      clock,
    }),
  };
}

export interface BareKey {
  readonly id: string;
  readonly secret: string;
}

export async function createKey({ iam }: Pick<Cloud, 'iam'>): Promise<BareKey> {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: USER }));
  return { id: AccessKey?.AccessKeyId ?? '', secret: AccessKey?.SecretAccessKey ?? '' };
}

/** Gives the user a key and keeps it in the secret, beside a field of the user's own. */
export async function storeFirstKey(cloud: Pick<Cloud, 'iam' | 'secretsManager'>): Promise<BareKey> {
  const key = await createKey(cloud);
  const value = { AccessKeyId: key.id, SecretAccessKey: key.secret, bucket: 'my-ml-datasets' };
  await cloud.secretsManager.send(
    new CreateSecretCommand({ Name: SECRET, SecretString: JSON.stringify(value) }),
  );
  return key;
}

/** The user's keys, each with its status. */
export async function keysOf({ iam }: Pick<Cloud, 'iam'>): Promise<Record<string, string>> {
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName: USER }));
  return Object.fromEntries(
    AccessKeyMetadata.map(({ AccessKeyId = '', Status = '' }) => [AccessKeyId, Status]),
  );
}

/** The labels on the secret's versions, each version's sorted and joined. */
export async function labelsOf({ secretsManager }: Pick<Cloud, 'secretsManager'>): Promise<string[]> {
  const { VersionIdsToStages = {} } = await secretsManager.send(
    new DescribeSecretCommand({ SecretId: SECRET }),
  );
  return Object.values(VersionIdsToStages)
    .filter((labels) => labels.length > 0)
    .map((labels) => [...labels].sort().join(' '))
    .sort();
}

/** What consumers read; `undefined` where there is nothing to read. */
export async function currentValue({
  secretsManager,
}: Pick<Cloud, 'secretsManager'>): Promise<Record<string, unknown> | undefined> {
  try {
    const { SecretString = '' } = await secretsManager.send(
      new GetSecretValueCommand({ SecretId: SECRET, VersionStage: 'AWSCURRENT' }),
    );
    return JSON.parse(SecretString) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
