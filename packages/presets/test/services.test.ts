import { glue } from '@leastwise/aws/glue';
import { kms } from '@leastwise/aws/kms';
import { lambda } from '@leastwise/aws/lambda';
import { machinelearning } from '@leastwise/aws/machinelearning';
import { redshift } from '@leastwise/aws/redshift';
import { s3 } from '@leastwise/aws/s3';
import { sagemaker } from '@leastwise/aws/sagemaker';
import { states } from '@leastwise/aws/states';
import type { PolicyDocument } from '@leastwise/policy';
import { queryRunner } from '@leastwise/presets/athena';
import { metricWriter } from '@leastwise/presets/cloudwatch';
import { instanceRole } from '@leastwise/presets/ec2';
import {
  DEEP_LEARNING_CONTAINER_ACCOUNTS,
  deepLearningContainers,
  imagePuller,
} from '@leastwise/presets/ecr';
import { functionRole } from '@leastwise/presets/lambda';
import { logWriter } from '@leastwise/presets/logs';
import { modelBuilder, modelCaller, predictionsBucket } from '@leastwise/presets/machinelearning';
import { loadRole } from '@leastwise/presets/redshift';
import { scheduleRole } from '@leastwise/presets/scheduler';
import { secretReader } from '@leastwise/presets/secretsmanager';
import { stateMachineRole } from '@leastwise/presets/states';
import { expect, test } from 'vitest';
import { errorOf } from './error-of.ts';

const at = { region: 'eu-west-1', account: '111122223333' } as const;
const bucket = { bucket: 'my-ml-datasets', prefix: 'train/' } as const;
const kmsKey = kms.key('1234abcd-12ab-34cd-56ef-1234567890ab', at);

const query = { ...at, workGroup: 'ds', tables: [], reads: [bucket], outputLocation: bucket } as const;
const of = { name: 'role', ...at } as const;
const aFunction = { ...of, functionName: 'f', reads: [], writes: [], secretIds: ['ml/x'] } as const;
const machine = {
  ...of,
  stateMachineName: 'm',
  functions: [lambda.function('f', at)],
  glueJobs: [],
} as const;
const schedule = {
  ...of,
  groupName: 'ml',
  functions: [],
  stateMachines: [states.statemachine('m', at)],
  pipelines: [sagemaker.pipeline('p', at)],
} as const;
const load = { ...of, dbUsers: [redshift.dbuser('c', 'u', at)], reads: [bucket] } as const;
const instance = { ...of, reads: [bucket], writes: [], images: [] } as const;

test.each<[string, () => unknown]>([
  ['region', () => queryRunner({ ...query, region: '*' as never })],
  ['workGroup', () => queryRunner({ ...query, workGroup: '' })],
  ['tables[0].tableName', () => queryRunner({ ...query, tables: [{ databaseName: 'd', tableName: '' }] })],
  ['outputLocation.bucket', () => queryRunner({ ...query, outputLocation: { bucket: '*' } })],
  ['reads[0].kmsKey', () => queryRunner({ ...query, reads: [{ ...bucket, kmsKey: 'k' as never }] })],
  ['namespace', () => metricWriter({ namespace: 'ml/*' })],
  ['namespace', () => metricWriter({ namespace: '' })],
  ['logGroupName', () => logWriter({ ...at, logGroupName: '' })],
  ['images', () => imagePuller({ images: [] })],
  ['images[0]', () => imagePuller({ images: ['churn' as never] })],
  ['region', () => deepLearningContainers('eu-west-9', [])],
  ['region', () => deepLearningContainers('constructor', ['pytorch-training'])],
  ['functionName', () => functionRole({ ...aFunction, functionName: '*' })],
  ['secretIds[0]', () => functionRole({ ...aFunction, secretIds: ['ml/*'] })],
  ['secretsKmsKey', () => functionRole({ ...aFunction, secretsKmsKey: 'alias/x' as never })],
  ['secretIds', () => secretReader({ ...at, secretIds: [] })],
  ['secretIds[0]', () => secretReader({ ...at, secretIds: ['arn:aws:secretsmanager:x'] })],
  ['account', () => secretReader({ region: 'eu-west-1', account: '*' as never, secretIds: ['a'] })],
  ['stateMachineName', () => stateMachineRole({ ...machine, stateMachineName: 'm*' })],
  ['functions', () => stateMachineRole({ ...machine, functions: [] })],
  ['functions[0]', () => stateMachineRole({ ...machine, functions: [s3.bucket('b-u-c') as never] })],
  ['glueJobs[0]', () => stateMachineRole({ ...machine, glueJobs: ['*' as never] })],
  ['groupName', () => scheduleRole({ ...schedule, groupName: '*' })],
  ['pipelines[0]', () => scheduleRole({ ...schedule, pipelines: [glue.job('j', at) as never] })],
  ['functions', () => scheduleRole({ ...schedule, stateMachines: [], pipelines: [] })],
  ['dbUsers', () => loadRole({ ...load, dbUsers: [] })],
  ['dbUsers[0]', () => loadRole({ ...load, dbUsers: ['loader' as never] })],
  ['reads', () => loadRole({ ...load, reads: [] })],
  ['mlModels', () => modelCaller({ mlModels: [] })],
  ['account', () => modelBuilder({ ...at, account: '12' as never })],
  ['prefix', () => predictionsBucket({ ...at, bucket: 'my-ml-predictions', prefix: '' })],
  ['reads', () => instanceRole({ ...instance, reads: [] })],
  ['name', () => instanceRole({ ...instance, name: 'a role' })],
])('%s is named where it cannot be taken', (path, make) => {
  const { code, path: named } = errorOf(make);
  expect([code, named]).toEqual(['MALFORMED_PARAMETER', path]);
});

test('names of partitions are said everywhere', () => {
  const gov = { region: 'us-gov-west-1', account: '111122223333', partition: 'aws-us-gov' } as const;
  const key = kms.key('k', gov);
  const documents: readonly object[] = [
    queryRunner({ ...query, ...gov, tables: [{ databaseName: 'd', tableName: 't' }] }),
    logWriter({ ...gov, logGroupName: '/ml' }),
    functionRole({ ...aFunction, ...gov, reads: [bucket], secretsKmsKey: key }),
    secretReader({ ...gov, secretIds: ['a'], kmsKey: key }),
    stateMachineRole({ ...machine, ...gov, functions: [lambda.function('f', gov)] }),
    modelBuilder(gov),
    predictionsBucket({ ...gov, bucket: 'my-ml-predictions' }),
    imagePuller({ images: deepLearningContainers('us-gov-west-1', ['pytorch-training']) }),
  ];
  for (const document of documents) expect(JSON.stringify(document)).not.toContain('arn:aws:');
});

test('a preset leaves out what it is not told', () => {
  const actions = (document: PolicyDocument | undefined): readonly string[] =>
    [document?.Statement ?? []].flat().flatMap(({ Action = [] }) => Action);
  expect(actions(secretReader({ ...at, secretIds: ['a'] }))).toEqual(['secretsmanager:GetSecretValue']);
  expect(actions(secretReader({ ...at, secretIds: ['a'], kmsKey }))).toContain('kms:Decrypt');
  expect(actions(functionRole({ ...aFunction, secretIds: [] }).permissions)).toEqual([
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ]);
  expect(actions(modelCaller({ mlModels: [machinelearning.mlmodel('m', at)] }))).toEqual([
    'machinelearning:Predict',
  ]);
});

test('the registries of Deep Learning Containers are accounts', () => {
  const accounts = Object.entries(DEEP_LEARNING_CONTAINER_ACCOUNTS);
  expect(accounts.length).toBeGreaterThan(30);
  for (const [region, account] of accounts) {
    expect(account).toMatch(/^\d{12}$/);
    expect(deepLearningContainers(region, ['x'])[0]).toContain(`:ecr:${region}:${account}:`);
  }
});
