import { kms } from '@leastwise/aws/kms';
import { dropBox, readOnlyDataSet, resultsWriter, workspace } from '@leastwise/presets/s3';
import type { Claim, Proof } from '../../proof.ts';
import {
  BESIDE,
  BUCKET,
  DECRYPTS,
  ELSEWHERE,
  ENCRYPTS,
  FOREIGN,
  from,
  KEY_NEAR_MISSES,
  list,
  OBJECT,
  on,
  OWNED,
  S3_PAGES,
  useKey,
} from '../../s3-requests.ts';
import { ACCOUNT, AT, identitySide, SOMEONE } from '../../sides.ts';

const kmsKey = kms.key('1234abcd-12ab-34cd-56ef-1234567890ab', AT);
const location = { bucket: 'my-ml-datasets', prefix: 'train/' } as const;
const owned = { ...location, account: ACCOUNT } as const;
const encrypted = { ...owned, kmsKey } as const;

const reads = from(S3_PAGES.actions, [
  on(OBJECT, 'read an object', 's3:GetObject', OWNED),
  list('train/', 'list the objects', OWNED),
  list('train/2026/', 'list a folder', OWNED),
]);
const readMisses: readonly Claim[] = [
  on(BESIDE, 'read an object beside it', 's3:GetObject', OWNED),
  on(ELSEWHERE, 'read an object of another bucket', 's3:GetObject', OWNED),
  list('', 'list the whole bucket', OWNED),
  list(undefined, 'list the bucket without a prefix', OWNED),
  list('training-salaries/', 'list what begins alike', OWNED),
  list('train/', 'list another bucket', { ...OWNED, resource: 'arn:aws:s3:::payroll' }),
  on(OBJECT, 'read an older version', 's3:GetObjectVersion', OWNED),
  on(OBJECT, 'change the access list', 's3:PutObjectAcl', OWNED),
];
const readsOfForeigners: readonly Claim[] = [
  on(OBJECT, "read another account's bucket of that name", 's3:GetObject', FOREIGN),
  list('train/', "list another account's bucket of that name", FOREIGN),
];

const writes = from(S3_PAGES.parts, [
  on(OBJECT, 'write an object, in one piece or in parts', 's3:PutObject', OWNED),
  on(OBJECT, 'give up an upload in parts', 's3:AbortMultipartUpload', OWNED),
  on(OBJECT, 'look at the parts of an upload', 's3:ListMultipartUploadParts', OWNED),
]);
const writeMisses: readonly Claim[] = [
  on(BESIDE, 'write an object beside it', 's3:PutObject', OWNED),
  on(ELSEWHERE, 'write an object of another bucket', 's3:PutObject', OWNED),
  on(OBJECT, 'tag an object', 's3:PutObjectTagging', OWNED),
];
const writesOfForeigners: readonly Claim[] = [
  on(OBJECT, "write to another account's bucket of that name", 's3:PutObject', FOREIGN),
];
const noReading: readonly Claim[] = [
  on(OBJECT, 'read an object', 's3:GetObject', OWNED),
  list('train/', 'list the objects', OWNED),
];
const noWriting = [on(OBJECT, 'write an object', 's3:PutObject', OWNED)];
const noDeleting = [on(OBJECT, 'delete an object', 's3:DeleteObject', OWNED)];

const decrypts = from(S3_PAGES.key, DECRYPTS);
const encrypts = from(S3_PAGES.key, ENCRYPTS);
const noEncrypting = [useKey('GenerateDataKey', 'encrypt', OBJECT)];
const keyExtras = (actions: readonly string[]) =>
  actions.map((action) => ({
    action,
    reason: "AWS's policy opens no key, so that encrypted objects stay closed",
  }));

const READ_ONLY = { managedPolicies: ['AmazonS3ReadOnlyAccess'], extras: [] } as const;
const FULL = { managedPolicies: ['AmazonS3FullAccess'], extras: [] } as const;
const WITH_KEY = { ...FULL, extras: keyExtras(['kms:Decrypt', 'kms:GenerateDataKey']) } as const;

const readOnly = {
  preset: 's3.readOnlyDataSet',
  purpose: 'read a data set, and list it',
  parameters: location,
  sides: [identitySide(readOnlyDataSet(location))],
  caller: SOMEONE,
  allowed: reads,
  nearMisses: [...readMisses, ...noWriting, ...noDeleting],
  peer: READ_ONLY,
} as const satisfies Proof;

const writer = {
  preset: 's3.resultsWriter',
  purpose: 'write results, of whatever size',
  parameters: location,
  sides: [identitySide(resultsWriter(location))],
  caller: SOMEONE,
  allowed: writes,
  nearMisses: [...writeMisses, ...noReading, ...noDeleting],
  peer: FULL,
} as const satisfies Proof;

const work = {
  preset: 's3.workspace',
  purpose: 'list, read, write and delete',
  parameters: owned,
  sides: [identitySide(workspace(owned))],
  caller: SOMEONE,
  allowed: [...reads, ...writes, ...from(S3_PAGES.actions, noDeleting)],
  nearMisses: [
    ...readMisses,
    ...readsOfForeigners,
    ...writeMisses,
    ...writesOfForeigners,
    on(OBJECT, "delete from another account's bucket of that name", 's3:DeleteObject', FOREIGN),
    on(BESIDE, 'delete an object beside it', 's3:DeleteObject', OWNED),
    on(OBJECT, 'delete an older version', 's3:DeleteObjectVersion', OWNED),
    on(BUCKET, 'delete the bucket', 's3:DeleteBucket', OWNED),
    on(BUCKET, "change the bucket's policy", 's3:PutBucketPolicy', OWNED),
  ],
  peer: FULL,
} as const satisfies Proof;

const IF_NONE_MATCH = { context: { 's3:if-none-match': '*', 's3:ObjectCreationOperation': true } } as const;
const A_PART = { context: { 's3:ObjectCreationOperation': false } } as const;
const REPLACING = { context: { 's3:ObjectCreationOperation': true } } as const;
const drop = {
  preset: 's3.dropBox',
  purpose: 'put new objects, and replace none',
  parameters: owned,
  sides: [identitySide(dropBox(owned))],
  caller: SOMEONE,
  allowed: from(S3_PAGES.conditionalWrites, [
    on(OBJECT, 'put a new object', 's3:PutObject', { ...OWNED, ...IF_NONE_MATCH }),
    on(OBJECT, 'begin an upload in parts, and send them', 's3:PutObject', { ...OWNED, ...A_PART }),
    on(OBJECT, 'give up an upload in parts', 's3:AbortMultipartUpload', OWNED),
  ]),
  nearMisses: [
    on(OBJECT, 'replace an object', 's3:PutObject', { ...OWNED, ...REPLACING }),
    on(BESIDE, 'put a new object beside it', 's3:PutObject', { ...OWNED, ...IF_NONE_MATCH }),
    on(BESIDE, 'begin an upload beside it', 's3:PutObject', { ...OWNED, ...A_PART }),
    on(BESIDE, 'give up an upload beside it', 's3:AbortMultipartUpload', OWNED),
    on(OBJECT, "put into another account's bucket of that name", 's3:PutObject', {
      ...FOREIGN,
      ...IF_NONE_MATCH,
    }),
    on(OBJECT, "begin an upload to another account's bucket of that name", 's3:PutObject', {
      ...FOREIGN,
      ...A_PART,
    }),
    on(
      OBJECT,
      "give up an upload to another account's bucket of that name",
      's3:AbortMultipartUpload',
      FOREIGN,
    ),
    ...noReading,
    ...noDeleting,
  ],
  peer: FULL,
} as const satisfies Proof;

export const proofs: readonly Proof[] = [
  readOnly,
  {
    ...readOnly,
    variant: "encrypted, in one account's bucket",
    parameters: encrypted,
    sides: [identitySide(readOnlyDataSet(encrypted))],
    allowed: [...reads, ...decrypts],
    nearMisses: [...readOnly.nearMisses, ...readsOfForeigners, ...KEY_NEAR_MISSES, ...noEncrypting],
    peer: { ...READ_ONLY, extras: keyExtras(['kms:Decrypt']) },
  },
  writer,
  {
    ...writer,
    variant: "encrypted, in one account's bucket",
    parameters: encrypted,
    sides: [identitySide(resultsWriter(encrypted))],
    allowed: [...writes, ...decrypts, ...encrypts],
    nearMisses: [...writer.nearMisses, ...writesOfForeigners, ...KEY_NEAR_MISSES],
    peer: WITH_KEY,
  },
  work,
  {
    ...work,
    variant: 'encrypted',
    parameters: encrypted,
    sides: [identitySide(workspace(encrypted))],
    allowed: [...work.allowed, ...decrypts, ...encrypts],
    nearMisses: [...work.nearMisses, ...KEY_NEAR_MISSES],
    peer: WITH_KEY,
  },
  drop,
  {
    ...drop,
    variant: 'encrypted',
    parameters: encrypted,
    sides: [identitySide(dropBox(encrypted))],
    allowed: [...drop.allowed, ...decrypts, ...encrypts],
    nearMisses: [...drop.nearMisses, ...KEY_NEAR_MISSES],
    peer: WITH_KEY,
  },
];
