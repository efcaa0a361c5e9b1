import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unsafeRegion } from './places.ts';
import { resourceBuilder, splitFormat, unpackFormat } from './resource-builder.ts';

const at = { region: 'eu-west-1', account: '111122223333' };
const object = resourceBuilder('s3.object', 's3:::{BucketName}/{ObjectName}');
const table = resourceBuilder('glue.table', 'glue:~:table/{DatabaseName}/{TableName}');
const version = resourceBuilder(
  'glue.tableversion',
  'glue:~:tableVersion/{DatabaseName}/{TableName}/{TableVersionName}',
);
const user = resourceBuilder('iam.user', 'iam::{Account}:user/{UserNameWithPath}');

describe('a resource builder', () => {
  test('takes one or two names in the order of the ARN', () => {
    expect(object('my-ml-datasets', 'train/*')).toBe('arn:aws:s3:::my-ml-datasets/train/*');
    expect(table('raw', 'events', at)).toBe('arn:aws:glue:eu-west-1:111122223333:table/raw/events');
  });

  test('takes three names and more by name', () => {
    const parts = { databaseName: 'raw', tableName: 'events', tableVersionName: '3' };
    expect(version(parts, at)).toBe('arn:aws:glue:eu-west-1:111122223333:tableVersion/raw/events/3');
  });

  test('takes a name once that the format holds twice', () => {
    const twice = resourceBuilder('x.y', 'x:::{Name}/of/{Name}/{Other}');
    expect(twice('a', 'b')).toBe('arn:aws:x:::a/of/a/b');
  });

  test('is in `aws` unless said otherwise, and asks for region and account', () => {
    expect(object('b', 'k', { partition: 'aws-cn' })).toBe('arn:aws-cn:s3:::b/k');
    expect(user('ann', { account: '111122223333' })).toBe('arn:aws:iam::111122223333:user/ann');
    expect(() => table('raw', 'events')).toThrow(
      "glue.table(...): the region is missing: pass { region }, or bind it once with .at({ ... }); any is '*'",
    );
    expect(() => table('raw', 'events', { region: 'eu-west-1' })).toThrow('the account is missing');
    expect(() => table('raw', 'events', { ...at, account: '' })).toThrow('the account is missing');
  });

  test('takes its place from where it is bound', () => {
    const bound = resourceBuilder('glue.table', 'glue:~:table/{DatabaseName}/{TableName}', at);
    expect(bound('raw', 'events')).toBe('arn:aws:glue:eu-west-1:111122223333:table/raw/events');
  });

  test('takes any place only when it is written', () => {
    expect(table('raw', '*', { region: '*', account: '*' })).toBe('arn:aws:glue:*:*:table/raw/*');
  });

  test.each([
    ['objectName takes non-empty text, not undefined', () => object('b')],
    ['bucketName takes non-empty text, not ', () => object('', 'k')],
    ['bucketName takes non-empty text, not 7', () => object(7, 'k')],
    ['bucketName takes a name, not the ARN `arn:aws:s3:::b`', () => object('arn:aws:s3:::b', 'k')],
    [
      'tableVersionName takes non-empty text',
      () => version({ databaseName: 'raw', tableName: 'events' }, at),
    ],
    ['eu-west-9 is no AWS region', () => table('raw', 'events', { ...at, region: 'eu-west-9' })],
    ['an AWS account id has 12 digits: 1 has not', () => table('raw', 'events', { ...at, account: '1' })],
    ['awz is no AWS partition', () => object('b', 'k', { partition: 'awz' })],
  ])('refuses: %s', (what, make) => {
    expect(make).toThrow(
      expect.objectContaining({ code: 'MALFORMED_RESOURCE', what: expect.stringContaining(what) }),
    );
  });

  test('changes nothing of a name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        fc.pre(!name.startsWith('arn:') && !name.includes('${'));
        expect(object('b', name)).toBe(`arn:aws:s3:::b/${name}`);
      }),
    );
  });
});

describe('a format', () => {
  test('is packed without what all have', () => {
    expect(unpackFormat('glue:~:job/{JobName}')).toBe(
      'arn:{Partition}:glue:{Region}:{Account}:job/{JobName}',
    );
  });

  test('is text and placeholders in turn', () => {
    expect(splitFormat('a{B}c{D}')).toEqual(['a', 'B', 'c', 'D', '']);
  });
});

test('a place that was right once does not let another through', () => {
  expect(table('raw', 'events', at)).toContain('eu-west-1');
  expect(() => table('raw', 'events', { ...at, region: 'eu-west-9' })).toThrow('eu-west-9 is no AWS region');
  expect(table('raw', 'events', { ...at, region: unsafeRegion('eu-west-9') })).toContain(':eu-west-9:');
  expect(() => table('raw', 'events', { ...at, region: 'eu-west-9' })).toThrow('eu-west-9 is no AWS region');
});

test('a place that changes in the hands of its owner is read again', () => {
  const mine = { ...at };
  const bound = resourceBuilder('glue.job', 'glue:~:job/{JobName}', mine);
  expect(table('raw', 'events', mine)).toContain(':eu-west-1:');
  expect(bound('train')).toContain(':eu-west-1:');
  mine.region = 'us-east-1';
  expect(table('raw', 'events', mine)).toContain(':us-east-1:');
  expect(bound('train')).toContain(':us-east-1:');
});

test.each([
  ['glue:~:catalog', [at], 'arn:aws:glue:eu-west-1:111122223333:catalog'],
  ['x:::thing', [], 'arn:aws:x:::thing'],
  ['x:name{name}:{Region}:*', ['a', at], 'arn:aws:x:namea:eu-west-1:*'],
  ['{Vendor}:{Region}:*:{Id}', ['rds', 'db-1', at], 'arn:aws:rds:eu-west-1:*:db-1'],
])('%s is filled in, the second time as the first', (packed, args, arn) => {
  const make = resourceBuilder('x.y', packed);
  expect(make(...args)).toBe(arn);
  expect(make(...args)).toBe(arn);
});

test('a place after a name is judged each time', () => {
  const make = resourceBuilder('x.y', '{Vendor}:{Region}:*:{Id}');
  expect(make('rds', 'db-1', at)).toContain(':eu-west-1:');
  expect(() => make('rds', 'db-1', { ...at, region: 'eu-west-9' })).toThrow('eu-west-9 is no AWS region');
  expect(() => make('', 'db-1', { ...at, region: 'eu-west-9' })).toThrow('vendor takes non-empty text');
});
