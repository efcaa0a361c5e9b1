import { ecr } from '@leastwise/aws/ecr';
import { iam } from '@leastwise/aws/iam';
import { kms } from '@leastwise/aws/kms';
import { lambda } from '@leastwise/aws/lambda';
import type { PolicyDocument, RoleDefinition } from '@leastwise/policy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorOf } from '../../test/error-of.ts';
import * as sagemaker from './index.ts';

const account = '111122223333';
const at = { region: 'eu-west-1', account } as const;
const inChina = { region: 'cn-north-1', account, partition: 'aws-cn' } as const;
const data = {
  reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
  writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
};
const models = [{ bucket: 'my-ml-models', prefix: 'churn/' }];
const vpcConfig = { subnets: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] };

type Place = typeof at | typeof inChina;

/** Each preset with everything that every partition knows. */
function everyPreset(place: Place): Readonly<Record<string, RoleDefinition | PolicyDocument>> {
  const role = { name: 'churn', ...place };
  const images = [ecr.repository('churn', place)];
  const roles = [iam.role('churn-training', place)];
  const job = { ...role, ...data, images, vpcConfig };
  const starts = { jobs: ['training', 'transform'], jobNamePrefix: 'churn-', roles } as const;
  const registers = { modelPackageGroupName: 'churn', models, images };
  return {
    trainingRole: sagemaker.trainingRole(job),
    processingRole: sagemaker.processingRole(job),
    tuningRole: sagemaker.tuningRole(job),
    transformRole: sagemaker.transformRole({ ...job, models }),
    endpointRole: sagemaker.endpointRole({ ...role, models, images, captures: data.writes, vpcConfig }),
    serverlessEndpointRole: sagemaker.serverlessEndpointRole({ ...role, models, images }),
    pipelineRole: sagemaker.pipelineRole({
      ...role,
      pipelineName: 'churn',
      jobs: ['processing'],
      roles,
      reads: data.writes,
      makesModels: true,
      registers,
    }),
    notebookInstanceRole: sagemaker.notebookInstanceRole({ ...role, ...data, starts }),
    studioDomainRole: sagemaker.studioDomainRole({ ...role, ...data }),
    studioUserRole: sagemaker.studioUserRole({ ...role, ...data, domainId: 'd-a1', userProfileName: 'ana' }),
    featureStoreRole: sagemaker.featureStoreRole({ ...role, offlineStore: { bucket: 'my-ml-features' } }),
    labelingRole: sagemaker.labelingRole({ ...role, ...data, automated: true }),
    autoMlRole: sagemaker.autoMlRole({ ...job, deploysAs: 'churn-' }),
    featureGroupReader: sagemaker.featureGroupReader({ ...place, featureGroupNames: ['churn'] }),
    featureGroupWriter: sagemaker.featureGroupWriter({ ...place, featureGroupNames: ['churn'] }),
    modelPublisher: sagemaker.modelPublisher({ ...place, ...registers }),
    modelApprover: sagemaker.modelApprover({ ...place, modelPackageGroupName: 'churn' }),
    dataScientist: sagemaker.dataScientist({ ...place, ...starts }),
    mlOpsDeployer: sagemaker.mlOpsDeployer({ ...place, namePrefix: 'churn-', roles }),
    auditor: sagemaker.auditor(place),
  };
}

describe.each(Object.entries(everyPreset(inChina)))('%s', (_, made) => {
  test('names its partition and region everywhere', () => {
    const text = JSON.stringify(made);
    expect(text).not.toContain('arn:aws:');
    expect(text).not.toContain('eu-west-1');
    expect(text).toContain('cn-north-1');
  });

  test('is frozen plain data', () => {
    expect(Object.isFrozen(made)).toBe(true);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });
});

test('every preset of SageMaker is looked at here', () => {
  const functions = Object.entries(sagemaker).filter(([, each]) => typeof each === 'function');
  expect(Object.keys(everyPreset(at)).sort()).toEqual(functions.map(([name]) => name).sort());
});

const training = { name: 'churn', ...at, ...data, images: [] };
const key = kms.key('abcd', at);
const roles = [iam.role('churn-training', at)];
const scientist = { ...at, jobs: ['training'], jobNamePrefix: 'churn-', roles } as const;

/** Calls that programs without types could make. */
const REFUSED: readonly (readonly [
  string,
  (changes: never) => unknown,
  object,
  readonly (readonly [string, object])[],
])[] = [
  [
    'trainingRole',
    sagemaker.trainingRole,
    training,
    [
      ['volumeKmsKey', { volumeKmsKey: 'alias/ml' }],
      ['volumeKmsKey', { volumeKmsKey: key, ...inChina }],
      ['vpcConfig.subnets', { vpcConfig: { securityGroupIds: ['sg-0a1b2c3d'] } }],
      ['vpcConfig.subnets', { vpcConfig: { ...vpcConfig, subnets: [] } }],
      ['vpcConfig.subnets[1]', { vpcConfig: { ...vpcConfig, subnets: ['subnet-0a1b2c3d', 'subnet-*'] } }],
      ['vpcConfig.securityGroupIds[0]', { vpcConfig: { ...vpcConfig, securityGroupIds: ['*'] } }],
    ],
  ],
  [
    'transformRole',
    sagemaker.transformRole,
    training,
    [
      ['models', {}],
      ['models[0].bucket', { models: [{ bucket: '*' }] }],
    ],
  ],
  [
    'pipelineRole',
    sagemaker.pipelineRole,
    { ...training, pipelineName: 'churn', jobs: ['training'], roles },
    [
      ['pipelineName', { pipelineName: '*' }],
      ['jobs', { jobs: undefined }],
      ['jobs[1]', { jobs: ['training', 'labeling'] }],
      ['jobs[1]', { jobs: ['training', 'training'] }],
      ['jobNamePrefix', { jobNamePrefix: 'churn*' }],
      ['roles[0]', { roles: ['arn:aws:iam::111122223333:role/*'] }],
      ['roles[0]', { roles: ['arn:aws:iam::111122223333:role/${aws:username}'] }],
      ['roles[0]', { roles: ['churn-training'] }],
      ['registers.models', { registers: { modelPackageGroupName: 'churn', images: [] } }],
      ['registers.modelPackageGroupName', { registers: { modelPackageGroupName: '*', models, images: [] } }],
    ],
  ],
  [
    'dataScientist',
    sagemaker.dataScientist,
    scientist,
    [
      ['jobNamePrefix', { jobNamePrefix: '' }],
      ['jobNamePrefix', { jobNamePrefix: undefined }],
      ['jobNamePrefix', { jobNamePrefix: '**' }],
      ['roles', { roles: undefined }],
      ['limits.outputKmsKey', { limits: { outputKmsKey: 'abcd' } }],
      ['limits.instanceTypes', { limits: { instanceTypes: [] } }],
      ['limits.instanceTypes', { limits: { instanceTypes: ['ml.*'] } }],
      ['limits.vpcConfig.subnets[0]', { limits: { vpcConfig: { ...vpcConfig, subnets: ['*'] } } }],
    ],
  ],
  [
    'mlOpsDeployer',
    sagemaker.mlOpsDeployer,
    { ...at, roles },
    [
      ['namePrefix', {}],
      ['namePrefix', { namePrefix: 'a?' }],
    ],
  ],
  [
    'notebookInstanceRole',
    sagemaker.notebookInstanceRole,
    training,
    [['starts.roles', { starts: { ...scientist, roles: 'x' } }]],
  ],
  [
    'studioUserRole',
    sagemaker.studioUserRole,
    { ...training, domainId: 'd-a1', userProfileName: 'ana' },
    [
      ['domainId', { domainId: '*' }],
      ['userProfileName', { userProfileName: '${aws:username}' }],
    ],
  ],
  [
    'featureStoreRole',
    sagemaker.featureStoreRole,
    { ...training, offlineStore: { bucket: 'my-ml-features' } },
    [
      ['offlineStore.bucket', { offlineStore: {} }],
      ['databaseName', { databaseName: '' }],
    ],
  ],
  [
    'featureGroupReader',
    sagemaker.featureGroupReader,
    at,
    [
      ['featureGroupNames', {}],
      ['featureGroupNames', { featureGroupNames: [] }],
      ['featureGroupNames[0]', { featureGroupNames: ['*'] }],
    ],
  ],
  ['labelingRole', sagemaker.labelingRole, training, [['functions[0]', { functions: ['annotate'] }]]],
  ['autoMlRole', sagemaker.autoMlRole, training, [['deploysAs', { deploysAs: '' }]]],
];

describe.each(REFUSED)('%s names the parameter that it cannot take', (_, preset, parameters, cases) => {
  test.each(cases)('%s in %j', (path, changes) => {
    // A cast because the compiler refuses most of these calls.
    const error = errorOf(() => preset({ ...parameters, ...changes } as never));
    expect([error.path, error.code]).toEqual([path, 'MALFORMED_PARAMETER']);
  });
});

describe('names of jobs', () => {
  const patterns = (jobNamePrefix: string): string =>
    JSON.stringify(sagemaker.dataScientist({ ...scientist, jobNamePrefix }));

  test('are any only where that is spelled out', () => {
    expect(patterns('*')).toContain(':training-job/*"');
    expect(patterns('churn-')).toContain(':training-job/churn-*"');
  });

  test('hold no character that means anything in a pattern', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 8 }), (prefix) => {
        fc.pre(prefix !== '*');
        if (/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(prefix)) patterns(prefix);
        else expect(errorOf(() => patterns(prefix)).path).toBe('jobNamePrefix');
      }),
    );
  });
});

test('the key of a model is used where a transform job reads nothing else', () => {
  const role = sagemaker.transformRole({ ...training, reads: [], writes: [], models, kmsKey: key });
  const text = JSON.stringify(role.permissions);
  expect(text).toContain('"kms:Decrypt"');
  expect(text).not.toContain('kms:GenerateDataKey');
});

test('a role that passes itself names its own path', () => {
  const role = sagemaker.labelingRole({ ...training, path: '/ml/', automated: true });
  expect(JSON.stringify(role.permissions)).toContain('"arn:aws:iam::111122223333:role/ml/churn"');
});

test('a bucket of another owner is not meant where the owner is named', () => {
  const owned = [{ bucket: 'my-ml-results', account }];
  const documents = [
    sagemaker.labelingRole({ ...training, reads: owned, writes: owned }).permissions,
    sagemaker.featureStoreRole({ name: 'store', ...at, offlineStore: { bucket: 'my-ml-results', account } })
      .permissions,
    sagemaker.endpointRole({ name: 'endpoint', ...at, images: [], models: owned, captures: owned })
      .permissions,
  ];
  const onBuckets = documents
    .flatMap((document) => [document?.Statement ?? []].flat())
    .filter(({ Resource = [] }) => [Resource].flat().some((each) => each.startsWith('arn:aws:s3:')));
  expect(onBuckets.length).toBeGreaterThan(6);
  for (const { Condition } of onBuckets)
    expect(Condition?.['StringEquals']).toEqual({ 'aws:ResourceAccount': account });
});

test('the compiler refuses the wrong place, kind and resource', () => {
  const calls = [
    // @ts-expect-error there is no such region
    () => sagemaker.auditor({ ...at, region: 'eu-west-9' }),
    // @ts-expect-error a user is not a role
    () => sagemaker.dataScientist({ ...scientist, roles: [iam.user('ana', at)] }),
    // @ts-expect-error there is no such kind of job
    () => sagemaker.dataScientist({ ...scientist, jobs: ['compilation'] }),
    // @ts-expect-error a layer is not a function
    () => sagemaker.labelingRole({ ...training, functions: [lambda.layer('pandas', at)] }),
  ];
  for (const call of calls) expect(errorOf(call).code).toBe('MALFORMED_PARAMETER');
});
