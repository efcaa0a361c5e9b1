import {
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { createAws } from '@leastwise/emulator';
import { accessKey, adopt, credentialsFromSecret, rotate, type RotateOptions } from '@leastwise/rotate';

const target = accessKey({
  user: 'AML@Packt',
  secret: 'ml/aml-packt',
  every: '60d',
  consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
});

/** Two programs work, the key is replaced, and both go on, or do not. */
export async function tell(say: (line: string) => void): Promise<void> {
  const cloud = createAws();
  const root = cloud.rootClientConfig();
  const options: RotateOptions = {
    iam: new IAMClient(root),
    secretsManager: new SecretsManagerClient(root),
    stsFor: (credentials) => new STSClient(cloud.clientConfig(credentials)),
    // Nobody has to wait here: the embedded endpoint knows a new key at once.
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
  };
  await prepare(options.iam, new S3Client(root));
  const { keyId = '' } = await adopt(target, options);

  const credentials = credentialsFromSecret({
    secretsManager: options.secretsManager,
    secret: 'ml/aml-packt',
  });
  const onceAtStart = await credentials();
  const programs = {
    'reads the secret once': new S3Client({ ...root, credentials: onceAtStart }),
    'uses credentialsFromSecret': credentials.attach(new S3Client({ ...root, credentials })),
  };
  const work = async (when: string): Promise<void> => {
    for (const [name, client] of Object.entries(programs))
      say(`${when}, the program that ${name}: ${await upload(client)}`);
  };

  await work('Before');
  await rotate(target, { ...options, force: true });
  await work('After the rotation, in the grace period');
  // Far too early: a rotation waits for the grace period, and until the key is unused. Somebody in a hurry does not.
  await options.iam.send(
    new UpdateAccessKeyCommand({ UserName: 'AML@Packt', AccessKeyId: keyId, Status: 'Inactive' }),
  );
  await work('With the old key deactivated');
}

async function upload(client: S3Client): Promise<string> {
  try {
    await client.send(new PutObjectCommand({ Bucket: 'my-ml-results', Key: 'churn/1.csv', Body: 'done' }));
    return 'works';
  } catch (error) {
    return `fails, ${error instanceof Error ? error.name : 'somehow'}`;
  }
}

async function prepare(iam: IAMClient, s3: S3Client): Promise<void> {
  await iam.send(new CreateUserCommand({ UserName: 'AML@Packt' }));
  const Statement = { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::my-ml-results/*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(
    new PutUserPolicyCommand({ UserName: 'AML@Packt', PolicyName: 'write-results', PolicyDocument }),
  );
  await s3.send(new CreateBucketCommand({ Bucket: 'my-ml-results' }));
}
