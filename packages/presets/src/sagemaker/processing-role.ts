import { sagemaker } from '@leastwise/aws/sagemaker';
import { policy, principal, type RoleDefinition } from '@leastwise/policy';
import { encryptOutput } from '../kms/encrypt-output.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { type JobParameters, jobStatements } from './job-statements.ts';

/** What a processing job is told; see {@link processingRole}. */
export type ProcessingRoleParameters<
  Region extends string = string,
  Account extends string = string,
> = JobParameters<Region, Account>;

/**
 * The execution role of processing jobs in Amazon SageMaker AI: reads its inputs and code, writes its outputs, pulls its
 * image, and writes the logs and metrics of processing jobs. Only processing jobs of the account and region can use it.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createprocessingjob-perms
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `reads[0].bucket`
 */
export function processingRole<const Region extends string, const Account extends string>(
  parameters: ProcessingRoleParameters<Region, Account>,
): RoleDefinition {
  const place = placeOf(parameters);
  return roleOf(
    parameters,
    'Execution role of SageMaker processing jobs',
    trustService(principal.services.sagemaker, place, sagemaker.processingJob('*', place)),
    policy(
      ...jobStatements(parameters, '/aws/sagemaker/ProcessingJobs', place),
      ...encryptOutput(parameters.kmsKey, parameters.writes),
    ),
  );
}
