import { sagemaker } from '@leastwise/aws/sagemaker';
import { policy, principal, type Resource, type RoleDefinition } from '@leastwise/policy';
import { passRoles } from '../iam/pass-roles.ts';
import { checked } from '../parameters/checked.ts';
import { checkName, namesFrom } from '../parameters/name-prefix.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { each, within } from '../parameters/within.ts';
import type { S3Path } from '../s3/location.ts';
import { readObjects } from '../s3/read-objects.ts';
import { type JobKind, startJobs } from './job-kinds.ts';
import { makeModels } from './make-models.ts';
import { type ModelsToPublish, publishModels } from './publish-models.ts';

/** What a pipeline is told; see {@link pipelineRole}. */
export interface PipelineRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  readonly pipelineName: string;
  /** The kinds of jobs that its steps run. */
  readonly jobs: readonly JobKind[];
  /** What the names of its jobs and models begin with: `pipelines-`, unless the pipeline has a prefix of its own. */
  readonly jobNamePrefix?: string;
  /** The roles of its jobs and models, made with `iam.role(...)`. */
  readonly roles: readonly Resource<'iam:role'>[];
  /** What its conditions read: the property files of processing jobs. */
  readonly reads: readonly S3Path[];
  /** Whether a step makes models. */
  readonly makesModels?: true;
  /** What a step registers in the Model Registry. */
  readonly registers?: ModelsToPublish;
}

/**
 * The execution role of a pipeline in Amazon SageMaker AI: starts and follows the jobs of its steps with the roles of these,
 * reads their property files, and makes and registers models where asked for. Only the executions of the pipeline can use
 * it. It reads no data set: the jobs do, with roles of their own.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-access.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `roles[0]`
 * @example
 * ```ts
 * import { iam } from '@leastwise/aws/iam';
 * import { pipelineRole } from '@leastwise/presets/sagemaker';
 *
 * export const churnPipeline = pipelineRole({
 *   name: 'churn-pipeline',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   pipelineName: 'churn',
 *   jobs: ['processing', 'training'],
 *   roles: [iam.role('churn-training', { account: '111122223333' })],
 *   reads: [{ bucket: 'my-ml-results', prefix: 'churn/evaluation/' }],
 * });
 * ```
 */
export function pipelineRole<const Region extends string, const Account extends string>(
  parameters: PipelineRoleParameters<Region, Account>,
): RoleDefinition {
  const {
    pipelineName,
    jobs,
    jobNamePrefix = 'pipelines-',
    roles,
    reads,
    makesModels,
    registers,
  } = checked(parameters);
  if (registers !== undefined) checked(registers, 'registers');
  const place = placeOf(parameters);
  const { partition } = place;
  checkName(pipelineName, 'pipelineName');
  const names = namesFrom(jobNamePrefix, 'jobNamePrefix');
  return roleOf(
    parameters,
    'Execution role of a SageMaker pipeline',
    trustService(principal.services.sagemaker, place, sagemaker.pipeline(`${pipelineName}/*`, place)),
    policy(
      ...startJobs({ jobs, jobNamePrefix }, place),
      ...(makesModels === true ? makeModels(names, {}, place) : []),
      ...passRoles(roles, principal.services.sagemaker),
      ...each('reads', reads, (path) => [readObjects({ ...path, partition })]),
      ...(registers === undefined ? [] : within('registers', () => publishModels(registers, place))),
    ),
  );
}
