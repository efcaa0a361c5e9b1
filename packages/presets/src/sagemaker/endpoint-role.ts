import { policy, principal, type Resource, type RoleDefinition } from '@leastwise/policy';
import type { VpcConfig } from '../ec2/vpc-config.ts';
import { useKeyThroughS3 } from '../kms/use-key-through-s3.ts';
import { checked } from '../parameters/checked.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { each } from '../parameters/within.ts';
import type { S3Path } from '../s3/location.ts';
import { writeObjects } from '../s3/write-objects.ts';
import { anythingOfSagemaker } from './anything-of-sagemaker.ts';
import { surroundingStatements } from './job-statements.ts';
import { readModels } from './read-models.ts';

/** What a model behind a serverless endpoint is told; see {@link serverlessEndpointRole}. */
export interface ServerlessEndpointRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** The artifacts of the models, `ModelDataUrl`. */
  readonly models: readonly S3Path[];
  /** The repositories of the team's own images, made with `ecr.repository(...)`. */
  readonly images: readonly Resource<'ecr:repository'>[];
  /** The key that encrypts the artifacts in Amazon S3, and what is captured, made with `kms.key(...)`. */
  readonly kmsKey?: Resource<'kms:key'>;
}

/** What a model behind a real-time endpoint is told; see {@link endpointRole}. */
export interface EndpointRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends ServerlessEndpointRoleParameters<Region, Account> {
  /** Where requests and responses are captured, `DataCaptureConfig`. */
  readonly captures?: readonly S3Path[];
  /** The network of the models' containers. */
  readonly vpcConfig?: VpcConfig;
}

/**
 * The execution role of models behind real-time endpoints in Amazon SageMaker AI: reads the models, pulls their images,
 * captures data, and writes the logs and metrics of endpoints. The key of an endpoint's storage volume is granted by who
 * makes the endpoint, not by this role; see {@link mlOpsDeployer}.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `models[0].bucket`
 */
export function endpointRole<const Region extends string, const Account extends string>(
  parameters: EndpointRoleParameters<Region, Account>,
): RoleDefinition {
  return roleOfEndpoints(parameters, 'Execution role of models behind SageMaker endpoints');
}

/**
 * The execution role of models behind serverless endpoints in Amazon SageMaker AI: reads the models, pulls their images, and
 * writes the logs and metrics of endpoints. A serverless endpoint captures no data and joins no VPC.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms and
 * https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `models[0].bucket`
 */
export function serverlessEndpointRole<const Region extends string, const Account extends string>(
  parameters: ServerlessEndpointRoleParameters<Region, Account>,
): RoleDefinition {
  const { models, images, kmsKey, ...role } = checked(parameters);
  const given = { ...role, models, images, ...(kmsKey !== undefined && { kmsKey }) };
  return roleOfEndpoints(given, 'Execution role of models behind SageMaker serverless endpoints');
}

function roleOfEndpoints<Region extends string, Account extends string>(
  parameters: EndpointRoleParameters<Region, Account>,
  description: string,
): RoleDefinition {
  const { models, captures = [], kmsKey } = checked(parameters);
  const place = placeOf(parameters);
  const { partition } = place;
  const sources = readModels(models, place);
  const targets = each('captures', captures, (path) => [writeObjects({ ...path, partition })]);
  const uses = { reads: sources.length > 0, writes: targets.length > 0 };
  return roleOf(
    parameters,
    description,
    trustService(principal.services.sagemaker, place, anythingOfSagemaker(place)),
    policy(
      ...sources,
      ...targets,
      ...useKeyThroughS3(kmsKey, uses, place),
      ...surroundingStatements(parameters, '/aws/sagemaker/Endpoints/*', place),
    ),
  );
}
