import { kms } from '@leastwise/aws/kms';
import {
  allow,
  type Partition,
  type Principal,
  type ResourcePolicy,
  resourcePolicy,
} from '@leastwise/policy';
import type { CheckAccount, CheckRegion } from '@leastwise/policy/catalog';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { principalsOf } from '../parameters/principals.ts';
import { checkList, within } from '../parameters/within.ts';
import { resourcesOf, type S3Path } from '../s3/location.ts';
import { viaService } from './via-service.ts';

/** What a key is for, and whose it is; see {@link dataKeyPolicy}. */
export interface DataKeyPolicyParameters<R extends string = string, A extends string = string> {
  /** Where the key and the buckets are. */
  readonly region: CheckRegion<R>;
  readonly account: CheckAccount<A>;
  /** `aws` unless said otherwise. */
  readonly partition?: Partition;
  /** Who manages the key, and may not use it: `principal.role(arn)`. Nobody else can, the account's root user included. */
  readonly administrators: readonly Principal<'AWS'>[];
  /** Who reads the objects, of this account or another. */
  readonly readers: readonly Principal<'AWS'>[];
  /** Who writes them, which includes reading what the key encrypts: S3 decrypts the parts of an upload. */
  readonly writers: readonly Principal<'AWS'>[];
  /**
   * Writers that are roles of jobs of SageMaker whose output configurations name the key (`KmsKeyId`): SageMaker asks that these may
   * also encrypt with it by themselves. List them among the writers too.
   */
  readonly jobRoles?: readonly Principal<'AWS'>[];
  /** The objects that the key encrypts. */
  readonly locations: readonly S3Path[];
}

/**
 * The policy of a key of AWS KMS that encrypts objects in Amazon S3: its administrators manage it, its readers and writers use it through
 * S3 for these objects alone, and no identity policy opens it to anyone else. Grants are not given out. Jobs of SageMaker that name the
 * key may also encrypt with it, which decrypts nothing.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html for the administrators, whose actions
 * are here those of a symmetric key without imported material, each by its name;
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html for the use through S3;
 * https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html for jobs of SageMaker
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { principal } from '@leastwise/policy';
 * import { dataKeyPolicy } from '@leastwise/presets/kms';
 *
 * export const keyPolicy = dataKeyPolicy({
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   administrators: [principal.role('arn:aws:iam::111122223333:role/key-admin')],
 *   readers: [principal.role('arn:aws:iam::444455556666:role/training')],
 *   writers: [],
 *   locations: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
 * });
 * ```
 */
export function dataKeyPolicy<const R extends string, const A extends string>(
  parameters: DataKeyPolicyParameters<R, A>,
): ResourcePolicy {
  const { readers, writers, jobRoles = [] } = checked(parameters);
  const place = placeOf(parameters);
  const [administrator, ...deputies] = principalsOf(parameters.administrators, 'administrators');
  if (administrator === undefined)
    throw malformed('a key without administrators can never be changed', 'administrators');
  const through = kms.keys.viaService.equals(viaService('s3', place, 'region'));
  const objects = kms.keys.encryptionContext('aws:s3:arn').like(...objectsOf(parameters, place.partition));
  const manage = allow(...ADMINISTRATION)
    .to(administrator, ...deputies)
    .onAnyResource();
  const [reader, ...otherReaders] = principalsOf(readers, 'readers');
  const [writer, ...otherWriters] = principalsOf(writers, 'writers');
  const [job, ...otherJobs] = principalsOf(jobRoles, 'jobRoles');
  const read = reader && allow(kms.Decrypt).to(reader, ...otherReaders);
  const write = writer && allow(kms.Decrypt, kms.GenerateDataKey).to(writer, ...otherWriters);
  return resourcePolicy(
    manage,
    ...(read ? [read.onAnyResource().when(through, objects)] : []),
    ...(write ? [write.onAnyResource().when(through, objects)] : []),
    ...(job
      ? [
          allow(kms.Encrypt)
            .to(job, ...otherJobs)
            .onAnyResource(),
        ]
      : []),
  );
}

/** In a key's policy, any resource is the key itself. */
const ADMINISTRATION = [
  kms.DescribeKey,
  kms.GetKeyPolicy,
  kms.PutKeyPolicy,
  kms.ListKeyPolicies,
  kms.EnableKey,
  kms.DisableKey,
  kms.EnableKeyRotation,
  kms.DisableKeyRotation,
  kms.GetKeyRotationStatus,
  kms.UpdateKeyDescription,
  kms.CreateAlias,
  kms.UpdateAlias,
  kms.DeleteAlias,
  kms.TagResource,
  kms.UntagResource,
  kms.ListResourceTags,
  kms.ScheduleKeyDeletion,
  kms.CancelKeyDeletion,
] as const;

/** S3 names the object to the key, or the bucket where it has an S3 Bucket Key. */
function objectsOf(
  { locations }: Pick<DataKeyPolicyParameters, 'locations'>,
  partition: Partition,
): [string, ...string[]] {
  checkList(locations, 'locations');
  const [first, ...others] = locations.flatMap((path, i) => {
    const { bucket, objects } = within(`locations[${i}]`, () => resourcesOf({ ...path, partition }));
    return [bucket, objects];
  });
  if (first === undefined) throw malformed('a key encrypts the objects of some bucket', 'locations');
  return [first, ...new Set(others)];
}
