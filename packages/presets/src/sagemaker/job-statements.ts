import type { IdentityStatement, Resource } from '@leastwise/policy';
import { putMetrics } from '../cloudwatch/put-metrics.ts';
import { sagemakerInterfaces } from '../ec2/sagemaker-interfaces.ts';
import type { VpcConfig } from '../ec2/vpc-config.ts';
import { pullImages } from '../ecr/pull-images.ts';
import { grantKeyToSagemaker } from '../kms/grant-key-to-sagemaker.ts';
import { useKeyThroughS3 } from '../kms/use-key-through-s3.ts';
import { writeLogs } from '../logs/write-logs.ts';
import type { Place } from '../parameters/place.ts';
import type { RoleParameters } from '../parameters/role.ts';
import { each } from '../parameters/within.ts';
import type { S3Path } from '../s3/location.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { writeObjects } from '../s3/write-objects.ts';

/** What each kind of job is told that reads data, runs an image on it and writes results. */
export interface JobParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** What the job reads: its input channels, code and checkpoints. */
  readonly reads: readonly S3Path[];
  /** What the job writes: its model, output and checkpoints. */
  readonly writes: readonly S3Path[];
  /** The repositories of the team's own images, made with `ecr.repository(...)`. */
  readonly images: readonly Resource<'ecr:repository'>[];
  /** The key that encrypts what is read and written in Amazon S3, made with `kms.key(...)`. */
  readonly kmsKey?: Resource<'kms:key'>;
  /** The key that encrypts the storage volumes of the job's instances, `VolumeKmsKeyId`. */
  readonly volumeKmsKey?: Resource<'kms:key'>;
  /** The network that the job runs in. */
  readonly vpcConfig?: VpcConfig;
}

/**
 * What each kind of job does: reads, writes, pulls, logs, measures, and lets SageMaker encrypt its volumes and join its
 * network; a transform job reads models too. SageMaker writes logs to a group, and metrics to a namespace of the same name.
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html and
 * https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export function jobStatements(
  { reads, writes, ...surroundings }: Omit<JobParameters, keyof RoleParameters>,
  logGroup: string,
  place: Place,
  models: readonly IdentityStatement[] = [],
): readonly IdentityStatement[] {
  const { partition } = place;
  const sources = [...models, ...each('reads', reads, (path) => readDataSet({ ...path, partition }))];
  const targets = each('writes', writes, (path) => [writeObjects({ ...path, partition })]);
  const uses = { reads: sources.length > 0, writes: targets.length > 0 };
  return [
    ...sources,
    ...targets,
    ...useKeyThroughS3(surroundings.kmsKey, uses, place),
    ...surroundingStatements(surroundings, logGroup, place),
  ];
}

/** The part of a job that has nothing to do with its data. */
export function surroundingStatements(
  { images, volumeKmsKey, vpcConfig }: Pick<JobParameters, 'images' | 'volumeKmsKey' | 'vpcConfig'>,
  logGroup: string,
  place: Place,
): readonly IdentityStatement[] {
  return [
    ...pullImages(images),
    ...observe(logGroup, place),
    ...grantKeyToSagemaker(volumeKmsKey, place),
    ...sagemakerInterfaces(vpcConfig, place),
  ];
}

/** Allows writing logs to a group, and metrics to the namespace of the same name. */
export function observe(logGroup: string, place: Place): readonly IdentityStatement[] {
  const [namespace = logGroup] = logGroup.split('/*');
  return [...writeLogs(logGroup, place, { describesStreams: true }), putMetrics(namespace)];
}
