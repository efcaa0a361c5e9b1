import { kms } from '@leastwise/aws/kms';
import { principal } from '@leastwise/policy';
import { dataKeyPolicy } from '@leastwise/presets/kms';
import { encryptedBucket, shareDataSet, tlsOnlyBucket } from '@leastwise/presets/s3';
import type { Claim, Proof, Side } from '../../proof.ts';
import {
  BESIDE,
  BUCKET,
  DECRYPTS,
  ELSEWHERE,
  FOREIGN,
  from,
  KEY,
  KEY_NEAR_MISSES,
  list,
  OBJECT,
  on,
  OWNED,
  S3_PAGES,
} from '../../s3-requests.ts';
import { ACCOUNT, AT, bucketSide, EVERYTHING, identitySide, OTHER_ACCOUNT, sessionOf } from '../../sides.ts';

const kmsKey = kms.key('1234abcd-12ab-34cd-56ef-1234567890ab', AT);
const BESIDES = { beside: { identity: [EVERYTHING] } } as const;
const NO_TLS = { context: { 'aws:SecureTransport': false } } as const;
/** Someone of the bucket's own account who may do everything: what the bucket denies is denied to everyone. */
const administrator = sessionOf('administrator');

const tls: Proof = {
  preset: 's3.tlsOnlyBucket',
  purpose: 'the policy of a bucket that answers over TLS alone',
  parameters: { bucket: 'my-ml-datasets' },
  sides: [bucketSide(BUCKET, tlsOnlyBucket({ bucket: 'my-ml-datasets' }))],
  caller: administrator,
  allowed: from(S3_PAGES.security, [
    on(OBJECT, 'read over TLS what else is allowed', 's3:GetObject', BESIDES),
    on(BUCKET, 'list over TLS what else is allowed', 's3:ListBucket', BESIDES),
  ]),
  nearMisses: [
    on(OBJECT, 'read without TLS', 's3:GetObject', { ...BESIDES, ...NO_TLS }),
    on(OBJECT, 'write without TLS', 's3:PutObject', { ...BESIDES, ...NO_TLS }),
    on(BUCKET, 'list without TLS', 's3:ListBucket', { ...BESIDES, ...NO_TLS }),
    on(OBJECT, 'read without signing in', 's3:GetObject', { principal: '*' }),
  ],
  peer: { none: 'none: policies of buckets are not among them' },
};

const headers = (method: string | undefined, key?: string): Partial<Claim> => ({
  ...BESIDES,
  context: {
    ...(method !== undefined && { 's3:x-amz-server-side-encryption': method }),
    ...(key !== undefined && { 's3:x-amz-server-side-encryption-aws-kms-key-id': key }),
  },
});
const encrypted: Proof = {
  preset: 's3.encryptedBucket',
  purpose: 'the policy of a bucket whose objects have one key',
  parameters: { bucket: 'my-ml-datasets', kmsKey },
  sides: [bucketSide(BUCKET, encryptedBucket({ bucket: 'my-ml-datasets', kmsKey }))],
  caller: administrator,
  allowed: from(S3_PAGES.key, [
    on(OBJECT, 'upload and name the key', 's3:PutObject', headers('aws:kms', KEY)),
    on(OBJECT, 'upload and name the key for two layers', 's3:PutObject', headers('aws:kms:dsse', KEY)),
    on(OBJECT, "upload with the bucket's default, or a part", 's3:PutObject', BESIDES),
    on(OBJECT, 'read', 's3:GetObject', BESIDES),
  ]),
  nearMisses: [
    on(
      OBJECT,
      'upload with another key',
      's3:PutObject',
      headers('aws:kms', KEY.replace('1234abcd', '00000000')),
    ),
    on(OBJECT, "upload with AWS's own key", 's3:PutObject', headers('aws:kms')),
    on(OBJECT, 'upload with keys of Amazon S3', 's3:PutObject', headers('AES256')),
    on(OBJECT, 'upload with a key of the client', 's3:PutObject', {
      ...BESIDES,
      context: { 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' },
    }),
    on(OBJECT, 'upload without signing in', 's3:PutObject', { principal: '*' }),
  ],
  peer: { none: 'none: policies of buckets are not among them' },
};

const training = sessionOf('training', OTHER_ACCOUNT);
const stranger = sessionOf('stranger', OTHER_ACCOUNT);
/** The policy of a resource that lets the readers do everything, so that their own policy decides. */
const openToTraining = {
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/training` },
    Action: '*',
    Resource: '*',
  },
} as const;
const shared = {
  bucket: 'my-ml-datasets',
  prefix: 'train/',
  account: ACCOUNT,
  readers: [principal.role(`arn:aws:iam::${OTHER_ACCOUNT}:role/training`)],
} as const;
const sidesOf = (parameters: Parameters<typeof shareDataSet>[0]): readonly Side[] => {
  const { bucketPolicy, readerPolicy } = shareDataSet(parameters);
  return [bucketSide(BUCKET, bucketPolicy), identitySide(readerPolicy, 'policy of the readers')];
};
const sharing: Proof = {
  preset: 's3.shareDataSet',
  purpose: 'share a data set with another account, both sides',
  parameters: shared,
  sides: sidesOf(shared),
  caller: training,
  allowed: from(S3_PAGES.sharing, [
    on(OBJECT, 'read an object', 's3:GetObject', OWNED),
    list('train/', 'list the objects', OWNED),
  ]),
  nearMisses: [
    on(OBJECT, 'read without TLS', 's3:GetObject', { ...OWNED, ...NO_TLS }),
    list('train/', 'list without TLS', { ...OWNED, context: NO_TLS.context }),
    on(BESIDE, 'read an object beside it', 's3:GetObject', OWNED),
    on(ELSEWHERE, 'read an object of another bucket', 's3:GetObject', {
      ...OWNED,
      beside: { resource: openToTraining },
    }),
    list('train/', 'list another bucket', {
      ...OWNED,
      resource: 'arn:aws:s3:::payroll',
      beside: { resource: openToTraining },
    }),
    list('training-salaries/', 'list what begins alike', OWNED),
    list(undefined, 'list the whole bucket', OWNED),
    list('', 'list the whole bucket, were it open to them', {
      ...OWNED,
      beside: { resource: openToTraining },
    }),
    on(OBJECT, 'write an object', 's3:PutObject', OWNED),
    on(OBJECT, 'read, as another role of that account that may do everything', 's3:GetObject', {
      ...OWNED,
      ...BESIDES,
      principal: stranger,
    }),
    list('train/', 'list, as another role of that account that may do everything', {
      ...OWNED,
      ...BESIDES,
      principal: stranger,
    }),
    on(BESIDE, 'read beside it, as the role once its own account allows it all', 's3:GetObject', {
      ...OWNED,
      ...BESIDES,
    }),
    list(undefined, 'list the whole bucket, as the role once its own account allows it all', {
      ...OWNED,
      ...BESIDES,
    }),
    on(OBJECT, 'read a bucket of that name of a third account', 's3:GetObject', FOREIGN),
    list('train/', 'list a bucket of that name of a third account', FOREIGN),
  ],
  peer: { managedPolicies: ['AmazonS3ReadOnlyAccess'], extras: [] },
  spared: {
    'bucket policy Statement[1].Resource: any':
      'the policy of a bucket speaks of it and its objects alone, and only a bucket is listed',
  },
};

const keyPolicy = dataKeyPolicy({
  ...AT,
  administrators: [principal.role(`arn:aws:iam::${ACCOUNT}:role/key-admin`)],
  readers: shared.readers,
  writers: [],
  locations: [{ bucket: shared.bucket, prefix: shared.prefix }],
});
const encryptedShare = { ...shared, kmsKey } as const;

export const proofs: readonly Proof[] = [
  tls,
  encrypted,
  sharing,
  {
    ...sharing,
    variant: 'encrypted',
    parameters: encryptedShare,
    sides: sidesOf(encryptedShare),
    allowed: [
      ...sharing.allowed,
      ...from(
        S3_PAGES.key,
        DECRYPTS.map((claim) => ({ ...claim, beside: { resource: keyPolicy } })),
      ),
    ],
    nearMisses: [
      ...sharing.nearMisses,
      // The key lets the reader do everything, which its own policy must not.
      ...KEY_NEAR_MISSES.map((claim) => ({ ...claim, beside: { resource: openToTraining } })),
    ],
    peer: {
      managedPolicies: ['AmazonS3ReadOnlyAccess'],
      extras: [
        { action: 'kms:Decrypt', reason: "AWS's policy opens no key, so that encrypted objects stay closed" },
      ],
    },
  },
];
