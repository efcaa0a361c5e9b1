import { expect, test } from 'vitest';
import { iam } from '@leastwise/aws/iam';
import { queryRunner } from '../src/athena/index.ts';
import { deepLearningContainers } from '../src/ecr/index.ts';
import { githubActionsRole, gitlabRole } from '../src/federation/index.ts';
import { catalogReader, etlJobRole } from '../src/glue/index.ts';
import { logWriter } from '../src/logs/index.ts';
import { stayInRegions } from '../src/organizations/index.ts';
import { readOnlyDataSet } from '../src/s3/index.ts';
import { dataScientist, trainingRole } from '../src/sagemaker/index.ts';
import { errorOf } from './error-of.ts';

/* What people write first, coming from consoles, URIs and ARNs: the error says what to write instead. */
const at = { region: 'eu-west-1', account: '111122223333' } as const;
const training = { name: 'churn', ...at, reads: [], writes: [], images: [] } as const;
const queries = {
  ...at,
  workGroup: 'primary',
  tables: [],
  reads: [],
  outputLocation: { bucket: 'my-ml-queries' },
} as const;
const people = {
  ...at,
  jobs: ['training'],
  jobNamePrefix: 'churn-',
  roles: [iam.role('churn', at)],
} as const;
const permissions = readOnlyDataSet({ bucket: 'my-ml-datasets' });
const deploy = { name: 'deploy', ...at, permissions } as const;

test.each<[string, () => unknown, string, string]>([
  [
    'a URI among locations',
    () => trainingRole({ ...training, reads: ['s3://my-ml-datasets/train/' as never] }),
    'reads[0].bucket',
    "write { bucket: 'my-ml-datasets', prefix: 'train/' }",
  ],
  [
    'a URI for a location',
    () => queryRunner({ ...queries, outputLocation: 's3://my-ml-queries' as never }),
    'outputLocation.bucket',
    "write { bucket: 'my-ml-queries' }",
  ],
  [
    'a URI for a script',
    () =>
      etlJobRole({ name: 'etl', ...at, reads: [], writes: [], script: 's3://my-ml-scripts/a.py' as never }),
    'script.bucket',
    "write { bucket: 'my-ml-scripts', prefix: 'a.py' }",
  ],
  [
    'the ARN of a role for its name',
    () => trainingRole({ ...training, name: 'arn:aws:iam::111122223333:role/churn' }),
    'name',
    'give the name alone: what is before it goes into `path`, as `/team/`',
  ],
  [
    'text for a list',
    () => stayInRegions({ regions: 'eu-west-1' } as never),
    'regions',
    'put it into brackets',
  ],
  [
    'a pattern for a prefix',
    () => trainingRole({ ...training, reads: [{ bucket: 'my-ml-datasets', prefix: 'train/*' }] }),
    'reads[0].prefix',
    'write `train/`',
  ],
  [
    'a pattern for any prefix',
    () => readOnlyDataSet({ bucket: 'my-ml-datasets', prefix: '*' }),
    'prefix',
    'leave `prefix` out for the whole bucket',
  ],
  [
    'a pattern for a table',
    () => catalogReader({ ...at, tables: [{ databaseName: 'raw', tableName: '*' }] }),
    'tables[0].tableName',
    'name each table, or write `everyTable: true`',
  ],
  [
    'a pattern for a log group',
    () => logWriter({ ...at, logGroupName: '/ml/*' }),
    'logGroupName',
    'name each one',
  ],
  [
    'a pattern for a work group',
    () => queryRunner({ ...queries, workGroup: 'd?' }),
    'workGroup',
    'name each one',
  ],
  [
    'a pattern for a repository',
    () => deepLearningContainers('eu-west-1', ['*']),
    'repositories[0]',
    'name each one',
  ],
  ['no kind of job', () => dataScientist({ ...people, jobs: [] }), 'jobs', 'name one, such as `training`'],
  [
    'no role for jobs',
    () => dataScientist({ ...people, roles: [] }),
    'roles',
    'name one, made with `iam.role(name, { account })`',
  ],
  [
    'a whole ref for a branch',
    () =>
      githubActionsRole({
        ...deploy,
        runs: { owner: 'acme', repository: 'models', branch: 'refs/heads/release/1' },
      }),
    'runs.branch',
    'write `release/1`',
  ],
  [
    'a whole ref for a tag of GitLab',
    () => gitlabRole({ ...deploy, project: 'acme/models', ref: { tag: 'refs/tags/v1' } }),
    'ref.tag',
    'write `v1`',
  ],
  [
    'a repository with its owner',
    () => githubActionsRole({ ...deploy, runs: { owner: 'acme', repository: 'acme/models', anyRun: true } }),
    'runs.repository',
    'write it without its owner, who goes into `owner`',
  ],
])('%s is refused with what to write', (_, make, path, hint) => {
  const error = errorOf(make);
  expect([error.code, error.path, error.hint]).toEqual(['MALFORMED_PARAMETER', path, hint]);
});
