import { iam } from '@leastwise/aws/iam';
import { kms } from '@leastwise/aws/kms';
import { dataScientist, mlOpsDeployer } from '@leastwise/presets/sagemaker';
import { grantsVolumeKey } from '../../claims/keys.ts';
import { ask, type Requests, saidBy, together } from '../../claims/requests.ts';
import { passesRole } from '../../claims/roles.ts';
import { API_PERMISSIONS, LOG_GROUPS, POLICY_EXAMPLES } from '../../claims/sagemaker-pages.ts';
import {
  heldTo,
  lists,
  makesModels,
  readsLogs,
  startsAndTags,
  startsJobs,
} from '../../claims/sagemaker-starts.ts';
import { FOREIGN_KEY, KEY, SAGEMAKER, VOLUME_KEY } from '../../claims/world.ts';
import type { Peer, Proof } from '../../proof.ts';
import { AT, identitySide, SOMEONE } from '../../sides.ts';

const roles = [iam.role('churn-training', { account: AT.account })];
const free = { ...AT, jobs: ['training', 'processing'], jobNamePrefix: 'churn-', roles } as const;
const held = {
  ...AT,
  jobs: ['training', 'processing', 'tuning', 'transform'],
  jobNamePrefix: 'churn-',
  roles,
  limits: {
    vpcConfig: {
      subnets: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'],
      securityGroupIds: ['sg-0a1b2c3d', 'sg-1a1b2c3d'],
    },
    volumeKmsKey: kms.key(VOLUME_KEY.split('/')[1] ?? '', AT),
    outputKmsKey: kms.key(KEY.split('/')[1] ?? '', AT),
    networkIsolation: true,
    interContainerTrafficEncryption: true,
    instanceTypes: ['ml.m5.xlarge', 'ml.g5.xlarge'],
  },
} as const;

const NETWORK = {
  'sagemaker:VpcSubnets': ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'],
  'sagemaker:VpcSecurityGroupIds': ['sg-0a1b2c3d', 'sg-1a1b2c3d'],
  'sagemaker:NetworkIsolation': true,
};
const TRANSFORM = {
  'sagemaker:VolumeKmsKeyArn': VOLUME_KEY,
  'sagemaker:OutputKmsKeyArn': KEY,
  'sagemaker:InstanceTypes': ['ml.m5.xlarge', 'ml.g5.xlarge'],
};
const JOB = { ...NETWORK, ...TRANSFORM, 'sagemaker:InterContainerTrafficEncryption': true };

const BROKEN_NETWORK = {
  'sagemaker:VpcSubnets': [undefined, ['subnet-0a1b2c3d', 'subnet-9a9b9c9d']],
  'sagemaker:VpcSecurityGroupIds': [undefined, ['sg-0a1b2c3d', 'sg-9a9b9c9d']],
  'sagemaker:NetworkIsolation': [undefined, false],
};
const BROKEN_TRANSFORM = {
  'sagemaker:VolumeKmsKeyArn': [undefined, FOREIGN_KEY],
  'sagemaker:OutputKmsKeyArn': [undefined, FOREIGN_KEY],
  'sagemaker:InstanceTypes': [undefined, ['ml.m5.xlarge', 'ml.p5.48xlarge']],
};
const BROKEN_JOB = {
  ...BROKEN_NETWORK,
  ...BROKEN_TRANSFORM,
  'sagemaker:InterContainerTrafficEncryption': [undefined, false],
};

const LISTED = ['TrainingJobs', 'ProcessingJobs', 'TransformJobs', 'HyperParameterTuningJobs', 'Models'];
const around = together(
  passesRole(API_PERMISSIONS, 'sagemaker.amazonaws.com'),
  lists(API_PERMISSIONS, ...LISTED.map((what) => `sagemaker:List${what}`)),
  {
    allowed: [],
    nearMisses: [
      ask('make an endpoint', 'sagemaker:CreateEndpoint', `${SAGEMAKER}:endpoint/churn-1`),
      ask(
        'open a notebook',
        'sagemaker:CreatePresignedNotebookInstanceUrl',
        `${SAGEMAKER}:notebook-instance/x`,
      ),
      ask('make a role', 'iam:CreateRole', 'arn:aws:iam::111122223333:role/churn-training'),
      ask('find everything', 'sagemaker:Search', '*'),
    ],
  },
);

const limits: Requests = {
  allowed: saidBy(
    POLICY_EXAMPLES,
    ask('train in one of the subnets', 'sagemaker:CreateTrainingJob', `${SAGEMAKER}:training-job/churn-2`, {
      ...JOB,
      'sagemaker:VpcSubnets': ['subnet-1a1b2c3d'],
    }),
  ),
  nearMisses: [
    ...heldTo('train', 'sagemaker:CreateTrainingJob', `${SAGEMAKER}:training-job/churn-1`, JOB, BROKEN_JOB),
    ...heldTo(
      'transform',
      'sagemaker:CreateTransformJob',
      `${SAGEMAKER}:transform-job/churn-1`,
      TRANSFORM,
      BROKEN_TRANSFORM,
    ),
    ...heldTo('make a model', 'sagemaker:CreateModel', `${SAGEMAKER}:model/churn-1`, NETWORK, BROKEN_NETWORK),
  ],
};

const PEER: Peer = { managedPolicies: ['AmazonSageMakerFullAccess'], extras: [] };

const deployer = {
  ...AT,
  namePrefix: 'churn-',
  roles,
  modelPackageGroupNames: ['churn'],
  volumeKmsKey: kms.key(VOLUME_KEY.split('/')[1] ?? '', AT),
  vpcConfig: held.limits.vpcConfig,
  networkIsolation: true,
} as const;
const CONFIG = {
  'sagemaker:ModelArn': `${SAGEMAKER}:model/churn-1`,
  'sagemaker:VolumeKmsKeyArn': VOLUME_KEY,
};
const endpoint = `${SAGEMAKER}:endpoint/churn-1`;
const config = `${SAGEMAKER}:endpoint-config/churn-1`;

const deployment: Requests = {
  allowed: saidBy(
    API_PERMISSIONS,
    ask('make the endpoint of a configuration', 'sagemaker:CreateEndpoint', config),
    ask('replace the configuration', 'sagemaker:UpdateEndpoint', endpoint),
    ask('replace it by a configuration', 'sagemaker:UpdateEndpoint', config),
    ask('move traffic', 'sagemaker:UpdateEndpointWeightsAndCapacities', endpoint),
    ask(
      'look at the registered model',
      'sagemaker:DescribeModelPackageGroup',
      `${SAGEMAKER}:model-package-group/churn`,
    ),
    ask('look at a version', 'sagemaker:DescribeModelPackage', `${SAGEMAKER}:model-package/churn/1`),
    ask('list the versions', 'sagemaker:ListModelPackages', `${SAGEMAKER}:model-package/churn/1`),
  ),
  nearMisses: [
    ...heldTo('configure', 'sagemaker:CreateEndpointConfig', config, CONFIG, {
      'sagemaker:ModelArn': [undefined, `${SAGEMAKER}:model/fraud-1`],
      'sagemaker:VolumeKmsKeyArn': [undefined, FOREIGN_KEY],
    }),
    ...heldTo('make a model', 'sagemaker:CreateModel', `${SAGEMAKER}:model/churn-1`, NETWORK, BROKEN_NETWORK),
    ask(
      'move the traffic of others',
      'sagemaker:UpdateEndpointWeightsAndCapacities',
      `${SAGEMAKER}:endpoint/fraud-1`,
    ),
    ask('look at models of others', 'sagemaker:DescribeModelPackage', `${SAGEMAKER}:model-package/fraud/1`),
    ask(
      'look at groups of others',
      'sagemaker:DescribeModelPackageGroup',
      `${SAGEMAKER}:model-package-group/fraud`,
    ),
    ask('approve a version', 'sagemaker:UpdateModelPackage', `${SAGEMAKER}:model-package/churn/1`),
    ask('start a job', 'sagemaker:CreateTrainingJob', `${SAGEMAKER}:training-job/churn-1`),
  ],
};

export const proofs: readonly Proof[] = [
  {
    preset: 'sagemaker.dataScientist',
    purpose: 'start jobs with certain roles, and follow them',
    parameters: free,
    sides: [identitySide(dataScientist(free))],
    caller: SOMEONE,
    ...together(
      startsJobs(free.jobs),
      around,
      readsLogs(LOG_GROUPS, ['/aws/sagemaker/TrainingJobs', '/aws/sagemaker/ProcessingJobs']),
    ),
    peer: PEER,
  },
  {
    preset: 'sagemaker.dataScientist',
    variant: 'held to a network, keys and instances',
    purpose: 'start jobs with certain roles in the team’s network, and follow them',
    parameters: held,
    sides: [identitySide(dataScientist(held))],
    caller: SOMEONE,
    ...together(
      startsJobs(held.jobs, { limits: (kind) => (kind === 'transform' ? TRANSFORM : JOB) }),
      makesModels({ limits: NETWORK }),
      limits,
      around,
      readsLogs(LOG_GROUPS, [
        '/aws/sagemaker/TrainingJobs',
        '/aws/sagemaker/ProcessingJobs',
        '/aws/sagemaker/TransformJobs',
      ]),
    ),
    peer: PEER,
  },
  {
    preset: 'sagemaker.mlOpsDeployer',
    purpose: 'make, replace and delete endpoints of registered models',
    parameters: deployer,
    sides: [identitySide(mlOpsDeployer(deployer))],
    caller: SOMEONE,
    ...together(
      makesModels({ limits: NETWORK }),
      startsAndTags(
        `${SAGEMAKER}:endpoint-config/`,
        'EndpointConfig',
        ['Describe', 'Delete'],
        'churn-1',
        CONFIG,
      ),
      startsAndTags(`${SAGEMAKER}:endpoint/`, 'Endpoint', ['Describe', 'Delete'], 'churn-1', {}),
      deployment,
      grantsVolumeKey(API_PERMISSIONS),
      passesRole(API_PERMISSIONS, 'sagemaker.amazonaws.com'),
      lists(
        API_PERMISSIONS,
        'sagemaker:ListModels',
        'sagemaker:ListEndpointConfigs',
        'sagemaker:ListEndpoints',
      ),
    ),
    peer: {
      managedPolicies: ['AmazonSageMakerFullAccess'],
      extras: [{ action: 'kms:CreateGrant', reason: "AWS's policy leaves the keys of volumes to its user" }],
    },
  },
];
