import { ecr } from '@leastwise/aws/ecr';
import { kms } from '@leastwise/aws/kms';
import { lambda } from '@leastwise/aws/lambda';
import {
  autoMlRole,
  featureGroupReader,
  featureGroupWriter,
  featureStoreRole,
  labelingRole,
} from '@leastwise/presets/sagemaker';
import { keepsResults, readsDataSet } from '../../claims/data.ts';
import { encryptsOutput, grantsVolumeKey, usesKeyThroughS3 } from '../../claims/keys.ts';
import { ask, type Requests, saidBy, together } from '../../claims/requests.ts';
import { roleProof } from '../../claims/role-proof.ts';
import { passesRole } from '../../claims/roles.ts';
import { sagemakerJob, trustedInRegion } from '../../claims/sagemaker-job.ts';
import * as pages from '../../claims/sagemaker-pages.ts';
import { putsMetrics, writesLogs } from '../../claims/surroundings.ts';
import {
  DATA_SETS,
  FOREIGN_KEY,
  GLUE,
  KEY,
  PAYROLL,
  RESULTS,
  SAGEMAKER,
  VOLUME_KEY,
} from '../../claims/world.ts';
import type { Peer, Proof } from '../../proof.ts';
import { AT, identitySide, SOMEONE } from '../../sides.ts';

const kmsKey = kms.key(KEY.split('/')[1] ?? '', AT);
const volumeKmsKey = kms.key(VOLUME_KEY.split('/')[1] ?? '', AT);
const data = {
  ...AT,
  reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
  writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
};
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:annotate';
const labeling = {
  name: 'labeling',
  ...data,
  functions: [lambda.function('annotate', AT), lambda.function('consolidate', AT)],
  automated: true,
  kmsKey,
  volumeKmsKey,
} as const;
const autoMl = {
  name: 'auto-ml',
  ...data,
  images: [ecr.repository('churn', AT)],
  kmsKey,
  deploysAs: 'churn-',
};
const store = {
  name: 'feature-store',
  ...AT,
  offlineStore: { bucket: 'my-ml-features', prefix: 'offline/' },
  kmsKey,
};
const groups = { ...AT, featureGroupNames: ['churn', 'users'], kmsKey };

const FEATURES = 'arn:aws:s3:::my-ml-features';
const readsResults = (page: string): Requests => ({
  allowed: saidBy(
    page,
    ask('read what it has written', 's3:GetObject', `${RESULTS}/churn/output.manifest`),
    ask('list what it has written', 's3:ListBucket', RESULTS, { 's3:prefix': 'churn/' }),
  ),
  nearMisses: [
    ask('list what is beside', 's3:ListBucket', RESULTS, { 's3:prefix': 'churned/' }),
    ask('list all results', 's3:ListBucket', RESULTS),
    ask('list another bucket', 's3:ListBucket', PAYROLL, { 's3:prefix': 'churn/' }),
    ask('read what is beside', 's3:GetObject', `${RESULTS}/churned/output.manifest`),
  ],
});

const labels: Requests = {
  allowed: saidBy(
    pages.LABELING_PERMISSIONS,
    ask('ask where the data set is', 's3:GetBucketLocation', DATA_SETS),
    ask('ask where labels go', 's3:GetBucketLocation', RESULTS),
    ask('have a task made', 'lambda:InvokeFunction', FUNCTION),
    ask('have labels consolidated', 'lambda:InvokeFunction', FUNCTION.replace('annotate', 'consolidate')),
  ),
  nearMisses: [
    ask('ask where another bucket is', 's3:GetBucketLocation', PAYROLL),
    ask('invoke another function', 'lambda:InvokeFunction', FUNCTION.replace('annotate', 'pay')),
    ask('change the function', 'lambda:UpdateFunctionCode', FUNCTION),
  ],
};

const on = (verbs: string, type: string, resource: string): readonly ReturnType<typeof ask>[] =>
  verbs
    .split(' ')
    .map((verb) => ask(`${verb} ${resource}`, `sagemaker:${verb}${type}`, `${SAGEMAKER}:${resource}`));
const deploys: Requests = {
  allowed: saidBy(
    pages.AUTOML_PERMISSIONS,
    ...on('Create Describe Delete', 'Model', 'model/churn-1'),
    ...on('Create Describe Delete', 'EndpointConfig', 'endpoint-config/churn-1'),
    ...on('Create Describe Delete Invoke', 'Endpoint', 'endpoint/churn-1'),
    ...on('Create', 'Endpoint', 'endpoint-config/churn-1'),
    ...['model', 'endpoint-config', 'endpoint'].flatMap((type) => on('List', 'Tags', `${type}/churn-1`)),
  ),
  nearMisses: [
    ...on('Create', 'Model', 'model/fraud-1'),
    ...on('Delete', 'EndpointConfig', 'endpoint-config/fraud-1'),
    ...on('Create Delete Invoke', 'Endpoint', 'endpoint/fraud-1'),
    ...on('List', 'Tags', 'model/fraud-1'),
    ...on('Create', 'TrainingJob', 'training-job/churn-1'),
  ],
};

const keepsFeatures: Requests = {
  allowed: saidBy(
    pages.FEATURE_STORE_POLICY,
    ask('write features', 's3:PutObject', `${FEATURES}/offline/111122223333/churn/data/1.parquet`),
    ask(
      'hand them to the owner of the bucket',
      's3:PutObjectAcl',
      `${FEATURES}/offline/churn/data/1.parquet`,
    ),
    ask('look at who owns the bucket', 's3:GetBucketAcl', FEATURES),
    ask('read the metadata', 's3:GetObject', `${FEATURES}/offline/churn/metadata/1.json`),
    ...['GetTable', 'UpdateTable'].flatMap((action) =>
      ['catalog', 'database/sagemaker_featurestore', 'table/sagemaker_featurestore/churn'].map((resource) =>
        ask(`${action} of the feature group`, `glue:${action}`, `${GLUE}:${resource}`),
      ),
    ),
  ),
  nearMisses: [
    ask('write beside the store', 's3:PutObject', `${FEATURES}/online/1.parquet`),
    ask('read features', 's3:GetObject', `${FEATURES}/offline/churn/data/1.parquet`),
    ask('look at another bucket', 's3:GetBucketAcl', PAYROLL),
    ask('change a table of others', 'glue:UpdateTable', `${GLUE}:table/raw/events`),
    ask('change tables of another database', 'glue:UpdateTable', `${GLUE}:database/raw`),
    ask('delete a table', 'glue:DeleteTable', `${GLUE}:table/sagemaker_featurestore/churn`),
  ],
};

function usesRecords(actions: readonly string[], denied: string): Requests {
  const through = { 'kms:ViaService': 'sagemaker.eu-west-1.amazonaws.com' };
  return {
    allowed: saidBy(
      pages.FEATURE_STORE_SECURITY,
      ...['churn', 'users'].flatMap((name) =>
        actions.map((action) => ask(action, `sagemaker:${action}`, `${SAGEMAKER}:feature-group/${name}`)),
      ),
      ask('have records decrypted', 'kms:Decrypt', KEY, through),
    ),
    nearMisses: [
      ...actions.map((action) =>
        ask(`${action} of others`, `sagemaker:${action}`, `${SAGEMAKER}:feature-group/pay`),
      ),
      ask(denied, `sagemaker:${denied}`, `${SAGEMAKER}:feature-group/churn`),
      ask('decrypt by oneself', 'kms:Decrypt', KEY),
      ask('have others decrypted', 'kms:Decrypt', FOREIGN_KEY, through),
    ],
  };
}

const KEYS = "AWS's policy leaves the keys of data to its user";
const PARTS = { action: 's3:ListMultipartUploadParts', reason: 'a large result is uploaded in parts' };
const FULL: Peer = { managedPolicies: ['AmazonSageMakerFullAccess'], extras: [] };

export const proofs: readonly Proof[] = [
  roleProof({
    preset: 'sagemaker.labelingRole',
    purpose: 'have objects labeled, by people and by SageMaker',
    parameters: labeling,
    role: labelingRole(labeling),
    requests: together(
      readsDataSet(pages.LABELING_PERMISSIONS),
      keepsResults(pages.LABELING_PERMISSIONS),
      readsResults(pages.LABELING_PERMISSIONS),
      labels,
      usesKeyThroughS3(),
      encryptsOutput(pages.LABELING_KEYS),
      grantsVolumeKey(pages.LABELING_PERMISSIONS),
      passesRole(
        pages.LABELING_PERMISSIONS,
        'sagemaker.amazonaws.com',
        'arn:aws:iam::111122223333:role/labeling',
      ),
      writesLogs(pages.LABELING_PERMISSIONS, '/aws/sagemaker/LabelingJobs'),
      putsMetrics(pages.LABELING_PERMISSIONS, '/aws/sagemaker/LabelingJobs'),
      trustedInRegion('arn:aws:iam::111122223333:role/labeling', 'labeling-job/churn'),
    ),
    peer: {
      managedPolicies: ['AmazonSageMakerGroundTruthExecution'],
      extras: [
        PARTS,
        {
          action: 'iam:PassRole',
          reason: 'automated labeling starts training and transform jobs with the role',
        },
        { action: 'kms:Decrypt', reason: KEYS },
        { action: 'kms:GenerateDataKey', reason: KEYS },
        { action: 'kms:Encrypt', reason: KEYS },
        { action: 'kms:CreateGrant', reason: 'the volumes of automated labeling are encrypted' },
      ],
    },
  }),
  roleProof({
    preset: 'sagemaker.autoMlRole',
    purpose: 'find a model with Autopilot, and deploy it',
    parameters: autoMl,
    role: autoMlRole(autoMl),
    requests: together(
      sagemakerJob(pages.AUTOML_PERMISSIONS, '/aws/sagemaker/TrainingJobs'),
      readsResults(pages.AUTOML_PERMISSIONS),
      usesKeyThroughS3(),
      encryptsOutput(pages.AUTOML_PERMISSIONS),
      ...['ProcessingJobs', 'TransformJobs'].map((jobs) =>
        together(
          writesLogs(pages.AUTOML_PERMISSIONS, `/aws/sagemaker/${jobs}`),
          putsMetrics(pages.AUTOML_PERMISSIONS, `/aws/sagemaker/${jobs}`),
        ),
      ),
      writesLogs(pages.AUTOML_PERMISSIONS, '/aws/sagemaker/Endpoints/churn-1'),
      putsMetrics(pages.AUTOML_PERMISSIONS, '/aws/sagemaker/Endpoints'),
      passesRole(
        pages.AUTOML_PERMISSIONS,
        'sagemaker.amazonaws.com',
        'arn:aws:iam::111122223333:role/auto-ml',
      ),
      deploys,
      trustedInRegion('arn:aws:iam::111122223333:role/auto-ml', 'automl-job/churn'),
    ),
    peer: {
      ...FULL,
      extras: [
        PARTS,
        ...['Decrypt', 'GenerateDataKey', 'Encrypt'].map((name) => ({ action: `kms:${name}`, reason: KEYS })),
      ],
    },
  }),
  roleProof({
    preset: 'sagemaker.featureStoreRole',
    purpose: 'keep the offline store of feature groups',
    parameters: store,
    role: featureStoreRole(store),
    requests: together(
      keepsFeatures,
      usesKeyThroughS3(),
      trustedInRegion('arn:aws:iam::111122223333:role/feature-store', 'feature-group/churn'),
    ),
    peer: {
      managedPolicies: ['AmazonSageMakerFullAccess', 'AmazonSageMakerFeatureStoreAccess'],
      extras: [
        { action: 'kms:Decrypt', reason: KEYS },
        { action: 'kms:GenerateDataKey', reason: KEYS },
      ],
    },
  }),
  {
    preset: 'sagemaker.featureGroupReader',
    purpose: 'read records of feature groups',
    parameters: groups,
    sides: [identitySide(featureGroupReader(groups))],
    caller: SOMEONE,
    ...usesRecords(['DescribeFeatureGroup', 'GetRecord', 'BatchGetRecord'], 'PutRecord'),
    peer: { ...FULL, extras: [{ action: 'kms:Decrypt', reason: KEYS }] },
  },
  {
    preset: 'sagemaker.featureGroupWriter',
    purpose: 'write and delete records of feature groups',
    parameters: groups,
    sides: [identitySide(featureGroupWriter(groups))],
    caller: SOMEONE,
    ...usesRecords(['DescribeFeatureGroup', 'PutRecord', 'DeleteRecord'], 'GetRecord'),
    peer: { ...FULL, extras: [{ action: 'kms:Decrypt', reason: KEYS }] },
  },
];
