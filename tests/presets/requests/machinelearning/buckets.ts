import { predictionsBucket, trainingDataBucket } from '@leastwise/presets/machinelearning';
import type { Claim, Proof } from '../../proof.ts';
import { ACCOUNT, AT, bucketSide, OTHER_ACCOUNT } from '../../sides.ts';

const GUIDE = 'https://docs.aws.amazon.com/machine-learning/latest/dg';
const READ = `${GUIDE}/granting-amazon-ml-permissions-to-read-your-data-from-amazon-s3.html`;
const WRITE = `${GUIDE}/granting-amazon-ml-permissions-to-output-predictions-to-amazon-s3.html`;
const parameters = { bucket: 'my-ml-datasets', prefix: 'train/', ...AT } as const;
const BUCKET = 'arn:aws:s3:::my-ml-datasets';
const OBJECT = `${BUCKET}/train/1.csv`;
const SERVICE = 'machinelearning.amazonaws.com';

const OWN = {
  'aws:SourceAccount': ACCOUNT,
  'aws:SourceArn': `arn:aws:machinelearning:eu-west-1:${ACCOUNT}:datasource/1`,
};
const by = (claim: string, action: string, resource: string, context: object = {}): Claim => ({
  claim,
  action: `s3:${action}`,
  resource,
  principal: SERVICE,
  resourceAccount: ACCOUNT,
  context: { ...OWN, ...context },
});
const LIST = { 's3:prefix': 'train/' };
const OWNER = { 's3:x-amz-acl': 'bucket-owner-full-control' };

/** Every way in which the service could be someone else's deputy. */
const confused = (action: string, resource: string, context: object = {}): readonly Claim[] => [
  by(`${action} on behalf of another account`, action, resource, {
    ...context,
    'aws:SourceAccount': OTHER_ACCOUNT,
  }),
  by(`${action} on behalf of another region`, action, resource, {
    ...context,
    'aws:SourceArn': OWN['aws:SourceArn'].replace('eu-west-1', 'us-east-1'),
  }),
  { ...by(`${action} as another service`, action, resource, context), principal: 'glue.amazonaws.com' },
];
const SPARED = 'the policy of a bucket speaks of it and its objects alone, and only a bucket is listed';
const NO_PEER = { none: 'none: policies of buckets are not among them' } as const;

export const proofs: readonly Proof[] = [
  {
    preset: 'machinelearning.trainingDataBucket',
    purpose: 'the policy of a bucket that Amazon Machine Learning reads',
    parameters,
    sides: [bucketSide(BUCKET, trainingDataBucket(parameters))],
    caller: SERVICE,
    allowed: [
      { ...by('read the data', 'GetObject', OBJECT), page: READ },
      { ...by('list the data', 'ListBucket', BUCKET, LIST), page: READ },
    ],
    nearMisses: [
      ...confused('GetObject', OBJECT),
      ...confused('ListBucket', BUCKET, LIST),
      by('read what is beside it', 'GetObject', `${BUCKET}/salaries/1.csv`),
      by('list what is beside it', 'ListBucket', BUCKET, { 's3:prefix': 'salaries/' }),
      by('write', 'PutObject', OBJECT),
    ],
    peer: NO_PEER,
    spared: { 'bucket policy Statement[1].Resource: any': SPARED },
  },
  {
    preset: 'machinelearning.predictionsBucket',
    purpose: 'the policy of a bucket into which Amazon Machine Learning writes predictions',
    parameters,
    sides: [bucketSide(BUCKET, predictionsBucket(parameters))],
    caller: SERVICE,
    allowed: [
      { ...by('read what it wrote', 'GetObject', OBJECT), page: WRITE },
      { ...by('write predictions', 'PutObject', OBJECT), page: WRITE },
      { ...by('give the account full control of them', 'PutObjectAcl', OBJECT, OWNER), page: WRITE },
      { ...by('list them', 'ListBucket', BUCKET, LIST), page: WRITE },
    ],
    nearMisses: [
      ...confused('GetObject', OBJECT),
      ...confused('PutObject', OBJECT),
      ...confused('PutObjectAcl', OBJECT, OWNER),
      ...confused('ListBucket', BUCKET, LIST),
      by('write beside them', 'PutObject', `${BUCKET}/salaries/1.csv`),
      by('open an object to everyone', 'PutObjectAcl', OBJECT, { 's3:x-amz-acl': 'public-read' }),
      by(
        'change the access list of an object beside them',
        'PutObjectAcl',
        `${BUCKET}/salaries/1.csv`,
        OWNER,
      ),
      by('list what is beside them', 'ListBucket', BUCKET, { 's3:prefix': 'salaries/' }),
      by('delete', 'DeleteObject', OBJECT),
    ],
    peer: NO_PEER,
    spared: { 'bucket policy Statement[2].Resource: any': SPARED },
  },
];
