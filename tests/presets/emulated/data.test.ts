import * as s3 from '@aws-sdk/client-s3';
import * as secrets from '@aws-sdk/client-secrets-manager';
import { principal } from '@leastwise/policy';
import {
  dropBox,
  readOnlyDataSet,
  resultsWriter,
  shareDataSet,
  tlsOnlyBucket,
  workspace,
} from '@leastwise/presets/s3';
import { secretReader } from '@leastwise/presets/secretsmanager';
import { expect, test } from 'vitest';
import { ARN, Bucket, get, list, noPolicy, put, remove, withData } from './data-set.ts';
import { ACCOUNT, AT, denialOf, openStage, OTHER_ACCOUNT, text } from './stage.ts';

test('a reader reads and lists its prefix, and nothing else', async () => {
  const stage = await withData();
  const reader = await stage.user('ana', [
    readOnlyDataSet({ bucket: Bucket, prefix: 'train/', account: ACCOUNT }),
  ]);
  expect(await (await reader.s3.send(get('train/1.csv'))).Body?.transformToString()).toBe('train/1.csv');
  const { Contents } = await reader.s3.send(list('train/'));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['train/1.csv']);
  const denied = async (request: Promise<unknown>, action: string, resource: string): Promise<void> =>
    expect(await denialOf(request)).toBe(noPolicy('ana', action, `"${resource}"`));
  await denied(reader.s3.send(get('salaries/1.csv')), 's3:GetObject', `${ARN}/salaries/1.csv`);
  await denied(reader.s3.send(list()), 's3:ListBucket', ARN);
  await denied(reader.s3.send(list('salaries/')), 's3:ListBucket', ARN);
  await denied(reader.s3.send(put('train/1.csv')), 's3:PutObject', `${ARN}/train/1.csv`);
});

test('a bucket of the same name that is now of another account is not meant', async () => {
  const stage = openStage();
  const thief = stage.root(OTHER_ACCOUNT).s3;
  await thief.send(new s3.CreateBucketCommand({ Bucket }));
  const open = {
    Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: [ARN, `${ARN}/*`] },
  };
  await thief.send(new s3.DeletePublicAccessBlockCommand({ Bucket }));
  await thief.send(
    new s3.PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', ...open }) }),
  );
  const writer = await stage.user('ana', [resultsWriter({ bucket: Bucket, account: ACCOUNT })]);
  expect(await denialOf(writer.s3.send(put('results/1')))).toBe('Access Denied');
  const careless = await stage.user('ben', [resultsWriter({ bucket: Bucket })]);
  await careless.s3.send(put('results/1'));
});

test('a writer of results writes them, and reads none', async () => {
  const stage = await withData();
  const writer = await stage.user('ana', [resultsWriter({ bucket: Bucket, prefix: 'churn/' })]);
  await writer.s3.send(put('churn/model.tar.gz'));
  expect(await denialOf(writer.s3.send(get('churn/model.tar.gz')))).toBe(
    noPolicy('ana', 's3:GetObject', `"${ARN}/churn/model.tar.gz"`),
  );
  expect(await denialOf(writer.s3.send(put('train/1.csv')))).toBe(
    noPolicy('ana', 's3:PutObject', `"${ARN}/train/1.csv"`),
  );
});

test('a workspace is read, written and emptied, and what is beside it is not', async () => {
  const stage = await withData();
  const { s3: ana } = await stage.user('ana', [workspace({ bucket: Bucket, prefix: 'ana/' })]);
  await ana.send(put('ana/notes'));
  await ana.send(get('ana/notes'));
  await ana.send(remove('ana/notes'));
  const beside = ana.send(remove('train/1.csv'));
  expect(await denialOf(beside)).toBe(noPolicy('ana', 's3:DeleteObject', `"${ARN}/train/1.csv"`));
});

test('a drop box takes what is new, gives nothing out and replaces nothing', async () => {
  const stage = await withData();
  const { s3: ana } = await stage.user('ana', [dropBox({ bucket: Bucket, prefix: 'incoming/' })]);
  await ana.send(put('incoming/1', { IfNoneMatch: '*' }));
  await expect(ana.send(put('incoming/1', { IfNoneMatch: '*' }))).rejects.toMatchObject({
    name: 'PreconditionFailed',
  });
  expect(await denialOf(ana.send(put('incoming/1')))).toBe(
    noPolicy('ana', 's3:PutObject', `"${ARN}/incoming/1"`),
  );
  expect(await denialOf(ana.send(get('incoming/1')))).toBe(
    noPolicy('ana', 's3:GetObject', `"${ARN}/incoming/1"`),
  );
  expect(await denialOf(ana.send(put('train/2.csv', { IfNoneMatch: '*' })))).toBe(
    noPolicy('ana', 's3:PutObject', `"${ARN}/train/2.csv"`),
  );
});

test('a drop box takes what comes in parts, when it says at the end that it is new', async () => {
  const stage = await withData();
  const { s3: ana } = await stage.user('ana', [
    dropBox({ bucket: Bucket, prefix: 'incoming/' }),
    readOnlyDataSet({ bucket: Bucket, prefix: 'train/' }),
  ]);
  const Key = 'incoming/1';
  const begin = new s3.CreateMultipartUploadCommand({ Bucket, Key });
  const upload = async (): Promise<s3.CompleteMultipartUploadCommandInput> => {
    const { UploadId } = await ana.send(begin);
    const { ETag } = await ana.send(
      new s3.UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'new' }),
    );
    return { Bucket, Key, UploadId, MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] } };
  };
  const complete = (
    input: s3.CompleteMultipartUploadCommandInput,
  ): Promise<s3.CompleteMultipartUploadCommandOutput> =>
    ana.send(new s3.CompleteMultipartUploadCommand(input));
  const denied = noPolicy('ana', 's3:PutObject', `"${ARN}/${Key}"`);

  const first = await upload();
  expect(await denialOf(complete(first))).toBe(denied);
  await complete({ ...first, IfNoneMatch: '*' });
  expect(await (await stage.root().s3.send(get(Key))).Body?.transformToString()).toBe('new');
  const second = await upload();
  await expect(complete({ ...second, IfNoneMatch: '*' })).rejects.toMatchObject({
    name: 'PreconditionFailed',
  });
  await ana.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId: second.UploadId }));

  const copy = new s3.CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/train/1.csv` });
  expect(await denialOf(ana.send(copy))).toBe(denied);
  const elsewhere = new s3.CreateMultipartUploadCommand({ Bucket, Key: 'train/2.csv' });
  expect(await denialOf(ana.send(elsewhere))).toBe(noPolicy('ana', 's3:PutObject', `"${ARN}/train/2.csv"`));
});

test('a shared data set is open to the reader of the other account by both sides alone', async () => {
  const stage = await withData();
  const readers = [principal.user(`arn:aws:iam::${OTHER_ACCOUNT}:user/ana`)];
  const shared = shareDataSet({ bucket: Bucket, prefix: 'train/', account: ACCOUNT, readers });
  const ana = await stage.user('ana', [shared.readerPolicy], OTHER_ACCOUNT);
  expect(await denialOf(ana.s3.send(get('train/1.csv')))).toBe('Access Denied');
  await stage.root().s3.send(new s3.PutBucketPolicyCommand({ Bucket, Policy: text(shared.bucketPolicy) }));
  await ana.s3.send(get('train/1.csv'));
  expect(await denialOf(ana.s3.send(get('salaries/1.csv')))).toBe('Access Denied');
  const ben = await stage.user('ben', [shared.readerPolicy], OTHER_ACCOUNT);
  expect(await denialOf(ben.s3.send(get('train/1.csv')))).toBe('Access Denied');
});

test('a bucket that wants TLS answers in the process, and not over plain HTTP', async () => {
  const stage = await withData();
  const Policy = text(tlsOnlyBucket({ bucket: Bucket }));
  await stage.root().s3.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
  const ana = await stage.user('ana', [readOnlyDataSet({ bucket: Bucket })]);
  await ana.s3.send(get('train/1.csv'));
  const server = await stage.cloud.listen();
  try {
    const { credentials } = ana.s3.config;
    const plain = new s3.S3Client({
      region: 'us-east-1',
      credentials,
      endpoint: server.url,
      forcePathStyle: true,
    });
    expect(await denialOf(plain.send(get('train/1.csv')))).toBe(
      `User: arn:aws:iam::${ACCOUNT}:user/ana is not authorized to perform: s3:GetObject on resource: "${ARN}/train/1.csv" with an explicit deny in a resource-based policy`,
    );
  } finally {
    await server.close();
  }
});

test('a reader of secrets reads its secret, no other, and changes none', async () => {
  const stage = openStage();
  const { secretsManager: root } = stage.root();
  for (const Name of ['ml/registry', 'ml/registry-Ab1Cd2', 'payroll'])
    await root.send(new secrets.CreateSecretCommand({ Name, SecretString: 'correct horse' }));
  const { secretsManager: ana } = await stage.user('ana', [
    secretReader({ secretIds: ['ml/registry'], ...AT }),
  ]);
  const value = (SecretId: string): Promise<secrets.GetSecretValueCommandOutput> =>
    ana.send(new secrets.GetSecretValueCommand({ SecretId }));
  expect((await value('ml/registry')).SecretString).toBe('correct horse');
  for (const other of ['payroll', 'ml/registry-Ab1Cd2']) {
    const { ARN: arn = '' } = await root.send(new secrets.DescribeSecretCommand({ SecretId: other }));
    expect(await denialOf(value(arn))).toBe(noPolicy('ana', 'secretsmanager:GetSecretValue', arn));
  }
  const change = ana.send(new secrets.PutSecretValueCommand({ SecretId: 'ml/registry', SecretString: 'x' }));
  expect(await denialOf(change)).toContain(
    'because no identity-based policy allows the secretsmanager:PutSecretValue action',
  );
});
