import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import * as s3 from '@aws-sdk/client-s3';
import * as secrets from '@aws-sdk/client-secrets-manager';
import type { Step } from './step.ts';

const Bucket = 'my-ml-datasets';
const SecretId = 'ml/key';
const POLICY = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::${Bucket}/*"}]}`;
const SECRET_POLICY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]}';

/** Calls that build on each other, by what they do. */
export const STORAGE_CALLS: Readonly<Record<string, Step>> = {
  'create a bucket': ({ s3: c }) => c.send(new s3.CreateBucketCommand({ Bucket })),
  'create a bucket of a bad name': ({ s3: c }) => c.send(new s3.CreateBucketCommand({ Bucket: 'Bad_Name' })),
  'put an object': ({ s3: c }) =>
    c
      .send(
        new s3.PutObjectCommand({
          ...{ Bucket, Key: 'train/1.csv', Body: 'a,b\n', ContentType: 'text/csv', Tagging: 'team=ml' },
          Metadata: { source: 'survey' },
        }),
      )
      .then(({ ETag }) => ETag),
  'get the object': async ({ s3: c }) => {
    const { Body, ContentType, ContentLength, ETag, Metadata } = await c.send(
      new s3.GetObjectCommand({ Bucket, Key: 'train/1.csv' }),
    );
    return { text: await Body?.transformToString(), ContentType, ContentLength, ETag, Metadata };
  },
  'get a part of it': async ({ s3: c }) => {
    const { Body, ContentRange } = await c.send(
      new s3.GetObjectCommand({ Bucket, Key: 'train/1.csv', Range: 'bytes=1-2' }),
    );
    return { text: await Body?.transformToString(), ContentRange };
  },
  'get an absent object': ({ s3: c }) => c.send(new s3.GetObjectCommand({ Bucket, Key: 'absent' })),
  'look at an absent object': ({ s3: c }) => c.send(new s3.HeadObjectCommand({ Bucket, Key: 'absent' })),
  'get from an absent bucket': ({ s3: c }) =>
    c.send(new s3.GetObjectCommand({ Bucket: 'absent-bucket', Key: 'x' })),
  'overwrite what must be absent': ({ s3: c }) =>
    c.send(new s3.PutObjectCommand({ Bucket, Key: 'train/1.csv', Body: 'x', IfNoneMatch: '*' })),
  'tags of the object': ({ s3: c }) => c.send(new s3.GetObjectTaggingCommand({ Bucket, Key: 'train/1.csv' })),
  'copy it': async ({ s3: c }) => {
    const CopySource = `${Bucket}/train/1.csv`;
    const { CopyObjectResult } = await c.send(
      new s3.CopyObjectCommand({ Bucket, Key: 'copies/1.csv', CopySource }),
    );
    return CopyObjectResult?.ETag;
  },
  'list by delimiter': async ({ s3: c }) => {
    const page = await c.send(new s3.ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    return [page.KeyCount, page.IsTruncated, page.CommonPrefixes, page.Contents];
  },
  'list the first page': async ({ s3: c }) => {
    const page = await c.send(new s3.ListObjectsV2Command({ Bucket, MaxKeys: 1 }));
    return [page.KeyCount, page.IsTruncated, page.Contents?.map(({ Key, Size, ETag }) => [Key, Size, ETag])];
  },
  'policy before there is one': ({ s3: c }) => c.send(new s3.GetBucketPolicyCommand({ Bucket })),
  'set a policy': ({ s3: c }) => c.send(new s3.PutBucketPolicyCommand({ Bucket, Policy: POLICY })),
  'get the policy': ({ s3: c }) => c.send(new s3.GetBucketPolicyCommand({ Bucket })),
  'tags before there are any': ({ s3: c }) => c.send(new s3.GetBucketTaggingCommand({ Bucket })),
  'delete the full bucket': ({ s3: c }) => c.send(new s3.DeleteBucketCommand({ Bucket })),
  'delete objects': ({ s3: c }) =>
    c.send(
      new s3.DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'train/1.csv' }, { Key: 'copies/1.csv' }, { Key: 'absent' }] },
      }),
    ),
  'delete the bucket': ({ s3: c }) => c.send(new s3.DeleteBucketCommand({ Bucket })),
  'create a secret': ({ secretsManager: c }) =>
    c
      .send(
        new secrets.CreateSecretCommand({
          Name: SecretId,
          SecretString: 'one',
          Tags: [{ Key: 'a', Value: 'b' }],
        }),
      )
      .then(({ Name }) => Name),
  'set its policy': ({ secretsManager: c }) =>
    c.send(new secrets.PutResourcePolicyCommand({ SecretId, ResourcePolicy: SECRET_POLICY })),
  'get its policy': ({ secretsManager: c }) => c.send(new secrets.GetResourcePolicyCommand({ SecretId })),
  'rotate it by nothing': ({ secretsManager: c }) =>
    c.send(new secrets.RotateSecretCommand({ SecretId, RotateImmediately: true })),
  'read a batch': async ({ secretsManager: c }) => {
    const batch = await c.send(
      new secrets.BatchGetSecretValueCommand({ SecretIdList: [SecretId, 'absent'] }),
    );
    return [batch.SecretValues?.map(({ SecretString }) => SecretString), batch.Errors];
  },
  'read a batch of nothing': ({ secretsManager: c }) => c.send(new secrets.BatchGetSecretValueCommand({})),
  'copy it to a region': ({ secretsManager: c }) =>
    c.send(
      new secrets.ReplicateSecretToRegionsCommand({ SecretId, AddReplicaRegions: [{ Region: 'eu-west-1' }] }),
    ),
  'copy it to its own region': ({ secretsManager: c }) =>
    c.send(
      new secrets.ReplicateSecretToRegionsCommand({ SecretId, AddReplicaRegions: [{ Region: 'us-east-1' }] }),
    ),
  'delete it while it has a copy': ({ secretsManager: c }) =>
    c.send(new secrets.DeleteSecretCommand({ SecretId })),
  'remove the copy': ({ secretsManager: c }) =>
    c.send(
      new secrets.RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions: ['eu-west-1'] }),
    ),
  'tagged resources': ({ tagging: c }) =>
    c.send(new GetResourcesCommand({ ResourceTypeFilters: ['secretsmanager:secret'] })),
};
