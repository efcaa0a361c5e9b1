import { iam } from '@leastwise/aws/iam';
import { lambda } from '@leastwise/aws/lambda';
import {
  allow,
  type IdentityStatement,
  policy,
  principal,
  type Resource,
  type RoleDefinition,
} from '@leastwise/policy';
import { putMetrics } from '../cloudwatch/put-metrics.ts';
import { passRoles } from '../iam/pass-roles.ts';
import { encryptOutput } from '../kms/encrypt-output.ts';
import { grantKeyToSagemaker } from '../kms/grant-key-to-sagemaker.ts';
import { useKeyThroughS3 } from '../kms/use-key-through-s3.ts';
import { writeLogs } from '../logs/write-logs.ts';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { checkPath, roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { checkList, each } from '../parameters/within.ts';
import { locateBucket } from '../s3/locate-bucket.ts';
import type { S3Location, S3Path } from '../s3/location.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { writeObjects } from '../s3/write-objects.ts';
import { anythingOfSagemaker } from './anything-of-sagemaker.ts';
import type { JobParameters } from './job-statements.ts';

/** What a labeling job is told; see {@link labelingRole}. */
export interface LabelingRoleParameters<Region extends string = string, Account extends string = string>
  extends RoleParameters<Region, Account>, Pick<JobParameters, 'kmsKey' | 'volumeKmsKey'> {
  /** The manifest and the objects to be labeled. */
  readonly reads: readonly S3Path[];
  /** Where labels go, `S3OutputPath`: the job reads there what it has written. */
  readonly writes: readonly S3Path[];
  /** The functions before and after a task of a custom workflow, made with `lambda.function(...)`. */
  readonly functions?: readonly Resource<'lambda:function'>[];
  /** Whether SageMaker labels too, with training and transform jobs of this role. */
  readonly automated?: true;
}

const LABELING_JOBS = '/aws/sagemaker/LabelingJobs';

/**
 * The execution role of labeling jobs in Amazon SageMaker Ground Truth: reads what is to be labeled, writes labels, invokes
 * the functions of a custom workflow, and writes logs and metrics. Streaming jobs, which need queues and topics, are left out.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-security-permission-execution-role.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `functions[0]`
 */
export function labelingRole<const Region extends string, const Account extends string>(
  parameters: LabelingRoleParameters<Region, Account>,
): RoleDefinition {
  const {
    reads,
    writes,
    functions = [],
    automated,
    kmsKey,
    volumeKmsKey,
    name,
    path = '/',
  } = checked(parameters);
  const place = placeOf(parameters);
  const { partition } = place;
  checkPath(path);
  const itself = iam.role(`${path.slice(1)}${name}`, place);
  return roleOf(
    parameters,
    'Execution role of SageMaker Ground Truth labeling jobs',
    trustService(principal.services.sagemaker, place, anythingOfSagemaker(place)),
    policy(
      ...each('reads', reads, (at) => readAndLocate({ ...at, partition })),
      ...each('writes', writes, (at) => [
        ...readAndLocate({ ...at, partition }),
        writeObjects({ ...at, partition }),
      ]),
      ...useKeyThroughS3(kmsKey, { reads: true, writes: true }, place),
      ...encryptOutput(kmsKey, writes),
      ...grantKeyToSagemaker(volumeKmsKey, place),
      ...invoke(functions),
      ...(automated === true ? passRoles([itself], principal.services.sagemaker) : []),
      ...writeLogs(LABELING_JOBS, place, { describesStreams: true }),
      putMetrics(LABELING_JOBS),
    ),
  );
}

function readAndLocate(location: S3Location): readonly IdentityStatement[] {
  return [...readDataSet(location), locateBucket(location)];
}

function invoke(functions: readonly Resource<'lambda:function'>[]): readonly IdentityStatement[] {
  checkList(functions, 'functions');
  const wrong = functions.findIndex((each) => lambda.parse(String(each))?.type !== 'lambda:function');
  if (wrong >= 0)
    throw malformed(
      `\`${String(functions[wrong])}\` is not the ARN of a function`,
      `functions[${wrong}]`,
      'make it with `lambda.function(name, { region, account })`',
    );
  return functions.length === 0 ? [] : [allow(lambda.InvokeFunction).on(...functions)];
}
