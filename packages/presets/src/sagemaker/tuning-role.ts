import { policy, principal, type RoleDefinition } from '@leastwise/policy';
import { encryptOutput } from '../kms/encrypt-output.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { anythingOfSagemaker } from './anything-of-sagemaker.ts';
import { type JobParameters, jobStatements } from './job-statements.ts';
import { TRAINING_JOBS } from './training-role.ts';

/** What a hyper-parameter tuning job is told; see {@link tuningRole}. */
export type TuningRoleParameters<
  Region extends string = string,
  Account extends string = string,
> = JobParameters<Region, Account>;

/**
 * The execution role of hyper-parameter tuning jobs in Amazon SageMaker AI: what each of the training jobs does that they
 * start. It can be used by both kinds of jobs, so its trust names SageMaker's resources of the account and region.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createhyperparametertiningjob-perms
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `reads[0].bucket`
 */
export function tuningRole<const Region extends string, const Account extends string>(
  parameters: TuningRoleParameters<Region, Account>,
): RoleDefinition {
  const place = placeOf(parameters);
  return roleOf(
    parameters,
    'Execution role of SageMaker hyper-parameter tuning jobs',
    trustService(principal.services.sagemaker, place, anythingOfSagemaker(place)),
    policy(
      ...jobStatements(parameters, TRAINING_JOBS, place),
      ...encryptOutput(parameters.kmsKey, parameters.writes),
    ),
  );
}
