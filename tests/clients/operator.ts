import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import {
  type Aws,
  type AwsCredentials,
  type AwsServer,
  type ClientConfig,
  createAws,
  type RotationEvent,
} from '@leastwise/emulator';
import { openSandbox, type Sandbox } from './programs.ts';

/** The function that rotates the secrets of these sessions. */
export const ROTATION_FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';

export interface Stage {
  readonly cloud: Aws;
  /** The settings of a client that acts as the same user. */
  readonly operator: ClientConfig;
  readonly sandbox: Sandbox;
  readonly close: () => Promise<void>;
}

/** An emulator over HTTP, and a sandbox whose programs act as a user with every permission. The root is locked away. */
export async function openStage(): Promise<Stage> {
  const cloud: Aws = createAws({
    rotationFunctions: {
      [ROTATION_FUNCTION]: (event) => rotate(new SecretsManagerClient(cloud.clientConfig(operator)), event),
    },
  });
  const operator = await createOperator(cloud);
  cloud.lockRoot();
  const server: AwsServer = await cloud.listen();
  const sandbox = await openSandbox(server.url, operator);
  return {
    cloud,
    operator: cloud.clientConfig(operator),
    sandbox,
    close: async () => {
      await cloud.rotationsSettled();
      await server.close();
      await sandbox.remove();
    },
  };
}

async function createOperator(cloud: Aws): Promise<AwsCredentials> {
  const iam = new IAMClient(cloud.rootClientConfig());
  await iam.send(new CreateUserCommand({ UserName: 'operator' }));
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'operator',
      PolicyName: 'everything',
      PolicyDocument: JSON.stringify(everything),
    }),
  );
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'operator' }));
  return cloud.clientConfig(AccessKey).credentials;
}

async function rotate(
  client: SecretsManagerClient,
  { Step, SecretId, ClientRequestToken }: RotationEvent,
): Promise<void> {
  if (Step === 'createSecret') {
    const value = { SecretString: 'made by the function', VersionStages: ['AWSPENDING'] };
    await client.send(new PutSecretValueCommand({ SecretId, ClientRequestToken, ...value }));
  }
  if (Step === 'finishSecret') {
    const { VersionId } = await client.send(new GetSecretValueCommand({ SecretId }));
    const move = { RemoveFromVersionId: VersionId, MoveToVersionId: ClientRequestToken };
    await client.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', ...move }));
  }
}
