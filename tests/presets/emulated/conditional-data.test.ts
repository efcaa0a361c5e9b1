import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import { kms } from '@leastwise/aws/kms';
import { s3 as s3Service } from '@leastwise/aws/s3';
import { allow, type IdentityPolicy, policy } from '@leastwise/policy';
import { encryptedBucket, folderByTag, readObjectsByTag, requireMfaToDelete } from '@leastwise/presets/s3';
import { expect, test } from 'vitest';
import { enrol } from './authenticator.ts';
import { ARN, Bucket, get, list, noPolicy, notAuthorized, put, remove, withData } from './data-set.ts';
import { AT, type Clients, denialOf, type Stage, text } from './stage.ts';

/** Two who have the same policy: one is of a team, the other has no tag. */
async function ofTeam(
  stage: Stage,
  document: IdentityPolicy,
): Promise<{ readonly ana: Clients; readonly ben: Clients }> {
  const [ana, ben] = [await stage.user('ana', [document]), await stage.user('ben', [document])];
  const Tags = [{ Key: 'team', Value: 'churn' }];
  await stage.root().iam.send(new iam.TagUserCommand({ UserName: 'ana', Tags }));
  return { ana, ben };
}

test('a reader by tag reads what is tagged for its team, and tags nothing', async () => {
  const stage = await withData();
  const { s3: root } = stage.root();
  for (const team of ['churn', 'fraud']) await root.send(put(team, { Tagging: `team=${team}` }));
  const { ana, ben } = await ofTeam(stage, readObjectsByTag({ bucket: Bucket, tagKey: 'team' }));
  await ana.s3.send(get('churn'));
  for (const key of ['fraud', 'train/1.csv'])
    expect(await denialOf(ana.s3.send(get(key)))).toBe(noPolicy('ana', 's3:GetObject', `"${ARN}/${key}"`));
  for (const key of ['churn', 'train/1.csv'])
    expect(await denialOf(ben.s3.send(get(key)))).toBe(noPolicy('ben', 's3:GetObject', `"${ARN}/${key}"`));
  const Tagging = { TagSet: [{ Key: 'team', Value: 'churn' }] };
  const take = new s3.PutObjectTaggingCommand({ Bucket, Key: 'fraud', Tagging });
  expect(await denialOf(ana.s3.send(take))).toBe(noPolicy('ana', 's3:PutObjectTagging', `"${ARN}/fraud"`));
});

test('a folder by tag is its team’s to work in, and nobody else’s', async () => {
  const stage = await withData();
  await stage.root().s3.send(put('teams/fraud/1'));
  const { ana, ben } = await ofTeam(stage, folderByTag({ bucket: Bucket, prefix: 'teams/', tagKey: 'team' }));
  await ana.s3.send(put('teams/churn/1'));
  await ana.s3.send(get('teams/churn/1'));
  const { Contents } = await ana.s3.send(list('teams/churn/'));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['teams/churn/1']);
  await ana.s3.send(remove('teams/churn/1'));

  for (const prefix of [undefined, 'teams/', 'teams/churn', 'teams/fraud/'])
    expect(await denialOf(ana.s3.send(list(prefix)))).toBe(noPolicy('ana', 's3:ListBucket', `"${ARN}"`));
  for (const key of ['teams/fraud/1', 'teams/churn2/1', 'churn/1'])
    expect(await denialOf(ana.s3.send(put(key)))).toBe(noPolicy('ana', 's3:PutObject', `"${ARN}/${key}"`));
  for (const key of ['teams/churn/1', 'teams//1', 'teams/fraud/1'])
    expect(await denialOf(ben.s3.send(get(key)))).toBe(noPolicy('ben', 's3:GetObject', `"${ARN}/${key}"`));
});

test('a bucket with its key takes uploads that ask for the key or for nothing', async () => {
  const stage = await withData();
  const key = (id: string): ReturnType<typeof kms.key> => kms.key(id, AT);
  const kmsKey = key('1234abcd-12ab-34cd-56ef-1234567890ab');
  const Policy = text(encryptedBucket({ bucket: Bucket, kmsKey }));
  await stage.root().s3.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
  const ana = await stage.user('ana', [policy(allow(s3Service.PutObject).on(s3Service.object(Bucket, '*')))]);
  const withKms = { ServerSideEncryption: 'aws:kms' } as const;
  await ana.s3.send(put('model'));
  await ana.s3.send(put('model', { ...withKms, SSEKMSKeyId: kmsKey }));
  await ana.s3.send(new s3.CreateMultipartUploadCommand({ Bucket, Key: 'model' }));
  for (const asked of [
    { ...withKms, SSEKMSKeyId: key('00000000-12ab-34cd-56ef-1234567890ab') },
    withKms,
    { ServerSideEncryption: 'AES256' },
    { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'k'.repeat(32) },
  ] as const)
    expect(await denialOf(ana.s3.send(put('model', asked)))).toBe(
      `${notAuthorized('ana', 's3:PutObject', `"${ARN}/model"`)} with an explicit deny in a resource-based policy`,
    );
});

test('a data set is deleted from when signed in with MFA, one by one and at once', async () => {
  const stage = await withData();
  const change = allow(s3Service.GetObject, s3Service.DeleteObject).on(s3Service.object(Bucket, '*'));
  const ana = await stage.user('ana', [policy(change, requireMfaToDelete({ bucket: Bucket }))]);
  const atOnce = new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'salaries/1.csv' }] } });
  const why = (key: string): string =>
    `${notAuthorized('ana', 's3:DeleteObject', `"${ARN}/${key}"`)} with an explicit deny in an identity-based policy`;
  await ana.s3.send(get('train/1.csv'));
  expect(await denialOf(ana.s3.send(remove('train/1.csv')))).toBe(why('train/1.csv'));
  const { Errors } = await ana.s3.send(atOnce);
  expect(Errors?.map(({ Message }) => Message)).toEqual([why('salaries/1.csv')]);

  const signedIn = await (await enrol(stage, 'ana', ana, stage.root()))();
  await signedIn.s3.send(remove('train/1.csv'));
  expect((await signedIn.s3.send(atOnce)).Errors).toBeUndefined();
  expect((await stage.root().s3.send(list())).KeyCount).toBe(0);
});
