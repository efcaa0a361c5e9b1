import { ecr } from '@leastwise/aws/ecr';
import { kms } from '@leastwise/aws/kms';
import { processingRole, trainingRole, transformRole, tuningRole } from '@leastwise/presets/sagemaker';
import { readsModel } from '../../claims/data.ts';
import { encryptsOutput } from '../../claims/keys.ts';
import { together } from '../../claims/requests.ts';
import { roleProof } from '../../claims/role-proof.ts';
import { protectedJob, sagemakerJob, trustedFor, trustedInRegion } from '../../claims/sagemaker-job.ts';
import * as pages from '../../claims/sagemaker-pages.ts';
import { KEY, VOLUME_KEY } from '../../claims/world.ts';
import type { Peer, Proof } from '../../proof.ts';
import { AT } from '../../sides.ts';

const base = {
  ...AT,
  reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
  writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
  images: [ecr.repository('churn', AT)],
};
const safe = {
  ...base,
  kmsKey: kms.key(KEY.split('/')[1] ?? '', AT),
  volumeKmsKey: kms.key(VOLUME_KEY.split('/')[1] ?? '', AT),
  vpcConfig: { subnets: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] },
};
const SAFE = 'encrypted and in a VPC';

/** AWS's policy says `s3:GetObject` and the like for every bucket, and nothing of large uploads. */
const PEER: Peer = {
  managedPolicies: ['AmazonSageMakerFullAccess'],
  extras: [
    {
      action: 's3:ListMultipartUploadParts',
      reason: 'a large result is uploaded in parts, which may be resumed',
    },
  ],
};
const ENCRYPTED: Peer = {
  ...PEER,
  extras: [
    ...PEER.extras,
    { action: 'kms:Decrypt', reason: "AWS's policy leaves the keys of data to its user" },
    { action: 'kms:GenerateDataKey', reason: "AWS's policy leaves the keys of data to its user" },
    { action: 'kms:CreateGrant', reason: "AWS's policy leaves the keys of volumes to its user" },
  ],
};
const SAFE_PEER: Peer = {
  ...ENCRYPTED,
  extras: [
    ...ENCRYPTED.extras,
    { action: 'kms:Encrypt', reason: "AWS's policy leaves the keys of data to its user" },
  ],
};

const training = { name: 'churn-training', ...base };
const trainingClaims = together(
  sagemakerJob(pages.TRAINING_PERMISSIONS, '/aws/sagemaker/TrainingJobs'),
  trustedFor('arn:aws:iam::111122223333:role/churn-training', 'training-job/churn', 'processing-job/churn'),
);
const safeTraining = { name: 'churn-training', ...safe };
const processing = { name: 'churn-processing', ...safe };
const tuning = { name: 'churn-tuning', ...safe };
const transform = {
  name: 'churn-transform',
  ...safe,
  models: [{ bucket: 'my-ml-models', prefix: 'churn/' }],
};

export const proofs: readonly Proof[] = [
  roleProof({
    preset: 'sagemaker.trainingRole',
    purpose: 'run training jobs',
    parameters: training,
    role: trainingRole(training),
    requests: trainingClaims,
    peer: PEER,
  }),
  roleProof({
    preset: 'sagemaker.trainingRole',
    variant: SAFE,
    purpose: 'run training jobs in a VPC, with volumes and data encrypted',
    parameters: safeTraining,
    role: trainingRole(safeTraining),
    requests: together(
      trainingClaims,
      protectedJob(pages.TRAINING_PERMISSIONS),
      encryptsOutput(pages.TRAINING_PERMISSIONS),
    ),
    peer: SAFE_PEER,
  }),
  roleProof({
    preset: 'sagemaker.processingRole',
    variant: SAFE,
    purpose: 'run processing jobs',
    parameters: processing,
    role: processingRole(processing),
    requests: together(
      sagemakerJob(pages.PROCESSING_PERMISSIONS, '/aws/sagemaker/ProcessingJobs'),
      protectedJob(pages.PROCESSING_PERMISSIONS),
      encryptsOutput(pages.PROCESSING_PERMISSIONS),
      trustedFor('arn:aws:iam::111122223333:role/churn-processing', 'processing-job/a', 'training-job/a'),
    ),
    peer: SAFE_PEER,
  }),
  roleProof({
    preset: 'sagemaker.tuningRole',
    variant: SAFE,
    purpose: 'run hyper-parameter tuning jobs and their training jobs',
    parameters: tuning,
    role: tuningRole(tuning),
    requests: together(
      sagemakerJob(pages.TUNING_PERMISSIONS, '/aws/sagemaker/TrainingJobs'),
      protectedJob(pages.TUNING_PERMISSIONS),
      encryptsOutput(pages.TUNING_PERMISSIONS),
      trustedInRegion('arn:aws:iam::111122223333:role/churn-tuning', 'hyper-parameter-tuning-job/churn'),
    ),
    peer: SAFE_PEER,
  }),
  roleProof({
    preset: 'sagemaker.transformRole',
    variant: SAFE,
    purpose: 'run a model over a data set',
    parameters: transform,
    role: transformRole(transform),
    requests: together(
      readsModel(pages.MODEL_PERMISSIONS),
      sagemakerJob(pages.BATCH_TRANSFORM, '/aws/sagemaker/TransformJobs'),
      protectedJob(pages.MODEL_PERMISSIONS),
      trustedFor('arn:aws:iam::111122223333:role/churn-transform', 'transform-job/a', 'training-job/a'),
    ),
    peer: ENCRYPTED,
  }),
];
