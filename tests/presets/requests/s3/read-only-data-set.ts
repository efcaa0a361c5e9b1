import { readOnlyDataSet } from '@leastwise/presets/s3';
import type { AllowedClaim, Claim, Proof } from '../../proof.ts';
import { identitySide, SOMEONE } from '../../sides.ts';

const parameters = { bucket: 'my-ml-datasets', prefix: 'train/' } as const;
const BUCKET = 'arn:aws:s3:::my-ml-datasets';

/** What the AWS CLI and the SDKs ask for when a data set is listed and read. */
const PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html';

const allowed: readonly AllowedClaim[] = [
  { claim: 'read an object', action: 's3:GetObject', resource: `${BUCKET}/train/1.csv`, page: PAGE },
  {
    claim: 'list the objects',
    action: 's3:ListBucket',
    resource: BUCKET,
    context: { 's3:prefix': 'train/' },
    page: PAGE,
  },
  {
    claim: 'list a folder of it',
    action: 's3:ListBucket',
    resource: BUCKET,
    context: { 's3:prefix': 'train/2026/' },
    page: PAGE,
  },
];

const nearMisses: readonly Claim[] = [
  {
    claim: 'read an object beside it',
    action: 's3:GetObject',
    resource: `${BUCKET}/training-salaries/1.csv`,
  },
  {
    claim: 'read an object of another bucket',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::payroll/train/1.csv',
  },
  { claim: 'list the whole bucket', action: 's3:ListBucket', resource: BUCKET, context: { 's3:prefix': '' } },
  { claim: 'list the bucket without a prefix', action: 's3:ListBucket', resource: BUCKET },
  {
    claim: 'list what begins alike',
    action: 's3:ListBucket',
    resource: BUCKET,
    context: { 's3:prefix': 'training-salaries/' },
  },
  {
    claim: 'list another bucket',
    action: 's3:ListBucket',
    resource: 'arn:aws:s3:::payroll',
    context: { 's3:prefix': 'train/' },
  },
  { claim: 'read an older version', action: 's3:GetObjectVersion', resource: `${BUCKET}/train/1.csv` },
  { claim: 'write an object', action: 's3:PutObject', resource: `${BUCKET}/train/1.csv` },
  { claim: 'delete an object', action: 's3:DeleteObject', resource: `${BUCKET}/train/1.csv` },
];

export const proofs: readonly Proof[] = [
  {
    preset: 's3.readOnlyDataSet',
    purpose: 'read a data set, and list it',
    parameters,
    sides: [identitySide(readOnlyDataSet(parameters))],
    caller: SOMEONE,
    allowed,
    nearMisses,
    peer: { managedPolicies: ['AmazonS3ReadOnlyAccess'], extras: [] },
  },
];
