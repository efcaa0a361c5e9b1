import { iam } from '@leastwise/aws/iam';
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, type IdentityStatement, policy, principal, type RoleDefinition } from '@leastwise/policy';
import { passRoles } from '../iam/pass-roles.ts';
import { encryptOutput } from '../kms/encrypt-output.ts';
import { checked } from '../parameters/checked.ts';
import { namesFrom } from '../parameters/name-prefix.ts';
import { type Place, placeOf } from '../parameters/place.ts';
import { roleOf } from '../parameters/role.ts';
import { checkPath } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { each } from '../parameters/within.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { anythingOfSagemaker } from './anything-of-sagemaker.ts';
import { type JobParameters, jobStatements, observe } from './job-statements.ts';

/** What an AutoML job is told; see {@link autoMlRole}. */
export interface AutoMlRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends JobParameters<Region, Account> {
  /**
   * What the names of the models, endpoint configurations and endpoints begin with that the job makes to deploy its best
   * candidate; `*` for any name. Left out where the job deploys nothing.
   */
  readonly deploysAs?: string;
}

/**
 * The execution role of AutoML jobs in Amazon SageMaker AI (Autopilot): what each of the processing, training and transform
 * jobs does that they start with this role, and the deployment of the best candidate where asked for.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-autopilot-perms
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `reads[0].bucket`
 */
export function autoMlRole<const Region extends string, const Account extends string>(
  parameters: AutoMlRoleParameters<Region, Account>,
): RoleDefinition {
  const { writes, deploysAs, name, path = '/' } = checked(parameters);
  const place = placeOf(parameters);
  const { partition } = place;
  checkPath(path);
  const itself = iam.role(`${path.slice(1)}${name}`, place);
  return roleOf(
    parameters,
    'Execution role of SageMaker AutoML jobs',
    trustService(principal.services.sagemaker, place, anythingOfSagemaker(place)),
    policy(
      ...jobStatements(parameters, '/aws/sagemaker/TrainingJobs', place),
      ...encryptOutput(parameters.kmsKey, writes),
      ...each('writes', writes, (at) => readDataSet({ ...at, partition })),
      ...observe('/aws/sagemaker/ProcessingJobs', place),
      ...observe('/aws/sagemaker/TransformJobs', place),
      ...passRoles([itself], principal.services.sagemaker),
      ...(deploysAs === undefined ? [] : deploy(namesFrom(deploysAs, 'deploysAs'), place)),
    ),
  );
}

function deploy(names: string, place: Place): readonly IdentityStatement[] {
  const models = sagemaker.model(names, place);
  const configs = sagemaker.endpointConfig(names, place);
  const endpoints = sagemaker.endpoint(names, place);
  return [
    allow(sagemaker.CreateModel, sagemaker.DescribeModel, sagemaker.DeleteModel).on(models),
    allow(
      sagemaker.CreateEndpointConfig,
      sagemaker.DescribeEndpointConfig,
      sagemaker.DeleteEndpointConfig,
    ).on(configs),
    allow(sagemaker.CreateEndpoint).on(endpoints, configs),
    allow(sagemaker.DescribeEndpoint, sagemaker.DeleteEndpoint, sagemaker.InvokeEndpoint).on(endpoints),
    allow(sagemaker.ListTags).on(models, configs, endpoints),
    ...observe('/aws/sagemaker/Endpoints/*', place),
  ];
}
