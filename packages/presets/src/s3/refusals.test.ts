import { kms } from '@leastwise/aws/kms';
import { principal } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { errorOf } from '../../test/error-of.ts';
import { dataKeyPolicy } from '../kms/index.ts';
import {
  dropBox,
  encryptedBucket,
  folderByTag,
  readObjectsByTag,
  readOnlyDataSet,
  resultsWriter,
  shareDataSet,
  tlsOnlyBucket,
  workspace,
} from './index.ts';

const at = { region: 'eu-west-1', account: '111122223333' } as const;
const kmsKey = kms.key('1234abcd-12ab-34cd-56ef-1234567890ab', at);
const location = { bucket: 'my-ml-datasets', prefix: 'train/' } as const;
const readers = [principal.role('arn:aws:iam::444455556666:role/training')];
const administrators = [principal.role('arn:aws:iam::111122223333:role/key-admin')];
const keyParameters = { ...at, administrators, readers, writers: [], locations: [location] } as const;

test.each<[string, () => unknown]>([
  ['account', () => workspace({ ...location, account: '*' })],
  ['account', () => workspace({ ...location, account: '1234' })],
  ['bucket', () => dropBox({ ...location, bucket: '*' })],
  ['prefx', () => dropBox(Object.assign({ prefx: 'train/' }, location))],
  ['kmsKey', () => resultsWriter({ ...location, kmsKey: kms.alias('ml', at) as never })],
  ['kmsKey', () => readOnlyDataSet({ ...location, kmsKey: 'alias/ml' as never })],
  ['region', () => readOnlyDataSet({ ...location, kmsKey: 'arn:aws:kms:*:111122223333:key/a' as never })],
  ['tagKey', () => readObjectsByTag({ ...location, tagKey: '' })],
  ['tagKey', () => readObjectsByTag({ ...location, tagKey: 'te*m' })],
  ['tagKey', () => folderByTag({ ...location, tagKey: '${aws:username}' })],
  ['prefix', () => folderByTag({ ...location, prefix: 'teams', tagKey: 'team' })],
  ['bucket', () => tlsOnlyBucket({ bucket: 'my-*' })],
  ['kmsKey', () => encryptedBucket({ bucket: 'my-ml-datasets', kmsKey: 'aws/s3' as never })],
  ['readers', () => shareDataSet({ ...location, account: at.account, readers: [] })],
  ['readers', () => shareDataSet({ ...location, account: at.account, readers: undefined as never })],
  ['account', () => dataKeyPolicy({ ...keyParameters, account: '*' as never })],
  ['administrators', () => dataKeyPolicy({ ...keyParameters, administrators: [] })],
  ['locations', () => dataKeyPolicy({ ...keyParameters, locations: [] })],
  ['locations[0].bucket', () => dataKeyPolicy({ ...keyParameters, locations: [{ bucket: '*' }] })],
])('%s is named where it cannot be taken', (path, make) => {
  const { code, path: named } = errorOf(make);
  expect([code, named]).toEqual(['MALFORMED_PARAMETER', path]);
});

test('a wildcard in a prefix is a plain character, in objects, in listings and for the key', () => {
  const [read, list, key] = [
    readOnlyDataSet({ bucket: 'my-ml-datasets', prefix: '*/', kmsKey }).Statement,
  ].flat();
  expect(read?.Resource).toEqual(['arn:aws:s3:::my-ml-datasets/${*}/*']);
  expect(list?.Condition?.['StringLike']).toEqual({ 's3:prefix': '${*}/*' });
  expect(key?.Condition?.['StringLike']).toEqual({
    'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::my-ml-datasets', 'arn:aws:s3:::my-ml-datasets/${*}/*'],
  });
});

test('the partition is named in the documents of both sides', () => {
  const reader = principal.role('arn:aws-us-gov:iam::444455556666:role/training');
  const gov = { ...location, partition: 'aws-us-gov', account: at.account } as const;
  expect(JSON.stringify(shareDataSet({ ...gov, readers: [reader] }))).not.toContain('arn:aws:');
  expect(JSON.stringify(folderByTag({ ...gov, tagKey: 'team' }))).not.toContain('arn:aws:');
  expect(JSON.stringify(tlsOnlyBucket({ bucket: 'my-ml-datasets', partition: 'aws-us-gov' }))).not.toContain(
    'arn:aws:',
  );
});

test('every document is frozen', () => {
  const shared = shareDataSet({ ...location, account: at.account, readers });
  expect([shared, shared.bucketPolicy, shared.readerPolicy].every(Object.isFrozen)).toBe(true);
});
