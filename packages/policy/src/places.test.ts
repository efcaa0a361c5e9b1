import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CheckAccount, type CheckPartition, type CheckRegion, wrongPlace } from './places.ts';

describe('a partition, region or account', () => {
  test.each([
    ['partition', ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso-f']],
    ['region', ['us-east-1', 'eu-west-1', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1', 'mx-central-1']],
    ['account', ['111122223333', '000000000000']],
  ] as const)('%s: known ones are right', (place, texts) => {
    for (const text of texts) expect(wrongPlace[place](text)).toBeUndefined();
  });

  test.each(['partition', 'region', 'account'] as const)(
    '%s: a pattern stands for any, a variable for nothing',
    (place) => {
      for (const text of ['*', 'eu-*', '11112222333?']) expect(wrongPlace[place](text)).toBeUndefined();
      for (const text of ['${aws:PrincipalAccount}', '*${*}']) expect(wrongPlace[place](text)).toBeDefined();
    },
  );

  test.each([
    ['partition', 'awz', 'awz is no AWS partition'],
    ['partition', 'AWS', 'AWS is no AWS partition'],
    ['region', 'eu-west-9', 'eu-west-9 is no AWS region'],
    ['region', '', ' is no AWS region'],
    ['account', '1234', 'an AWS account id has 12 digits: 1234 has not'],
    ['account', '11112222333a', 'an AWS account id has 12 digits: 11112222333a has not'],
    ['account', '1111222233334', 'an AWS account id has 12 digits: 1111222233334 has not'],
    [
      'account',
      '１１１１２２２２３３３３',
      'an AWS account id has 12 digits: １１１１２２２２３３３３ has not',
    ],
  ] as const)('%s: %j is wrong', (place, text, problem) => {
    expect(wrongPlace[place](text)).toBe(problem);
  });
});

/** Each line compiles only if the compiler comes to the same verdict as the functions above. */
test('the compiler and the run time say the same sentence', () => {
  const partition: CheckPartition<'awz'> = 'awz is no AWS partition';
  const region: CheckRegion<'eu-west-9'> = 'eu-west-9 is no AWS region';
  const account: CheckAccount<'1234'> = 'an AWS account id has 12 digits: 1234 has not';
  const letters: CheckAccount<'11112222333a'> = 'an AWS account id has 12 digits: 11112222333a has not';
  const right: [CheckPartition<'aws-cn'>, CheckRegion<'*'>, CheckAccount<'111122223333'>] = [
    'aws-cn',
    '*',
    '111122223333',
  ];
  expect([partition, region, account, letters]).toEqual([
    wrongPlace.partition('awz'),
    wrongPlace.region('eu-west-9'),
    wrongPlace.account('1234'),
    wrongPlace.account('11112222333a'),
  ]);
  expect(right).toHaveLength(3);
});

describe('the pattern of the run time knows what the type lists, and nothing near it', () => {
  const source = readFileSync(new URL('places.ts', import.meta.url), 'utf8');
  const listed = (type: string): readonly string[] => {
    const [, union = ''] = new RegExp(`export type ${type} =([^;]+);`).exec(source) ?? [];
    return [...union.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
  };
  const known = (place: 'partition' | 'region', texts: readonly string[]): readonly string[] =>
    texts.filter((text) => wrongPlace[place](text) === undefined);

  test('partitions', () => {
    const partitions = listed('Partition');
    expect(partitions.length).toBeGreaterThan(5);
    const endings = ['', '-', '-a', '-b', '-c', '-cn', '-gov', '-us', '-us-gov', '-eusc', '-iso', '-x'];
    const near = partitions.flatMap((partition) => endings.map((ending) => partition + ending));
    expect(new Set(known('partition', near))).toEqual(new Set(partitions));
  });

  test('regions', () => {
    const regions = listed('Region');
    expect(regions.length).toBeGreaterThan(40);
    const heads = regions.flatMap((region) => {
      const words = region.split('-').slice(0, -1);
      return [words.slice(0, 1), words.slice(0, -1), words];
    });
    const words = ['', ...regions.flatMap((region) => region.split('-').slice(1, -1))];
    const near = new Set(
      heads.flatMap((head) =>
        words.flatMap((word) =>
          [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11].map((number) =>
            [...head, word, number].join('-').replace('--', '-'),
          ),
        ),
      ),
    );
    expect(new Set(known('region', [...near]))).toEqual(new Set(regions));
  });
});
