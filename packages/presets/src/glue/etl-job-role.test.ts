import { kms } from '@leastwise/aws/kms';
import type { RoleDefinition, StatementJson } from '@leastwise/policy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorOf } from '../../test/error-of.ts';
import { hostileName, hostilePlainName } from '../../test/names.ts';
import { matches, wildcardsOf } from '../../test/pattern.ts';
import { etlJobRole, type EtlJobRoleParameters } from './index.ts';

const at = { region: 'eu-west-1', account: '111122223333' } as const;
const parameters = {
  name: 'clean-events',
  ...at,
  script: { bucket: 'my-ml-scripts', key: 'glue/clean-events.py' },
  reads: [{ bucket: 'my-ml-raw', prefix: 'events/' }],
  writes: [{ bucket: 'my-ml-datasets', prefix: 'events/' }],
} satisfies EtlJobRoleParameters;

const statementsOf = ({ permissions }: RoleDefinition): readonly StatementJson[] =>
  [permissions?.Statement ?? []].flat();
const allowing = (role: RoleDefinition, action: string): StatementJson | undefined =>
  statementsOf(role).find(({ Action = [] }) => Action.includes(action));

const BASE = [
  {
    Effect: 'Allow',
    Action: ['s3:GetObject'],
    Resource: ['arn:aws:s3:::my-ml-scripts/glue/clean-events.py'],
  },
  { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::my-ml-raw/events/*'] },
  {
    Effect: 'Allow',
    Action: ['s3:ListBucket'],
    Resource: ['arn:aws:s3:::my-ml-raw'],
    Condition: { StringLike: { 's3:prefix': 'events/*' } },
  },
  {
    Effect: 'Allow',
    Action: ['s3:ListBucket'],
    Resource: ['arn:aws:s3:::my-ml-datasets'],
    Condition: { StringLike: { 's3:prefix': 'events/*' } },
  },
  {
    Effect: 'Allow',
    Action: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
    Resource: ['arn:aws:s3:::my-ml-datasets/events/*'],
  },
  { Effect: 'Allow', Action: ['s3:DeleteObject'], Resource: ['arn:aws:s3:::my-ml-datasets/events/*'] },
];
const OBSERVED = [
  {
    Effect: 'Allow',
    Action: ['logs:CreateLogGroup'],
    Resource: ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws-glue/jobs/*'],
  },
  {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws-glue/jobs/*:log-stream:*'],
  },
  {
    Effect: 'Allow',
    Action: ['cloudwatch:PutMetricData'],
    Resource: ['*'],
    Condition: { StringEquals: { 'cloudwatch:namespace': 'Glue' } },
  },
];

describe('an ETL job role', () => {
  test('reads its script and sources, replaces its targets, logs and measures, and nothing else', () => {
    expect(etlJobRole(parameters)).toEqual({
      kind: 'role',
      name: 'clean-events',
      description: 'Role of AWS Glue ETL jobs',
      trust: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'glue.amazonaws.com' },
            Action: ['sts:AssumeRole'],
            Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
          },
        ],
      },
      permissions: { Version: '2012-10-17', Statement: [...BASE, ...OBSERVED] },
    });
  });

  test('with everything: temporary directory, key, tables and connections', () => {
    const role = etlJobRole({
      ...parameters,
      temporary: { bucket: 'my-ml-scratch' },
      kmsKey: kms.key('abcd', at),
      tables: [
        { databaseName: 'raw', tableName: 'events' },
        { databaseName: 'raw', tableName: 'users' },
      ],
      connections: ['crm'],
    });
    expect(statementsOf(role)).toEqual([
      ...BASE,
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::my-ml-scratch/*'] },
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::my-ml-scratch'] },
      {
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
        Resource: ['arn:aws:s3:::my-ml-scratch/*'],
      },
      { Effect: 'Allow', Action: ['s3:DeleteObject'], Resource: ['arn:aws:s3:::my-ml-scratch/*'] },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: ['arn:aws:kms:eu-west-1:111122223333:key/abcd'],
        Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
      },
      {
        Effect: 'Allow',
        Action: ['glue:GetDatabase'],
        Resource: [
          'arn:aws:glue:eu-west-1:111122223333:catalog',
          'arn:aws:glue:eu-west-1:111122223333:database/default',
          'arn:aws:glue:eu-west-1:111122223333:database/raw',
        ],
      },
      {
        Effect: 'Allow',
        Action: ['glue:GetTable', 'glue:GetPartition', 'glue:GetPartitions', 'glue:BatchGetPartition'],
        Resource: [
          'arn:aws:glue:eu-west-1:111122223333:catalog',
          'arn:aws:glue:eu-west-1:111122223333:database/raw',
          'arn:aws:glue:eu-west-1:111122223333:table/raw/events',
          'arn:aws:glue:eu-west-1:111122223333:table/raw/users',
        ],
      },
      {
        Effect: 'Allow',
        Action: ['glue:GetConnection'],
        Resource: [
          'arn:aws:glue:eu-west-1:111122223333:catalog',
          'arn:aws:glue:eu-west-1:111122223333:connection/crm',
        ],
      },
      ...OBSERVED,
    ]);
    expect(JSON.stringify(role.permissions).length).toBeLessThan(6_144);
  });

  test('only decrypts where it writes nothing', () => {
    const role = etlJobRole({ ...parameters, writes: [], kmsKey: kms.key('abcd', at) });
    expect(allowing(role, 'kms:Decrypt')?.Action).toEqual(['kms:Decrypt']);
  });

  test('asks for the database `default` once', () => {
    const role = etlJobRole({ ...parameters, tables: [{ databaseName: 'default', tableName: 'events' }] });
    expect(allowing(role, 'glue:GetDatabase')?.Resource).toEqual([
      'arn:aws:glue:eu-west-1:111122223333:catalog',
      'arn:aws:glue:eu-west-1:111122223333:database/default',
    ]);
  });
});

describe('names from outside', () => {
  test('mean themselves alone', () => {
    fc.assert(
      fc.property(hostileName, hostilePlainName, hostileName, (key, name, other) => {
        const role = etlJobRole({
          ...parameters,
          script: { bucket: 'my-ml-scripts', key },
          tables: [{ databaseName: 'raw', tableName: name }],
          connections: [name],
        });
        const [script = ''] = [statementsOf(role)[0]?.Resource ?? []].flat();
        const table = [allowing(role, 'glue:GetTable')?.Resource ?? []].flat().at(-1) ?? '';
        const connection = [allowing(role, 'glue:GetConnection')?.Resource ?? []].flat().at(-1) ?? '';
        expect([script, table, connection].map(wildcardsOf)).toEqual(['', '', '']);
        expect(matches(script, `arn:aws:s3:::my-ml-scripts/${key}`)).toBe(true);
        expect(matches(script, `arn:aws:s3:::my-ml-scripts/${other}`)).toBe(other === key);
        const place = 'arn:aws:glue:eu-west-1:111122223333';
        expect(matches(table, `${place}:table/raw/${name}`)).toBe(true);
        expect(matches(table, `${place}:table/raw/${other}`)).toBe(other === name);
        expect(matches(connection, `${place}:connection/${other}`)).toBe(other === name);
      }),
    );
  });

  test.each([
    ['script.bucket', { script: { bucket: 'x', key: 'a' } }],
    ['script.key', { script: { bucket: 'my-ml-scripts', key: '' } }],
    ['script.key', { script: { bucket: 'my-ml-scripts' } }],
    ['script.bucket', { script: undefined }],
    ['reads', { reads: undefined }],
    ['writes[0].bucket', { writes: [{ bucket: '*' }] }],
    ['temporary.prefix', { temporary: { bucket: 'my-ml-scratch', prefix: '' } }],
    ['tables', { tables: 'raw.events' }],
    ['tables[0].databaseName', { tables: [{ databaseName: '', tableName: 'events' }] }],
    ['tables[0].tableName', { tables: [{ databaseName: 'raw' }] }],
    ['connections', { connections: 'crm' }],
    ['connections[1]', { connections: ['crm', ''] }],
    ['kmsKey', { kmsKey: 'abcd' }],
    ['name', { name: 'clean events' }],
    ['account', { account: '1' }],
  ])('%s is refused in %j', (path, changes: object) => {
    const error = errorOf(() => etlJobRole({ ...parameters, ...changes }));
    expect([error.path, error.code]).toEqual([path, 'MALFORMED_PARAMETER']);
  });
});

test('the compiler refuses the wrong place and the missing member', () => {
  const calls = [
    // @ts-expect-error the account has too few digits
    () => etlJobRole({ ...parameters, account: '1234' }),
    // @ts-expect-error a script has a key
    () => etlJobRole({ ...parameters, script: { bucket: 'my-ml-scripts' } }),
    // @ts-expect-error a table has a database
    () => etlJobRole({ ...parameters, tables: [{ tableName: 'events' }] }),
  ];
  for (const call of calls) expect(errorOf(call).code).toBe('MALFORMED_PARAMETER');
});
