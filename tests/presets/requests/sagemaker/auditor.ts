import { auditor } from '@leastwise/presets/sagemaker';
import { ask, saidBy } from '../../claims/requests.ts';
import { API_PERMISSIONS } from '../../claims/sagemaker-pages.ts';
import { OTHER_REGION, SAGEMAKER } from '../../claims/world.ts';
import type { Proof } from '../../proof.ts';
import { AT, identitySide, SOMEONE } from '../../sides.ts';

/** What an audit looks at, by the resource that the operation names. */
const LOOKED_AT = {
  'training-job/a': ['DescribeTrainingJob', 'ListTags'],
  'processing-job/a': ['DescribeProcessingJob'],
  'transform-job/a': ['DescribeTransformJob'],
  'hyper-parameter-tuning-job/a': ['DescribeHyperParameterTuningJob'],
  'automl-job/a': ['DescribeAutoMLJobV2'],
  'labeling-job/a': ['DescribeLabelingJob'],
  'model/a': ['DescribeModel'],
  'endpoint-config/a': ['DescribeEndpointConfig'],
  'endpoint/a': ['DescribeEndpoint'],
  'notebook-instance/a': ['DescribeNotebookInstance'],
  'notebook-instance-lifecycle-config/a': ['DescribeNotebookInstanceLifecycleConfig'],
  'domain/d-a': ['DescribeDomain'],
  'user-profile/d-a/ana': ['DescribeUserProfile'],
  'space/d-a/work': ['DescribeSpace'],
  'app/d-a/ana/JupyterLab/default': ['DescribeApp'],
  'pipeline/a': ['DescribePipeline', 'ListPipelineExecutions'],
  'pipeline/a/execution/b': ['DescribePipelineExecution'],
  'feature-group/a': ['DescribeFeatureGroup'],
  'model-package-group/a': ['DescribeModelPackageGroup', 'GetModelPackageGroupPolicy'],
  'model-package/a/1': ['DescribeModelPackage', 'ListModelPackages'],
};
const LISTED =
  'TrainingJobs ProcessingJobs TransformJobs HyperParameterTuningJobs AutoMLJobs LabelingJobs Models EndpointConfigs Endpoints NotebookInstances NotebookInstanceLifecycleConfigs Domains UserProfiles Spaces Apps Pipelines FeatureGroups ModelPackageGroups';

export const proofs: readonly Proof[] = [
  {
    preset: 'sagemaker.auditor',
    purpose: 'see how everything of SageMaker is set up, and no data',
    parameters: AT,
    sides: [identitySide(auditor(AT))],
    caller: SOMEONE,
    allowed: saidBy(
      API_PERMISSIONS,
      ...Object.entries(LOOKED_AT).flatMap(([resource, actions]) =>
        actions.map((action) => ask(action, `sagemaker:${action}`, `${SAGEMAKER}:${resource}`)),
      ),
      ...LISTED.split(' ').map((what) => ask(`list ${what}`, `sagemaker:List${what}`, '*')),
    ),
    nearMisses: [
      ask('look at another region', 'sagemaker:DescribeModel', `${OTHER_REGION}:model/a`),
      ask('read records', 'sagemaker:GetRecord', `${SAGEMAKER}:feature-group/a`),
      ask('ask a model', 'sagemaker:InvokeEndpoint', `${SAGEMAKER}:endpoint/a`),
      ask(
        'open a notebook',
        'sagemaker:CreatePresignedNotebookInstanceUrl',
        `${SAGEMAKER}:notebook-instance/a`,
      ),
      ask('open Studio', 'sagemaker:CreatePresignedDomainUrl', `${SAGEMAKER}:user-profile/d-a/ana`),
      ask('stop a job', 'sagemaker:StopTrainingJob', `${SAGEMAKER}:training-job/a`),
      ask('tag a job', 'sagemaker:AddTags', `${SAGEMAKER}:training-job/a`),
    ],
    peer: { managedPolicies: ['AmazonSageMakerReadOnly'], extras: [] },
  },
];
