import { expect, test } from 'vitest';
import { s3 } from '@leastwise/aws/s3';
import { allow, parsePolicy, policy, print } from '../src/index.ts';

// The two policies with which every introduction to IAM for machine learning begins.

test('reading a data set comes out as the tutorials write it', () => {
  const read = policy(
    allow(s3.GetObject, s3.ListBucket).on(s3.bucket('my-ml-datasets'), s3.object('my-ml-datasets', '*')),
  );
  expect(JSON.stringify(read)).toBe(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::my-ml-datasets","arn:aws:s3:::my-ml-datasets/*"]}]}',
  );
  expect(parsePolicy(print(read), 'identity')).toEqual(read);
});

test('writing results comes out as the tutorials write it', () => {
  const write = policy(allow(s3.PutObject).on(s3.object('my-ml-results', '*')));
  expect(JSON.stringify(write)).toBe(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:PutObject"],"Resource":["arn:aws:s3:::my-ml-results/*"]}]}',
  );
  expect(parsePolicy(print(write), 'identity')).toEqual(write);
});
