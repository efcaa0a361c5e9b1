import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, type IdentityPolicy, policy } from '@leastwise/policy';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { placeOf } from '../parameters/place.ts';
import { anythingOfSagemaker } from './anything-of-sagemaker.ts';

/** Where is looked at; see {@link auditor}. */
export type AuditorParameters<
  Region extends string = string,
  Account extends string = string,
> = PlaceParameters<Region, Account>;

/**
 * The policy of who audits Amazon SageMaker AI in a region of an account: sees how jobs, models, endpoints, notebooks, Studio,
 * pipelines, feature groups and the Model Registry are set up, and who may share models. They see no data: no records of
 * feature groups, no logs, no objects, and no address that opens a notebook.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `region`
 */
export function auditor<const Region extends string, const Account extends string>(
  parameters: AuditorParameters<Region, Account>,
): IdentityPolicy {
  return policy(
    allow(...OF_ONE).on(anythingOfSagemaker(placeOf(parameters))),
    allow(...OF_ALL).onAnyResource(),
  );
}

/** How one thing is set up. */
const OF_ONE = [
  sagemaker.DescribeTrainingJob,
  sagemaker.DescribeProcessingJob,
  sagemaker.DescribeTransformJob,
  sagemaker.DescribeHyperParameterTuningJob,
  sagemaker.DescribeAutoMLJobV2,
  sagemaker.DescribeLabelingJob,
  sagemaker.DescribeModel,
  sagemaker.DescribeEndpointConfig,
  sagemaker.DescribeEndpoint,
  sagemaker.DescribeNotebookInstance,
  sagemaker.DescribeNotebookInstanceLifecycleConfig,
  sagemaker.DescribeDomain,
  sagemaker.DescribeUserProfile,
  sagemaker.DescribeSpace,
  sagemaker.DescribeApp,
  sagemaker.DescribePipeline,
  sagemaker.DescribePipelineExecution,
  sagemaker.DescribeFeatureGroup,
  sagemaker.DescribeModelPackageGroup,
  sagemaker.DescribeModelPackage,
  sagemaker.GetModelPackageGroupPolicy,
  sagemaker.ListModelPackages,
  sagemaker.ListPipelineExecutions,
  sagemaker.ListTags,
] as const;

/** What there is. */
const OF_ALL = [
  sagemaker.ListTrainingJobs,
  sagemaker.ListProcessingJobs,
  sagemaker.ListTransformJobs,
  sagemaker.ListHyperParameterTuningJobs,
  sagemaker.ListAutoMLJobs,
  sagemaker.ListLabelingJobs,
  sagemaker.ListModels,
  sagemaker.ListEndpointConfigs,
  sagemaker.ListEndpoints,
  sagemaker.ListNotebookInstances,
  sagemaker.ListNotebookInstanceLifecycleConfigs,
  sagemaker.ListDomains,
  sagemaker.ListUserProfiles,
  sagemaker.ListSpaces,
  sagemaker.ListApps,
  sagemaker.ListPipelines,
  sagemaker.ListFeatureGroups,
  sagemaker.ListModelPackageGroups,
] as const;
