import { IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { apply, diff, readAccount, stack } from '@leastwise/apply';
import { type Aws, type ClientConfig, createAws } from '@leastwise/emulator';
import { principal, type RoleDefinition } from '@leastwise/policy';
import { churnTraining, JOB } from './role.ts';
import type { Clients } from './train.ts';

const REGION = 'us-east-1';

/** An AWS with the job's data, its secret, a bucket that is none of its business, and the role. */
export async function accountForTests(): Promise<Aws> {
  const cloud = createAws({ region: REGION });
  const root = cloud.rootClientConfig();
  const { s3, secretsManager } = clients(root);
  for (const Bucket of [JOB.data.bucket, JOB.result.bucket, 'payroll']) {
    await s3.send(new CreateBucketCommand({ Bucket }));
  }
  const objects = { 'train/a.csv': '1\n2\n3', 'train/b.csv': '4\n5', 'validation/a.csv': '100' };
  for (const [Key, Body] of Object.entries(objects)) {
    await s3.send(new PutObjectCommand({ Bucket: JOB.data.bucket, Key, Body }));
  }
  await s3.send(new PutObjectCommand({ Bucket: 'payroll', Key: 'train/salaries.csv', Body: '9000' }));
  const secret = { Name: JOB.trackerSecret, SecretString: 'a token' };
  await secretsManager.send(new CreateSecretCommand(secret));
  await deploy(churnTraining({ account: cloud.account, region: REGION }), root);
  return cloud;
}

/** As it would be deployed into a real account. */
async function deploy(role: RoleDefinition, root: ClientConfig): Promise<void> {
  const [iam, sts] = [new IAMClient(root), new STSClient(root)];
  const desired = stack('churn', { roles: [role] });
  await apply(diff(desired, await readAccount({ iam, sts }, { scope: desired })), { iam, sts });
}

/** Clients that may do what the role may do: SageMaker assumes it for a training job. */
export async function clientsOfJob(cloud: Aws): Promise<Clients> {
  const source = `arn:aws:sagemaker:${REGION}:${cloud.account}:training-job/churn-1`;
  const session = await cloud.assume(
    { name: 'churn-training' },
    { as: principal.services.sagemaker, context: { 'aws:SourceArn': source } },
  );
  return clients(session);
}

export function clients(config: ClientConfig): Clients {
  return { s3: new S3Client(config), secretsManager: new SecretsManagerClient(config) };
}
