import * as s3 from '@aws-sdk/client-s3';
import { ACCOUNT, openStage, type Stage } from './stage.ts';

export const Bucket = 'my-ml-datasets';
export const ARN = `arn:aws:s3:::${Bucket}`;

export function put(Key: string, more: Partial<s3.PutObjectCommandInput> = {}): s3.PutObjectCommand {
  return new s3.PutObjectCommand({ Bucket, Key, Body: Key, ...more });
}

export function get(Key: string): s3.GetObjectCommand {
  return new s3.GetObjectCommand({ Bucket, Key });
}

export function list(Prefix?: string): s3.ListObjectsV2Command {
  return new s3.ListObjectsV2Command({ Bucket, Prefix });
}

export function remove(Key: string): s3.DeleteObjectCommand {
  return new s3.DeleteObjectCommand({ Bucket, Key });
}

/** Puts the bucket into the account, with an object of training and one of salaries. */
export async function withData(stage: Stage = openStage()): Promise<Stage> {
  const { s3: root } = stage.root();
  await root.send(new s3.CreateBucketCommand({ Bucket }));
  for (const key of ['train/1.csv', 'salaries/1.csv']) await root.send(put(key));
  return stage;
}

/** How the endpoint says that a user's own policies do not allow something. */
export function noPolicy(user: string, action: string, resource: string): string {
  return `${notAuthorized(user, action, resource)} because no identity-based policy allows the ${action} action`;
}

/** How the endpoint begins to say why a user is denied something. */
export function notAuthorized(user: string, action: string, resource: string): string {
  return `User: arn:aws:iam::${ACCOUNT}:user/${user} is not authorized to perform: ${action} on resource: ${resource}`;
}
