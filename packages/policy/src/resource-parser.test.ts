import { ecr } from '@leastwise/aws/ecr';
import { kms } from '@leastwise/aws/kms';
import { lambda } from '@leastwise/aws/lambda';
import { logs } from '@leastwise/aws/logs';
import { s3 } from '@leastwise/aws/s3';
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type FreePlaceholder, resourceParser } from './resource-parser.ts';

const place = { partition: 'aws', region: 'eu-west-1', account: '111122223333' };
const at = { region: 'eu-west-1', account: '111122223333' } as const;

describe('a parser', () => {
  const parse = resourceParser([
    { type: 'x:thing', format: 'x:~:thing/{ThingName}' },
    { type: 'x:special', format: 'x:~:thing/special-{Id}' },
    { type: 'x:twice', format: 'x:::{Name}/of/{Name}' },
  ]);

  test('gives the type and the value of each placeholder', () => {
    expect(parse('arn:aws:x:eu-west-1:111122223333:thing/a')).toEqual({
      type: 'x:thing',
      params: { ...place, thingName: 'a' },
    });
  });

  test('takes the most specific format that fits', () => {
    expect(parse('arn:aws:x:eu-west-1:111122223333:thing/special-7')?.type).toBe('x:special');
  });

  test('wants the same text wherever a placeholder comes again', () => {
    expect(parse('arn:aws:x:::a/of/a')?.type).toBe('x:twice');
    expect(parse('arn:aws:x:::a/of/b')).toBeUndefined();
  });

  test.each([
    '',
    'arn:aws:y:eu-west-1:111122223333:thing/a',
    'arn:aws:x:eu-west-1:111122223333:thing/',
    'arn:aws:x:eu-west-1:111122223333:thing/a/b',
    'thing/a',
  ])('knows nothing of %j', (arn) => {
    expect(parse(arn)).toBeUndefined();
  });
});

/** Each is also taken apart by the compiler, which a mistake in the types would make `undefined` here. */
test('names may hold slashes and colons where AWS lets them', () => {
  expect(s3.parse(s3.object('b', 'a/b:c')).params.objectName).toBe('a/b:c');
  expect(ecr.parse(ecr.repository('team/churn', at)).params.repositoryName).toBe('team/churn');
  expect(kms.parse(kms.alias('team/data', at)).params.alias).toBe('team/data');
  expect(secretsmanager.parse(secretsmanager.secret('ml/key-AbCdEf', at)).params.secretId).toBe(
    'ml/key-AbCdEf',
  );
  expect(logs.parse(logs.logStream('/aws/lambda/f', '2026/11/21/[$LATEST]a', at)).params).toEqual({
    ...place,
    logGroupName: '/aws/lambda/f',
    logStreamName: '2026/11/21/[$LATEST]a',
  });
  expect(logs.parse(String(logs.logGroup('/aws/sagemaker/TrainingJobs', at)))?.params).toEqual({
    ...place,
    logGroupName: '/aws/sagemaker/TrainingJobs',
  });
});

test('a place that a format has is not empty: that is how two S3 access points differ', () => {
  const [one, other] = [
    'arn:aws:s3:eu-west-1:111122223333:accesspoint/a',
    'arn:aws:s3::111122223333:accesspoint/a',
  ] as const;
  expect([s3.parse(one).type, s3.parse(other).type]).toEqual(['s3:accesspoint', 's3:multiregionaccesspoint']);
});

describe('the compiler', () => {
  test('takes a literal apart as the run time does', () => {
    const parsed = s3.parse('arn:aws:s3:::my-ml-datasets/train/1.csv');
    expectTypeOf(parsed).toEqualTypeOf<{
      readonly type: 's3:object';
      readonly params: {
        readonly partition: 'aws';
        readonly bucketName: 'my-ml-datasets';
        readonly objectName: 'train/1.csv';
      };
    }>();
    expect(parsed).toEqual({
      type: 's3:object',
      params: { partition: 'aws', bucketName: 'my-ml-datasets', objectName: 'train/1.csv' },
    });
  });

  test('knows that a literal of another service is nothing', () => {
    expectTypeOf(s3.parse<'arn:aws:sqs:eu-west-1:111122223333:jobs'>).returns.toEqualTypeOf<undefined>();
    expectTypeOf(s3.parse<'arn:aws:s3:::'>).returns.toEqualTypeOf<undefined>();
    expectTypeOf(s3.parse<'my-ml-datasets'>).returns.toEqualTypeOf<undefined>();
  });

  test('leaves text of the run time open, to be told apart by its type', () => {
    const parsed = lambda.parse(String(lambda.function('train', at)));
    if (parsed?.type !== 'lambda:function') throw new Error('not a function');
    expectTypeOf(parsed.params.functionName).toEqualTypeOf<string>();
    expect(parsed.params).toEqual({ ...place, functionName: 'train' });
  });
});

/** The names as the compiler lists them: one that is missing or too many here does not compile. */
const FREE: Record<FreePlaceholder, true> = {
  roleNameWithPath: true,
  userNameWithPath: true,
  groupNameWithPath: true,
  policyNameWithPath: true,
  logGroupName: true,
  logStreamName: true,
  alias: true,
  objectName: true,
  parameterNameWithoutLeadingSlash: true,
  path: true,
  repositoryName: true,
  secretId: true,
};

test.each([...Object.keys(FREE), 'pathName', 'aliasName', 'logName', 'bucketName'])(
  '{%s} holds a slash to the pattern where it does to the compiler',
  (name) => {
    const parsed = resourceParser([{ type: 'x:y', format: `x:::y/{${name}}` }])('arn:aws:x:::y/a/b');
    expect(parsed !== undefined).toBe(name in FREE);
  },
);
