import { machinelearning } from '@leastwise/aws/machinelearning';
import { modelBuilder, modelCaller } from '@leastwise/presets/machinelearning';
import type { Claim, Proof } from '../../proof.ts';
import { AT, identitySide, SOMEONE } from '../../sides.ts';

const PAGE =
  'https://docs.aws.amazon.com/machine-learning/latest/dg/controlling-access-to-amazon-ml-resources-by-using-iam.html';
const arn = (path: string): string => `arn:aws:machinelearning:eu-west-1:111122223333:${path}`;
const [DATA, MODEL] = [arn('datasource/ds-1'), arn('mlmodel/ml-churn')];
const [EVALUATION, PREDICTION] = [arn('evaluation/ev-1'), arn('batchprediction/bp-1')];
const caller = { mlModels: [machinelearning.mlmodel('ml-churn', AT)] } as const;

const on = (action: string, resources: readonly string[]): readonly Claim[] =>
  resources.map((resource) => ({ claim: action, action: `machinelearning:${action}`, resource }));
const elsewhere = (action: string, resource: string): readonly Claim[] => [
  {
    claim: `${action} in another account`,
    action: `machinelearning:${action}`,
    resource: resource.replace('111122223333', '444455556666'),
    resourceAccount: '111122223333',
  },
  {
    claim: `${action} in another region`,
    action: `machinelearning:${action}`,
    resource: resource.replace('eu-west-1', 'us-east-1'),
  },
];

export const proofs: readonly Proof[] = [
  {
    preset: 'machinelearning.modelCaller',
    purpose: 'ask models of Amazon Machine Learning for predictions',
    parameters: caller,
    sides: [identitySide(modelCaller(caller))],
    caller: SOMEONE,
    allowed: on('Predict', [MODEL]).map((claim) => ({ ...claim, page: PAGE })),
    nearMisses: [
      { claim: 'ask another model', action: 'machinelearning:Predict', resource: arn('mlmodel/ml-payroll') },
      ...elsewhere('Predict', MODEL),
      ...on('GetMLModel', [MODEL]),
      ...on('CreateRealtimeEndpoint', [MODEL]),
    ],
    peer: {
      managedPolicies: ['AmazonMachineLearningRealTimePredictionOnlyAccess'],
      extras: [],
    },
  },
  {
    preset: 'machinelearning.modelBuilder',
    purpose: 'build models of Amazon Machine Learning',
    parameters: AT,
    sides: [identitySide(modelBuilder(AT))],
    caller: SOMEONE,
    allowed: [
      ...on('CreateDataSourceFromS3', [DATA]),
      ...on('GetDataSource', [DATA]),
      ...on('UpdateDataSource', [DATA]),
      ...on('CreateMLModel', [DATA, MODEL]),
      ...on('GetMLModel', [MODEL]),
      ...on('UpdateMLModel', [MODEL]),
      ...on('CreateEvaluation', [DATA, EVALUATION, MODEL]),
      ...on('GetEvaluation', [DATA, EVALUATION]),
      ...on('UpdateEvaluation', [EVALUATION]),
      ...on('CreateBatchPrediction', [PREDICTION, DATA, MODEL]),
      ...on('GetBatchPrediction', [PREDICTION]),
      ...on('UpdateBatchPrediction', [PREDICTION]),
      ...on('DescribeDataSources', ['*']),
      ...on('DescribeMLModels', ['*']),
      ...on('DescribeEvaluations', ['*']),
      ...on('DescribeBatchPredictions', ['*']),
    ].map((claim) => ({ ...claim, page: PAGE })),
    nearMisses: [
      ...elsewhere('CreateDataSourceFromS3', DATA),
      ...elsewhere('CreateMLModel', MODEL),
      ...elsewhere('GetMLModel', MODEL),
      ...elsewhere('CreateEvaluation', EVALUATION),
      ...elsewhere('GetEvaluation', EVALUATION),
      ...elsewhere('CreateBatchPrediction', PREDICTION),
      ...elsewhere('GetBatchPrediction', PREDICTION),
      ...on('DeleteMLModel', [MODEL]),
      ...on('DeleteDataSource', [DATA]),
      ...on('CreateRealtimeEndpoint', [MODEL]),
      ...on('Predict', [MODEL]),
    ],
    peer: { managedPolicies: ['AmazonMachineLearningFullAccess'], extras: [] },
  },
];
