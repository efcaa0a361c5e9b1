import type { LeastwiseError } from '@leastwise/core';
import { aws, type Condition, type Partition, type Resource } from '@leastwise/policy';
import { s3 } from '@leastwise/aws/s3';
import { literalText } from '../parameters/literal-text.ts';
import { malformed } from '../parameters/malformed.ts';
import { accountOf, partitionOf } from '../parameters/place.ts';
import { checkBucketName } from './bucket-name.ts';

/** Objects of a bucket: those whose keys begin with the prefix, or all of them. */
export interface S3Path {
  /** The name of a general purpose bucket, not its ARN. */
  readonly bucket: string;
  /**
   * What the keys begin with, taken literally, and as Amazon S3 takes it: `train` also means `training/x`, so end it with
   * a slash to mean a folder. A `*` in it is the plain character, and at its end a mistake. Without a prefix the whole bucket is
   * meant.
   */
  readonly prefix?: string;
  /**
   * The account that owns the bucket. Without it, a bucket of that name is meant whoever owns it: who deletes a bucket leaves its
   * name to others.
   * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
   */
  readonly account?: string;
}

/** Objects of a bucket, and the partition it is in. */
export interface S3Location extends S3Path {
  /** `aws` unless said otherwise. */
  readonly partition?: Partition;
}

/** A location as the parts of a statement. */
export interface S3Resources {
  readonly bucket: Resource<'s3:bucket'>;
  readonly objects: Resource<'s3:object'>;
  /** Pattern of the `s3:prefix` of a listing that shows no other object; `undefined` for the whole bucket. */
  readonly listing: string | undefined;
  /** That the bucket is the account's, if one is named. */
  readonly owned: Condition<'aws:ResourceAccount', false> | undefined;
}

/** Checks a location and gives what it stands for in a statement. */
export function resourcesOf(location: S3Location): S3Resources {
  refuseUnknownMembers(location);
  const { bucket, prefix, account } = location;
  const at = { partition: partitionOf(location.partition) };
  checkBucketName(bucket, 'bucket');
  const pattern = prefix === undefined ? '*' : `${prefixText(prefix)}*`;
  return {
    bucket: s3.bucket(bucket, at),
    objects: s3.object(bucket, pattern, at),
    listing: prefix === undefined ? undefined : pattern,
    owned: account === undefined ? undefined : aws.resourceAccount.equals(accountOf(account)),
  };
}

/** A prefix means whatever begins with it, so that a `*` behind it, taken literally, is a slip. */
function prefixText(prefix: string): string {
  const text = keyText(prefix, 'prefix');
  if (prefix.endsWith('*'))
    throw malformed(
      `\`${prefix}\` ends with a \`*\`, and a prefix means all keys that begin with it`,
      'prefix',
      prefix === '*' ? 'leave `prefix` out for the whole bucket' : `write \`${prefix.replace(/\*+$/, '')}\``,
    );
  return text;
}

/** The beginning of an object key, or a whole key, as it may stand in a resource. */
export function keyText(key: string, path: string): string {
  const text = literalText(key, path);
  if (key.startsWith('/'))
    throw malformed(`the keys of objects begin without a slash, unlike \`${key}\``, path, 'drop the slash');
  return text;
}

/** A misspelt `prefix` would grant the whole bucket, so what is not known is refused. */
function refuseUnknownMembers(location: unknown): void {
  if (typeof location !== 'object' || location === null) throw noLocation(String(location));
  refuseText(location);
  const unknown = Object.keys(location).find((member) => !MEMBERS.includes(member));
  if (unknown !== undefined)
    throw malformed(
      'a location has a bucket, a prefix and an account, and nothing else',
      unknown,
      'check its spelling',
    );
}

/** Refuses what was text, such as `s3://my-bucket/key`, before it was put together with a partition: its members are characters. */
export function refuseText(location: object): void {
  const characters = Object.entries(location).filter(([member]) => /^\d+$/.test(member));
  if (characters.length > 0) throw noLocation(characters.map(([, character]) => String(character)).join(''));
}

function noLocation(text: string): LeastwiseError {
  const [, bucket, rest = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(text) ?? [];
  const members = [`bucket: '${bucket ?? 'my-bucket'}'`, ...(rest === '' ? [] : [`prefix: '${rest}'`])];
  return malformed(
    `a location has members of its own, unlike \`${text}\``,
    'bucket',
    `write { ${members.join(', ')} }`,
  );
}

const MEMBERS: readonly string[] = [
  'bucket',
  'prefix',
  'account',
  'partition',
] satisfies (keyof S3Location)[];
