import { ecr } from '@leastwise/aws/ecr';
import { eks } from '@leastwise/aws/eks';
import { glue } from '@leastwise/aws/glue';
import { iam } from '@leastwise/aws/iam';
import { kms } from '@leastwise/aws/kms';
import { lambda } from '@leastwise/aws/lambda';
import { machinelearning } from '@leastwise/aws/machinelearning';
import { redshift } from '@leastwise/aws/redshift';
import { s3 } from '@leastwise/aws/s3';
import { sagemaker } from '@leastwise/aws/sagemaker';
import { states } from '@leastwise/aws/states';
import { allow, policy, principal } from '@leastwise/policy';

const at = { region: 'eu-west-1', account: '111122223333' } as const;
const kmsKey = kms.key('1234abcd-12ab-34cd-56ef-1234567890ab', at);
const location = { bucket: 'my-ml-datasets', prefix: 'train/' };
const table = { databaseName: 'raw', tableName: 'events' };
const role = iam.role('churn', at);
const reading = allow(s3.GetObject).on(s3.object('my-ml-datasets', '*'));
const vpcConfig = { vpcId: 'vpc-0a1b2c3d', subnets: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] };
const limits = { instanceTypes: ['ml.m5.large'], vpcConfig, volumeKmsKey: kmsKey, outputKmsKey: kmsKey };

/** A value for every parameter of every preset but those of locations, which refuse what they do not know. */
export const everything: Readonly<Record<string, unknown>> = {
  ...at,
  partition: 'aws',
  name: 'churn',
  path: '/team/',
  tags: { team: 'ml' },
  permissions: policy(reading),
  reads: [location],
  writes: [location],
  models: [location],
  captures: [location],
  locations: [location],
  offlineStore: location,
  outputLocation: location,
  temporary: location,
  script: { bucket: 'my-ml-scripts', key: 'etl.py' },
  images: [ecr.repository('churn', at)],
  kmsKey,
  volumeKmsKey: kmsKey,
  secretsKmsKey: kmsKey,
  vpcConfig,
  tables: [table],
  writesTables: [table],
  databaseName: 'raw',
  connections: ['crm'],
  securityConfiguration: { jobBookmarksKmsKey: kmsKey, encryptsLogs: true },
  functions: [lambda.function('label', at)],
  secretIds: ['ml/registry'],
  roles: [role],
  limits,
  jobs: ['training', 'processing'],
  jobNames: ['etl'],
  jobNamePrefix: 'churn-',
  namePrefix: 'churn-',
  starts: { jobs: ['training'], jobNamePrefix: 'churn-', roles: [role], limits },
  registers: { modelPackageGroupName: 'churn', models: [location], images: [] },
  modelPackageGroupName: 'churn',
  modelPackageGroupNames: ['churn'],
  featureGroupNames: ['customers'],
  pipelineName: 'churn',
  pipelines: [sagemaker.pipeline('churn', at)],
  bucket: 'my-ml-data',
  prefix: 'train/',
  domainId: 'd-0a1b2c3d4e5f',
  userProfileName: 'ana',
  deploysAs: 'churn',
  functionName: 'score',
  logGroupName: '/ml/labelling',
  namespace: 'churn',
  serviceAccount: 'trainer',
  cluster: eks.cluster('ml', at),
  oidcProvider: 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E',
  samlProvider: 'okta',
  permissionSet: 'DataScientist',
  identityCenterRegion: 'eu-west-1',
  runs: { owner: 'acme', repository: 'models', branch: 'main' },
  project: 'acme/models',
  ref: { branch: 'main' },
  host: 'gitlab.com',
  audience: 'https://gitlab.com',
  trustedAccount: '444455556666',
  externalId: 'unique-id',
  from: role,
  tagKeys: ['team'],
  tagKey: 'team',
  allows: [reading],
  boundaryName: 'ml-boundary',
  actions: [s3.DeleteObject],
  maxAge: 3600,
  firstPassword: true,
  policies: [{ kind: 'managed-policy', name: 'read', document: policy(reading) }],
  members: [{ kind: 'user', name: 'ana', path: '/team/' }],
  readers: [principal.role('arn:aws:iam::444455556666:role/training')],
  writers: [principal.role('arn:aws:iam::444455556666:role/training')],
  jobRoles: [principal.role('arn:aws:iam::444455556666:role/training')],
  administrators: [principal.role('arn:aws:iam::111122223333:role/admin')],
  guards: ['security/guard'],
  regions: ['eu-west-1'],
  everywhere: [iam.GetRole],
  organizationId: 'o-a1b2c3d4e5',
  partners: ['444455556666'],
  workGroup: 'primary',
  dbUsers: [redshift.dbuser('ml', 'loader', at)],
  groupName: 'nightly',
  stateMachines: [states.statemachine('nightly', at)],
  stateMachineName: 'nightly',
  glueJobs: [glue.job('etl', at)],
  mlModels: [machinelearning.mlmodel('churn', at)],
};
