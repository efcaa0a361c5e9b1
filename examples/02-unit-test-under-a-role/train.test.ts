import { GetObjectCommand } from '@aws-sdk/client-s3';
import { principal } from '@leastwise/policy';
import { leastPrivilege } from '@leastwise/emulator';
import { expect, test } from 'vitest';
import { accountForTests, clients, clientsOfJob } from './account.ts';
import { JOB } from './role.ts';
import { train } from './train.ts';

test('the job runs under its role, and its result is there', async () => {
  const cloud = await accountForTests();
  expect(await train(await clientsOfJob(cloud), JOB)).toBe(3);
  expect(cloud.calls.denied()).toEqual([]);
  const { s3 } = clients(cloud.rootClientConfig());
  const result = new GetObjectCommand({ Bucket: 'my-ml-results', Key: 'churn/model.json' });
  expect(await (await s3.send(result)).Body?.transformToString()).toBe('{"mean":3}');
});

test('it may not read another data set, nor another part of its own', async () => {
  const cloud = await accountForTests();
  const job = await clientsOfJob(cloud);
  await expect(train(job, { ...JOB, data: { bucket: 'payroll', prefix: 'train/' } })).rejects.toMatchObject({
    name: 'AccessDenied',
    message:
      'User: arn:aws:sts::111122223333:assumed-role/churn-training/test is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::payroll" because no identity-based policy allows the s3:ListBucket action',
  });
  const validation = new GetObjectCommand({ Bucket: 'my-ml-datasets', Key: 'validation/a.csv' });
  await expect(job.s3.send(validation)).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(cloud.calls.denied().map(({ operation }) => operation)).toEqual([
    's3:ListObjectsV2',
    's3:GetObject',
  ]);
});

test('nobody but a training job can use the role', async () => {
  const cloud = await accountForTests();
  const asGlue = cloud.assume({ name: 'churn-training' }, { as: principal.services.glue });
  await expect(asGlue).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
});

test('a reply that is lost does not stop it: the SDK asks again', async () => {
  const cloud = await accountForTests();
  const lost = cloud.faults.add({ on: 's3:PutObject', nth: 1, effect: { kind: 'drop-reply' } });
  expect(await train(await clientsOfJob(cloud), JOB)).toBe(3);
  expect(lost.struck()).toBe(1);
});

test('what it did needs no more than this', async () => {
  const cloud = await accountForTests();
  const job = await clientsOfJob(cloud);
  cloud.calls.clear();
  await train(job, JOB);
  const statements = [leastPrivilege(cloud.calls.list()).Statement].flat();
  expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
    [
      ['s3:GetObject'],
      ['arn:aws:s3:::my-ml-datasets/train/a.csv', 'arn:aws:s3:::my-ml-datasets/train/b.csv'],
    ],
    [['s3:ListBucket'], ['arn:aws:s3:::my-ml-datasets']],
    [['s3:PutObject'], ['arn:aws:s3:::my-ml-results/churn/model.json']],
    [
      ['secretsmanager:GetSecretValue'],
      [expect.stringMatching(/^arn:aws:secretsmanager:us-east-1:111122223333:secret:ml\/tracker-\w{6}$/)],
    ],
  ]);
});
