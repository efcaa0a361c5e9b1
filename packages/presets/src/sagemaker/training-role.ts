import { sagemaker } from '@leastwise/aws/sagemaker';
import { policy, principal, type RoleDefinition } from '@leastwise/policy';
import { encryptOutput } from '../kms/encrypt-output.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { type JobParameters, jobStatements } from './job-statements.ts';

/** What a training job is told; see {@link trainingRole}. */
export type TrainingRoleParameters<
  Region extends string = string,
  Account extends string = string,
> = JobParameters<Region, Account>;

/** Where SageMaker writes the logs and metrics of all training jobs, those of tuning jobs included. */
export const TRAINING_JOBS = '/aws/sagemaker/TrainingJobs';

/**
 * The execution role of training jobs in Amazon SageMaker AI: reads its data sets, writes its results, pulls its images,
 * and writes the logs and metrics of training jobs. Only training jobs of the account and region can use it. Traffic
 * between the containers of a job can be encrypted without any permission of the role.
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
  const place = placeOf(parameters);
  return roleOf(
    parameters,
    'Execution role of SageMaker training jobs',
    trustService(principal.services.sagemaker, place, sagemaker.trainingJob('*', place)),
    policy(
      ...jobStatements(parameters, TRAINING_JOBS, place),
      ...encryptOutput(parameters.kmsKey, parameters.writes),
    ),
  );
}
