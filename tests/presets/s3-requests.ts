/* What the requests of several presets have in common: objects, listings, and the keys that encrypt them. */
import type { Claim } from './proof.ts';
import { ACCOUNT } from './sides.ts';

const GUIDE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';

/** Pages of the Amazon S3 User Guide. */
export const S3_PAGES = {
  /** Which actions reading, writing and listing objects need. */
  actions: `${GUIDE}/using-with-s3-policy-actions.html`,
  /** Which actions, and which of a key, an upload in parts needs. */
  parts: `${GUIDE}/mpuoverview.html`,
  /** What S3 asks of a key, and the encryption context that it gives. */
  key: `${GUIDE}/UsingKMSEncryption.html`,
  conditionalWrites: `${GUIDE}/conditional-writes-enforce.html`,
  tags: `${GUIDE}/tagging-and-policies.html`,
  sharing: `${GUIDE}/example-walkthroughs-managing-access-example2.html`,
  security: `${GUIDE}/security-best-practices.html`,
} as const;

/** The bucket of examples, what is in it, and a bucket that is not meant. */
export const BUCKET = 'arn:aws:s3:::my-ml-datasets';
export const OBJECT: string = `${BUCKET}/train/1.csv`;
export const BESIDE: string = `${BUCKET}/training-salaries/1.csv`;
export const ELSEWHERE = 'arn:aws:s3:::payroll/train/1.csv';

/** A request for an object. */
export function on(resource: string, claim: string, action: string, more: Partial<Claim> = {}): Claim {
  return { claim, action, resource, ...more };
}

/** A request to list a bucket, by the prefix that it asks for. */
export function list(prefix: string | undefined, claim: string, more: Partial<Claim> = {}): Claim {
  const context = { ...(prefix === undefined ? {} : { 's3:prefix': prefix }), ...more.context };
  return { claim, action: 's3:ListBucket', resource: BUCKET, ...more, context };
}

/** The same request with the page that says that the job makes it. */
export function from<T extends Claim>(
  page: string,
  claims: readonly T[],
): readonly (T & { readonly page: string })[] {
  return claims.map((claim) => ({ ...claim, page }));
}

export const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321';

/** A request to a key that S3 makes for an object, as S3 makes it. */
export function useKey(action: string, claim: string, object: string, more: Partial<Claim> = {}): Claim {
  const context = {
    'kms:ViaService': 's3.eu-west-1.amazonaws.com',
    'kms:EncryptionContext:aws:s3:arn': object,
    ...more.context,
  };
  return { claim, action: `kms:${action}`, resource: KEY, ...more, context };
}

/** What the key of a data set may be used for, with the data key of each object and with one for the bucket. */
export const DECRYPTS: readonly Claim[] = [
  useKey('Decrypt', 'decrypt an object', OBJECT),
  useKey('Decrypt', 'decrypt an object of a bucket that has an S3 Bucket Key', BUCKET),
];

/** The same for writing. */
export const ENCRYPTS: readonly Claim[] = [
  useKey('GenerateDataKey', 'encrypt an object', OBJECT),
  useKey('GenerateDataKey', 'encrypt an object of a bucket that has an S3 Bucket Key', BUCKET),
];

/** What the key of a data set may not be used for. */
export const KEY_NEAR_MISSES: readonly Claim[] = [
  useKey('Decrypt', 'decrypt an object beside it', BESIDE),
  useKey('Decrypt', 'decrypt an object of another bucket', ELSEWHERE),
  useKey('Decrypt', 'decrypt with another key', OBJECT, { resource: OTHER_KEY }),
  useKey('Decrypt', 'decrypt past Amazon S3', OBJECT, {
    context: { 'kms:ViaService': 'ec2.eu-west-1.amazonaws.com' },
  }),
  useKey('Decrypt', 'decrypt through Amazon S3 elsewhere', OBJECT, {
    context: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
  }),
  useKey('CreateGrant', 'give the key away', OBJECT),
];

/** The bucket is the account's. */
export const OWNED = { resourceAccount: ACCOUNT } as const;

/** The bucket of that name is now someone else's, who lets everyone in to see what comes. */
export const FOREIGN = {
  resourceAccount: '777788889999',
  beside: { resource: { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' } } },
} as const;
