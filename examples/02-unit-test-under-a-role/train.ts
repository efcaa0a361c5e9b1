import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** What the job works with. It neither knows nor cares whose clients these are. */
export interface Clients {
  readonly s3: S3Client;
  readonly secretsManager: SecretsManagerClient;
}

export interface Job {
  readonly data: { readonly bucket: string; readonly prefix: string };
  readonly result: { readonly bucket: string; readonly key: string };
  /** The secret that holds the token of the experiment tracker. */
  readonly trackerSecret: string;
}

/** Ordinary code with the AWS SDK: reads every file of a data set, "trains" a mean, writes it and reports it. */
export async function train({ s3, secretsManager }: Clients, job: Job): Promise<number> {
  const { bucket: Bucket, prefix: Prefix } = job.data;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
  const values: number[] = [];
  for (const { Key } of Contents) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    values.push(...((await Body?.transformToString()) ?? '').split('\n').map(Number));
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const { bucket, key } = job.result;
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: JSON.stringify({ mean }) }));
  const tracker = await secretsManager.send(new GetSecretValueCommand({ SecretId: job.trackerSecret }));
  report(mean, tracker.SecretString ?? '');
  return mean;
}

/** Would send the result to the tracker. */
function report(mean: number, token: string): void {
  if (token === '') throw new Error(`the mean ${mean} cannot be reported without a token`);
}
