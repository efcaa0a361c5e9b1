import { cloudwatch } from '@leastwise/aws/cloudwatch';
import { ecr } from '@leastwise/aws/ecr';
import { glue } from '@leastwise/aws/glue';
import { kms } from '@leastwise/aws/kms';
import { logs } from '@leastwise/aws/logs';
import { s3 } from '@leastwise/aws/s3';
import type { PolicyDocument } from '@leastwise/policy';
import { etlJobRole } from '@leastwise/presets/glue';
import { readOnlyDataSet, resultsWriter } from '@leastwise/presets/s3';
import { trainingRole } from '@leastwise/presets/sagemaker';
import { describe, expect, test } from 'vitest';

const services = [cloudwatch, ecr, glue, kms, logs, s3];
const at = { region: 'eu-west-1', account: '111122223333' } as const;
const location = { bucket: 'my-ml-datasets', prefix: 'train/' };
const kmsKey = kms.key('abcd', at);

/** Actions that know no resource: AWS wants `*`, which a preset writes for these alone. */
const WITHOUT_RESOURCE = ['ecr:GetAuthorizationToken', 'cloudwatch:PutMetricData'];

const documents: Readonly<Record<string, PolicyDocument | undefined>> = {
  readOnlyDataSet: readOnlyDataSet(location),
  resultsWriter: resultsWriter(location),
  trainingRole: trainingRole({
    name: 'training',
    ...at,
    reads: [location],
    writes: [location],
    images: [ecr.repository('churn', at)],
    kmsKey,
  }).permissions,
  etlJobRole: etlJobRole({
    name: 'etl',
    ...at,
    script: { bucket: 'my-ml-scripts', key: 'etl.py' },
    reads: [location],
    writes: [location],
    temporary: location,
    tables: [{ databaseName: 'raw', tableName: 'events' }],
    connections: ['crm'],
    kmsKey,
  }).permissions,
};

describe.each(Object.entries(documents))('%s', (_name, document) => {
  const statements = [document?.Statement ?? []].flat();

  test('names actions that exist, one by one', () => {
    const actions = statements.flatMap(({ Action = [] }) => Action);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions)
      expect(services.flatMap((service) => service.expand(action))).toEqual([action]);
  });

  test('names resources of known types, and any resource only for actions that know none', () => {
    for (const { Action = [], Resource = [] } of statements)
      for (const resource of [Resource].flat()) {
        if (resource === '*') expect(WITHOUT_RESOURCE).toEqual(expect.arrayContaining([Action].flat()));
        else expect([resource, services.some(({ parse }) => parse(resource))]).toEqual([resource, true]);
      }
  });
});
