import { ecr } from '@leastwise/aws/ecr';
import { iam } from '@leastwise/aws/iam';
import { modelApprover, modelPublisher, pipelineRole } from '@leastwise/presets/sagemaker';
import { readsModel } from '../../claims/data.ts';
import { ask, type Requests, saidBy, together } from '../../claims/requests.ts';
import { roleProof } from '../../claims/role-proof.ts';
import { passesRole } from '../../claims/roles.ts';
import { trustedFor } from '../../claims/sagemaker-job.ts';
import { PIPELINE_ACCESS, REGISTRY_POLICY } from '../../claims/sagemaker-pages.ts';
import { makesModels, startsJobs } from '../../claims/sagemaker-starts.ts';
import { DATA_SETS, PAYROLL, REPOSITORY, RESULTS, SAGEMAKER } from '../../claims/world.ts';
import type { Proof } from '../../proof.ts';
import { AT, identitySide, SOMEONE } from '../../sides.ts';

const registers = {
  modelPackageGroupName: 'churn',
  models: [{ bucket: 'my-ml-models', prefix: 'churn/' }],
  images: [ecr.repository('churn', AT)],
};
const pipeline = {
  name: 'churn-pipeline',
  ...AT,
  pipelineName: 'churn',
  jobs: ['processing', 'training'],
  roles: [iam.role('churn-training', { account: AT.account })],
  reads: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
  makesModels: true,
  registers,
} as const;
const publisher = { ...AT, ...registers };
const approver = { ...AT, modelPackageGroupName: 'churn' };

const VERSION = `${SAGEMAKER}:model-package/churn/1`;
const OTHERS = `${SAGEMAKER}:model-package/fraud/1`;
const VERSIONING = 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html';
const APPROVAL = 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html';
const status = (is: string): { readonly 'sagemaker:ModelApprovalStatus': string } => ({
  'sagemaker:ModelApprovalStatus': is,
});

const looksAtVersions: Requests = {
  allowed: saidBy(
    REGISTRY_POLICY,
    ask('look at the model', 'sagemaker:DescribeModelPackageGroup', `${SAGEMAKER}:model-package-group/churn`),
    ask('look at a version', 'sagemaker:DescribeModelPackage', VERSION),
    ask('list the versions', 'sagemaker:ListModelPackages', VERSION),
  ),
  nearMisses: [
    ask(
      'look at another model',
      'sagemaker:DescribeModelPackageGroup',
      `${SAGEMAKER}:model-package-group/fraud`,
    ),
    ask('look at a version of it', 'sagemaker:DescribeModelPackage', OTHERS),
    ask('delete a version', 'sagemaker:DeleteModelPackage', VERSION),
  ],
};

const publishes = together(looksAtVersions, readsModel(REGISTRY_POLICY), {
  allowed: saidBy(
    VERSIONING,
    ask('register a version', 'sagemaker:CreateModelPackage', VERSION),
    ask(
      'register one to be approved',
      'sagemaker:CreateModelPackage',
      VERSION,
      status('PendingManualApproval'),
    ),
    ask('tag the version as it is registered', 'sagemaker:AddTags', VERSION, {
      'sagemaker:TaggingAction': 'CreateModelPackage',
    }),
    ask('look at the image', 'ecr:DescribeImages', REPOSITORY),
    ask('get the image', 'ecr:BatchGetImage', REPOSITORY),
  ),
  nearMisses: [
    ask('register an approved version', 'sagemaker:CreateModelPackage', VERSION, status('Approved')),
    ask('register a version of another model', 'sagemaker:CreateModelPackage', OTHERS),
    ask('tag a version later', 'sagemaker:AddTags', VERSION),
    ask('tag a version of others', 'sagemaker:AddTags', OTHERS, {
      'sagemaker:TaggingAction': 'CreateModelPackage',
    }),
    ask('approve the version', 'sagemaker:UpdateModelPackage', VERSION, status('Approved')),
    ask('look at other images', 'ecr:DescribeImages', `${REPOSITORY}-admin`),
  ],
});

const PROPERTY_FILE: Requests = {
  allowed: saidBy(
    PIPELINE_ACCESS,
    ask('read a property file', 's3:GetObject', `${RESULTS}/churn/evaluation.json`),
  ),
  nearMisses: [
    ask('read what is beside', 's3:GetObject', `${RESULTS}/churned/evaluation.json`),
    ask('read data sets', 's3:GetObject', `${DATA_SETS}/train/1.csv`),
    ask('read another bucket', 's3:GetObject', `${PAYROLL}/churn/x`),
    ask('start itself again', 'sagemaker:StartPipelineExecution', `${SAGEMAKER}:pipeline/churn`),
    ask(
      'tune',
      'sagemaker:CreateHyperParameterTuningJob',
      `${SAGEMAKER}:hyper-parameter-tuning-job/pipelines-1`,
    ),
  ],
};

const REGISTRY_KEYS = { managedPolicies: ['AmazonSageMakerModelRegistryFullAccess'] } as const;

export const proofs: readonly Proof[] = [
  roleProof({
    preset: 'sagemaker.pipelineRole',
    purpose: 'run the steps of a pipeline, with the roles of its jobs',
    parameters: pipeline,
    role: pipelineRole(pipeline),
    requests: together(
      startsJobs(pipeline.jobs, { own: 'pipelines-a1-train' }),
      makesModels({ own: 'pipelines-a1-model' }),
      passesRole(PIPELINE_ACCESS, 'sagemaker.amazonaws.com'),
      PROPERTY_FILE,
      publishes,
      trustedFor(
        'arn:aws:iam::111122223333:role/churn-pipeline',
        'pipeline/churn/execution/a1',
        'pipeline/fraud/execution/a1',
      ),
    ),
    peer: { managedPolicies: ['AmazonSageMakerFullAccess'], extras: [] },
  }),
  {
    preset: 'sagemaker.modelPublisher',
    purpose: 'register versions of a model, for others to approve',
    parameters: publisher,
    sides: [identitySide(modelPublisher(publisher))],
    caller: SOMEONE,
    ...publishes,
    peer: { ...REGISTRY_KEYS, extras: [] },
  },
  {
    preset: 'sagemaker.modelApprover',
    purpose: 'approve and reject versions of a model',
    parameters: approver,
    sides: [identitySide(modelApprover(approver))],
    caller: SOMEONE,
    ...together(looksAtVersions, {
      allowed: saidBy(
        APPROVAL,
        ask('approve a version', 'sagemaker:UpdateModelPackage', VERSION, status('Approved')),
        ask('reject a version', 'sagemaker:UpdateModelPackage', VERSION, status('Rejected')),
      ),
      nearMisses: [
        ask('change a version otherwise', 'sagemaker:UpdateModelPackage', VERSION),
        ask('put a version back', 'sagemaker:UpdateModelPackage', VERSION, status('PendingManualApproval')),
        ask('approve a version of others', 'sagemaker:UpdateModelPackage', OTHERS, status('Approved')),
        ask('register a version', 'sagemaker:CreateModelPackage', VERSION),
      ],
    }),
    peer: { ...REGISTRY_KEYS, extras: [] },
  },
];
