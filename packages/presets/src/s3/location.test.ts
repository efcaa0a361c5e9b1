import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorOf } from '../../test/error-of.ts';
import { hostileName, hostilePrefix } from '../../test/names.ts';
import { matches, wildcardsOf } from '../../test/pattern.ts';
import { readDataSet, readObject, readOnlyDataSet, resultsWriter, type S3Location } from './index.ts';

const partsOf = (location: S3Location): readonly [objects: string, listing: string] => {
  const [read, list] = readDataSet(location).map((statement) => statement.toJSON());
  return [String(read?.Resource), String(list?.Condition?.['StringLike']?.['s3:prefix'])];
};

describe('a prefix from outside', () => {
  test('opens the keys that begin with it, and no other', () => {
    fc.assert(
      fc.property(hostilePrefix, hostileName, fc.string({ unit: 'binary-ascii' }), (prefix, other, rest) => {
        const [objects, listing] = partsOf({ bucket: 'my-ml-datasets', prefix });
        expect(matches(objects, `arn:aws:s3:::my-ml-datasets/${prefix}${rest}`)).toBe(true);
        expect(matches(listing, prefix + rest)).toBe(true);
        const within = (other + rest).startsWith(prefix);
        expect(matches(objects, `arn:aws:s3:::my-ml-datasets/${other}${rest}`)).toBe(within);
        expect(matches(listing, other + rest)).toBe(within);
        expect(matches(objects, `arn:aws:s3:::payroll/${prefix}${rest}`)).toBe(false);
      }),
    );
  });

  test("brings in no wildcard and no variable: the one at the end is the preset's", () => {
    fc.assert(
      fc.property(hostilePrefix, (prefix) => {
        for (const pattern of partsOf({ bucket: 'my-ml-datasets', prefix }))
          expect(wildcardsOf(pattern)).toBe('*');
      }),
    );
  });

  test('cannot break out of the document', () => {
    fc.assert(
      fc.property(hostilePrefix, (prefix) => {
        const document = readOnlyDataSet({ bucket: 'my-ml-datasets', prefix });
        expect(JSON.parse(JSON.stringify(document))).toEqual(document);
        expect([document.Statement].flat().map(({ Action }) => Action)).toEqual([
          ['s3:GetObject'],
          ['s3:ListBucket'],
        ]);
      }),
    );
  });

  test.each([
    ['', 'a name is non-empty text, not ``'],
    ['/train', 'the keys of objects begin without a slash, unlike `/train`'],
    ['arn:aws:s3:::b/train', 'this takes a name, not the ARN `arn:aws:s3:::b/train`'],
    ['数据/', 'IAM takes no U+6570 in a policy: `数据/`'],
    ['a\u0000', 'IAM takes no U+0000 in a policy: `a\u0000`'],
    ['😀', 'IAM takes no U+1F600 in a policy: `😀`'],
  ])('is refused where it cannot be meant: %j', (prefix, what) => {
    const error = errorOf(() => resultsWriter({ bucket: 'my-ml-results', prefix }));
    expect([error.code, error.path, error.what]).toEqual(['MALFORMED_PARAMETER', 'prefix', what]);
  });
});

describe('a bucket', () => {
  test.each(['abc', 'my.bucket-2', '0-0', 'a'.repeat(63)])('is named %s', (bucket) => {
    expect(() => readOnlyDataSet({ bucket })).not.toThrow();
  });

  test.each([
    '', 'ab', 'a'.repeat(64), '-abc', 'abc-', '.abc', 'Abc', 'a_b', 'a b', 'a..b', '192.168.5.4', 'my-*', 'b?b', '${a}',
    'bucket/prefix', 'arn:aws:s3:::my-ml-datasets', 'xn--abc', 'abc-s3alias', 'abc--ol-s3', 'data--use1-az4--x-s3', 'bücket',
    'abc\n',
  ])('is not named %j', (bucket) => {
    const error = errorOf(() => readOnlyDataSet({ bucket }));
    expect([error.code, error.path]).toEqual(['MALFORMED_PARAMETER', 'bucket']);
    expect(error.what).toContain(bucket);
  }); // prettier-ignore

  test('holds nothing that means more than itself, whatever text is given for it', () => {
    fc.assert(
      fc.property(fc.oneof(hostileName, fc.string(), fc.stringMatching(/^[a-z.-]{3,5}$/)), (bucket) => {
        let resource;
        try {
          resource = String(readDataSet({ bucket })[1]?.toJSON().Resource);
        } catch {
          return;
        }
        expect(resource).toMatch(/^arn:aws:s3:::[a-z0-9.-]+$/);
      }),
    );
  });
});

describe('what is not known', () => {
  test('is refused: a misspelt prefix would open the whole bucket', () => {
    // @ts-expect-error there is no member of this name
    const error = errorOf(() => readOnlyDataSet({ bucket: 'my-ml-datasets', prefx: 'train/' }));
    expect(error.path).toBe('prefx');
  });

  test('is refused as a partition', () => {
    // @ts-expect-error there is no partition of this name
    expect(errorOf(() => readOnlyDataSet({ bucket: 'my-ml-datasets', partition: 'awz' })).path).toBe(
      'partition',
    );
    // @ts-expect-error any partition is none
    expect(errorOf(() => readOnlyDataSet({ bucket: 'my-ml-datasets', partition: '*' })).path).toBe(
      'partition',
    );
  });
});

test('parameters of another type are refused by the compiler, and when it is not asked', () => {
  // @ts-expect-error a bucket is text
  expect(errorOf(() => readOnlyDataSet({ bucket: 7 })).path).toBe('bucket');
  // @ts-expect-error a bucket has to be named
  expect(errorOf(() => readOnlyDataSet({ prefix: 'train/' })).path).toBe('bucket');
  // @ts-expect-error a prefix is text
  expect(errorOf(() => readOnlyDataSet({ bucket: 'my-ml-datasets', prefix: null })).path).toBe('prefix');
  // @ts-expect-error a location is no text
  expect(errorOf(() => readOnlyDataSet('my-ml-datasets')).path).toBe('bucket');
  // @ts-expect-error one object has a key
  expect(errorOf(() => readObject({ bucket: 'my-ml-datasets' })).path).toBe('key');
});
