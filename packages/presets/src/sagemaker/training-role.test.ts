import { ecr } from '@leastwise/aws/ecr';
import { kms } from '@leastwise/aws/kms';
import { s3 } from '@leastwise/aws/s3';
import type { RoleDefinition, StatementJson } from '@leastwise/policy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorOf } from '../../test/error-of.ts';
import { hostilePrefix } from '../../test/names.ts';
import { wildcardsOf } from '../../test/pattern.ts';
import { trainingRole, type TrainingRoleParameters } from './index.ts';

const at = { region: 'eu-west-1', account: '111122223333' } as const;
const parameters = {
  name: 'churn-training',
  ...at,
  reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
  writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
  images: [ecr.repository('churn', at)],
} satisfies TrainingRoleParameters;
const kmsKey = kms.key('1234abcd-12ab-34cd-56ef-1234567890ab', at);

const statementsOf = ({ permissions }: RoleDefinition): readonly StatementJson[] =>
  [permissions?.Statement ?? []].flat();
const actionsOf = (role: RoleDefinition): readonly string[] =>
  statementsOf(role).flatMap(({ Action = [] }) => Action);

describe('a training role', () => {
  test('reads, writes, pulls, logs and measures, and nothing else', () => {
    expect(trainingRole({ ...parameters, kmsKey, path: '/ml/', tags: { team: 'ml' } })).toEqual({
      kind: 'role',
      name: 'churn-training',
      path: '/ml/',
      description: 'Execution role of SageMaker training jobs',
      trust: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'sagemaker.amazonaws.com' },
            Action: ['sts:AssumeRole'],
            Condition: {
              StringEquals: { 'aws:SourceAccount': '111122223333' },
              ArnLike: { 'aws:SourceArn': 'arn:aws:sagemaker:eu-west-1:111122223333:training-job/*' },
            },
          },
        ],
      },
      permissions: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::my-ml-datasets/train/*'] },
          {
            Effect: 'Allow',
            Action: ['s3:ListBucket'],
            Resource: ['arn:aws:s3:::my-ml-datasets'],
            Condition: { StringLike: { 's3:prefix': 'train/*' } },
          },
          {
            Effect: 'Allow',
            Action: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
            Resource: ['arn:aws:s3:::my-ml-results/churn/*'],
          },
          {
            Effect: 'Allow',
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Resource: ['arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
            Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
          },
          { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] },
          {
            Effect: 'Allow',
            Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
            Resource: ['arn:aws:ecr:eu-west-1:111122223333:repository/churn'],
          },
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogGroup', 'logs:DescribeLogStreams'],
            Resource: [
              'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/TrainingJobs',
              'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/TrainingJobs:*',
            ],
          },
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: [
              'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/TrainingJobs:log-stream:*',
            ],
          },
          {
            Effect: 'Allow',
            Action: ['cloudwatch:PutMetricData'],
            Resource: ['*'],
            Condition: { StringEquals: { 'cloudwatch:namespace': '/aws/sagemaker/TrainingJobs' } },
          },
          {
            Effect: 'Allow',
            Action: ['kms:Encrypt'],
            Resource: ['arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
          },
        ],
      },
      tags: { team: 'ml' },
    });
  });

  test('leaves out what it is not told', () => {
    const role = trainingRole({ ...parameters, reads: [], writes: [], images: [] });
    expect(Object.keys(role)).toEqual(['kind', 'name', 'description', 'trust', 'permissions']);
    expect(actionsOf(role)).toEqual([
      'logs:CreateLogGroup',
      'logs:DescribeLogStreams',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'cloudwatch:PutMetricData',
    ]);
  });

  test('uses the key for what it does: to read it decrypts, to write it also makes data keys and encrypts', () => {
    const keyActions = (changes: Partial<TrainingRoleParameters>): readonly string[] =>
      actionsOf(trainingRole({ ...parameters, kmsKey, ...changes })).filter((action) =>
        action.startsWith('kms:'),
      );
    expect(keyActions({ writes: [] })).toEqual(['kms:Decrypt']);
    expect(keyActions({ reads: [] })).toEqual(['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt']);
    expect(keyActions({ reads: [], writes: [] })).toEqual([]);
  });

  test('names its partition everywhere', () => {
    const inChina = { region: 'cn-north-1', account: '111122223333', partition: 'aws-cn' } as const;
    const role = trainingRole({ ...parameters, ...inChina, images: [ecr.repository('churn', inChina)] });
    expect(JSON.stringify(role)).not.toContain('arn:aws:');
    expect(JSON.stringify(role)).toContain('arn:aws-cn:logs:cn-north-1:111122223333:');
  });

  test('is frozen plain data', () => {
    const role = trainingRole({ ...parameters, tags: { team: 'ml' } });
    expect([role, role.tags, role.trust, role.permissions].every(Object.isFrozen)).toBe(true);
    expect(JSON.parse(JSON.stringify(role))).toEqual(role);
  });

  test('fits a managed policy with a dozen data sets', () => {
    const reads = Array.from({ length: 12 }, (_, i) => ({ bucket: `my-ml-datasets-${i}`, prefix: 'train/' }));
    const role = trainingRole({ ...parameters, kmsKey, reads });
    expect(JSON.stringify(role.permissions).length).toBeLessThan(6_144);
  });

  test('opens nothing for text that its prefixes hold', () => {
    fc.assert(
      fc.property(hostilePrefix, hostilePrefix, (read, write) => {
        const role = trainingRole({
          ...parameters,
          reads: [{ bucket: 'my-ml-datasets', prefix: read }],
          writes: [{ bucket: 'my-ml-results', prefix: write }],
        });
        const patterns = statementsOf(role)
          .flatMap(({ Resource = [] }) => Resource)
          .filter((resource) => resource.startsWith('arn:aws:s3:::'));
        expect(patterns.map(wildcardsOf)).toEqual(['*', '', '*']);
      }),
    );
  });
});

describe('a parameter that cannot be taken is named', () => {
  const refused = (changes: object): readonly [string, string | undefined] => {
    const error = errorOf(() => trainingRole({ ...parameters, ...changes }));
    return [error.path ?? '', error.code];
  };

  test.each([
    ['name', { name: '' }],
    ['name', { name: 'a role' }],
    ['name', { name: '*' }],
    ['name', { name: 'a'.repeat(65) }],
    ['name', { name: 'rôle' }],
    ['path', { path: 'ml' }],
    ['path', { path: '/ml' }],
    ['region', { region: 'eu-west-9' }],
    ['region', { region: '*' }],
    ['region', { region: '' }],
    ['region', { region: undefined }],
    ['region', { region: '${aws:RequestedRegion}' }],
    ['account', { account: '1234' }],
    ['account', { account: '*' }],
    ['account', { account: '11112222333?' }],
    ['account', { account: 111122223333 }],
    ['account', { account: undefined }],
    ['partition', { partition: 'awz' }],
    ['reads', { reads: undefined }],
    ['reads', { reads: { bucket: 'my-ml-datasets' } }],
    ['reads[0].bucket', { reads: [{ bucket: 'My-Bucket' }] }],
    [
      'reads[1].prefix',
      { reads: [{ bucket: 'my-ml-datasets' }, { bucket: 'my-ml-datasets', prefix: '/a' }] },
    ],
    ['reads[0].prefx', { reads: [{ bucket: 'my-ml-datasets', prefx: 'a' }] }],
    ['writes', { writes: undefined }],
    ['writes[0].bucket', { writes: [{ bucket: 'arn:aws:s3:::my-ml-results' }] }],
    ['images', { images: undefined }],
    ['images[0]', { images: ['churn'] }],
    ['images[1]', { images: [ecr.repository('team/churn', at), s3.bucket('churn')] }],
    ['kmsKey', { kmsKey: 'alias/ml' }],
    ['kmsKey', { kmsKey: kms.alias('ml', at) }],
    ['kmsKey', { kmsKey, partition: 'aws-cn', region: 'cn-north-1' }],
  ])('%s in %j', (path, changes) => {
    expect(refused(changes)).toEqual([path, 'MALFORMED_PARAMETER']);
  });

  test('with what to do about it', () => {
    expect(() => trainingRole({ ...parameters, images: [] as never[], reads: [{ bucket: 'a' }] })).toThrow(
      'a bucket name has 3 to 63 lower-case letters, digits, dots and hyphens, unlike `a` (at reads[0].bucket): ' +
        'give the name of a general purpose bucket',
    );
  });
});

test('the compiler refuses the wrong place, resource and member', () => {
  const calls = [
    // @ts-expect-error the account has too few digits
    () => trainingRole({ ...parameters, account: '1234' }),
    // @ts-expect-error there is no such region
    () => trainingRole({ ...parameters, region: 'eu-west-9' }),
    // @ts-expect-error there is no such partition
    () => trainingRole({ ...parameters, partition: 'awz' }),
    // @ts-expect-error a bucket is not a repository
    () => trainingRole({ ...parameters, images: [s3.bucket('churn')] }),
    // @ts-expect-error an alias is not a key
    () => trainingRole({ ...parameters, kmsKey: kms.alias('ml', at) }),
    // @ts-expect-error a data set is not text
    () => trainingRole({ ...parameters, reads: ['my-ml-datasets'] }),
  ];
  for (const call of calls) expect(errorOf(call).code).toBe('MALFORMED_PARAMETER');
});

test('the place may be known only at run time', () => {
  const region: string = ['eu', 'west', '1'].join('-');
  const account: string = '1'.repeat(12);
  expect(trainingRole({ ...parameters, region, account }).name).toBe('churn-training');
});
