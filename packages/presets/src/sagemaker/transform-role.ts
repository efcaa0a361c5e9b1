import { sagemaker } from '@leastwise/aws/sagemaker';
import { policy, principal, type RoleDefinition } from '@leastwise/policy';
import { placeOf } from '../parameters/place.ts';
import { roleOf } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import type { S3Path } from '../s3/location.ts';
import { type JobParameters, jobStatements } from './job-statements.ts';
import { readModels } from './read-models.ts';

/** What a batch transform job is told; see {@link transformRole}. */
export interface TransformRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends JobParameters<Region, Account> {
  /** The artifacts of the model, `ModelDataUrl`. */
  readonly models: readonly S3Path[];
}

/**
 * The execution role of models that batch transform jobs in Amazon SageMaker AI run: reads the model and its input, writes
 * its output, pulls its image, and writes the logs and metrics of transform jobs. A transform job has no role of its own;
 * it takes the model's. Only transform jobs of the account and region can use it.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms and
 * https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `models[0].bucket`
 */
export function transformRole<const Region extends string, const Account extends string>(
  parameters: TransformRoleParameters<Region, Account>,
): RoleDefinition {
  const place = placeOf(parameters);
  return roleOf(
    parameters,
    'Execution role of models in SageMaker batch transform jobs',
    trustService(principal.services.sagemaker, place, sagemaker.transformJob('*', place)),
    policy(
      ...jobStatements(
        parameters,
        '/aws/sagemaker/TransformJobs',
        place,
        readModels(parameters.models, place),
      ),
    ),
  );
}
