import { sagemaker } from '@leastwise/aws/sagemaker';
import { policy, principal, type Resource, type RoleDefinition } from '@leastwise/policy';
import { putMetrics } from '../cloudwatch/put-metrics.ts';
import { pullImages } from '../ecr/pull-images.ts';
import { useKeyThroughS3 } from '../kms/use-key-through-s3.ts';
import { writeLogs } from '../logs/write-logs.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { each } from '../parameters/within.ts';
import type { S3Path } from '../s3/location.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { writeObjects } from '../s3/write-objects.ts';

/** What a training job is told; see {@link trainingRole}. */
export interface TrainingRoleParameters<
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
}

/** Where SageMaker writes the logs and metrics of all training jobs. */
const TRAINING_JOBS = '/aws/sagemaker/TrainingJobs';

/**
 * The execution role of training jobs in Amazon SageMaker AI: reads its data sets, writes its results, pulls its images,
 * and writes the logs and metrics of training jobs. Only training jobs of the account and region can use it.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createtrainingjob-perms
 * for the permissions, https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html for the
 * trust.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `reads[0].bucket`
 * @example
 * ```ts
 * import { ecr } from '@leastwise/aws/ecr';
 * import { trainingRole } from '@leastwise/presets/sagemaker';
 *
 * const at = { region: 'eu-west-1', account: '111122223333' } as const;
 * export const churnTraining = trainingRole({
 *   name: 'churn-training',
 *   ...at,
 *   reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
 *   writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
 *   images: [ecr.repository('churn', at)],
 * });
 * ```
 */
export function trainingRole<const Region extends string, const Account extends string>(
  parameters: TrainingRoleParameters<Region, Account>,
): RoleDefinition {
  const { reads, writes, images, kmsKey } = parameters;
  const place = placeOf(parameters);
  const { partition } = place;
  const sources = each('reads', reads, (path) => readDataSet({ ...path, partition }));
  const targets = each('writes', writes, (path) => [writeObjects({ ...path, partition })]);
  const uses = { reads: sources.length > 0, writes: targets.length > 0 };
  return roleOf(
    parameters,
    'Execution role of SageMaker training jobs',
    trustService(principal.services.sagemaker, place, sagemaker.trainingJob('*', place)),
    policy(
      ...sources,
      ...targets,
      ...useKeyThroughS3(kmsKey, uses, place),
      ...pullImages(images),
      ...writeLogs(TRAINING_JOBS, place, { describesStreams: true }),
      putMetrics(TRAINING_JOBS),
    ),
  );
}
