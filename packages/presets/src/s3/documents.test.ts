import { policy } from '@leastwise/policy';
import { describe, expect, test } from 'vitest';
import {
  deleteObjects,
  readDataSet,
  readObject,
  readOnlyDataSet,
  requireMfaToDelete,
  resultsWriter,
} from './index.ts';

describe('a read-only data set', () => {
  test('is a whole bucket where no prefix is given', () => {
    expect(readOnlyDataSet({ bucket: 'my-ml-datasets' })).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::my-ml-datasets/*'] },
        { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::my-ml-datasets'] },
      ],
    });
  });

  test('is read and listed below its prefix only', () => {
    expect(readOnlyDataSet({ bucket: 'my-ml-datasets', prefix: 'train/' })).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::my-ml-datasets/train/*'] },
        {
          Effect: 'Allow',
          Action: ['s3:ListBucket'],
          Resource: ['arn:aws:s3:::my-ml-datasets'],
          Condition: { StringLike: { 's3:prefix': 'train/*' } },
        },
      ],
    });
  });

  test('takes a prefix without a slash for the beginning of keys, as Amazon S3 does', () => {
    const [read] = readDataSet({ bucket: 'my-ml-datasets', prefix: 'train/2026-' });
    expect(read?.toJSON().Resource).toEqual(['arn:aws:s3:::my-ml-datasets/train/2026-*']);
  });

  test('is in the partition that is named', () => {
    expect(JSON.stringify(readOnlyDataSet({ bucket: 'my-ml-datasets', partition: 'aws-cn' }))).toContain(
      '"arn:aws-cn:s3:::my-ml-datasets/*"',
    );
  });
});

test('a results writer can upload in parts, and neither read, list nor delete', () => {
  expect(resultsWriter({ bucket: 'my-ml-results', prefix: 'churn/' })).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
        Resource: ['arn:aws:s3:::my-ml-results/churn/*'],
      },
    ],
  });
});

test('deleting without MFA is denied, for versions too and where the request does not speak of MFA', () => {
  expect(requireMfaToDelete({ bucket: 'my-ml-datasets', prefix: 'train/' }).toJSON()).toEqual({
    Effect: 'Deny',
    Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
    Resource: ['arn:aws:s3:::my-ml-datasets/train/*'],
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  });
});

test('one object is read by its whole key', () => {
  expect(readObject({ bucket: 'my-ml-scripts', key: 'glue/job.py' }).toJSON().Resource).toEqual([
    'arn:aws:s3:::my-ml-scripts/glue/job.py',
  ]);
});

test('statements go into one policy, together with those of the builders', () => {
  const dataSet = { bucket: 'my-ml-datasets' };
  const document = policy(...readDataSet(dataSet), deleteObjects(dataSet), requireMfaToDelete(dataSet));
  expect([document.Statement].flat()).toHaveLength(4);
});

test('documents are frozen, and the same whenever they are made', () => {
  const make = () => readOnlyDataSet({ bucket: 'my-ml-datasets', prefix: 'train/' });
  expect(Object.isFrozen(make())).toBe(true);
  expect(Object.isFrozen([make().Statement].flat()[1]?.Condition?.['StringLike'])).toBe(true);
  expect(JSON.stringify(make())).toBe(JSON.stringify(make()));
});
