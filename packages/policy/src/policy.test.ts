import { s3 } from '@leastwise/aws/s3';
import { sts } from '@leastwise/aws/sts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policy, resourcePolicy, trustPolicy } from './policy.ts';
import { principal } from './principal.ts';
import { allow, deny } from './statement-builder.ts';
import type { IdentityStatement } from './statement.ts';

const read = allow(s3.GetObject).on(s3.object('my-ml-datasets', '*'));
const list = allow(s3.ListBucket)
  .on(s3.bucket('my-ml-datasets'))
  .when(s3.keys.prefix.like('train/*', 'test/*'));
const assume = allow(sts.AssumeRole).to(principal.service('sagemaker.amazonaws.com'));

const deepFrozen = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(deepFrozen));

describe('a policy', () => {
  test('is the version of 2012 and its statements, in the order given', () => {
    expect(policy(list, read)).toEqual({
      Version: '2012-10-17',
      Statement: [list.toJSON(), read.toJSON()],
    });
  });

  test('is frozen all the way down', () => {
    expect(deepFrozen(policy(list, read))).toBe(true);
    expect(deepFrozen(trustPolicy(assume))).toBe(true);
    expect(deepFrozen(resourcePolicy(read.to(principal.anyone)))).toBe(true);
  });

  test('is plain JSON: it comes back equal', () => {
    const document = policy(list, read);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  test('gives the same bytes for the same statements, and leaves these usable', () => {
    expect(JSON.stringify(policy(list, read))).toBe(JSON.stringify(policy(list, read)));
    expect(policy(list).Statement).toHaveLength(1);
    expect(list.sid('Again').toJSON().Sid).toBe('Again');
  });

  test('takes as many statements as there are in a list', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<IdentityStatement>(read, list), { minLength: 1 }),
        (statements) => {
          expect(policy(...statements).Statement).toEqual(statements.map((statement) => statement.toJSON()));
        },
      ),
      { numRuns: 30 },
    );
  });
});

/** The compiler says the same of literals; see tests/types. */
describe('what is put together at run time is refused', () => {
  const hidden = (statement: object): IdentityStatement => statement as IdentityStatement;
  const fresh = hidden(allow(s3.GetObject));

  test.each([
    ['MISSING_STATEMENT', undefined, () => policy()],
    ['MALFORMED_STATEMENT', '$.Statement[0]', () => policy({ Effect: 'Allow' } as never)],
    ['MALFORMED_STATEMENT', '$.Statement[1]', () => policy(read, undefined as never)],
    ['MISSING_RESOURCE', '$.Statement[1]', () => policy(read, fresh)],
    ['UNSUPPORTED_ELEMENT', '$.Statement[0]', () => policy(hidden(read.to(principal.anyone)))],
    ['MISSING_PRINCIPAL', '$.Statement[0]', () => resourcePolicy(read as never)],
    ['MISSING_RESOURCE', '$.Statement[0]', () => resourcePolicy(assume as never)],
    ['MISSING_PRINCIPAL', '$.Statement[0]', () => trustPolicy(allow(sts.AssumeRole) as never)],
    ['UNSUPPORTED_ELEMENT', '$.Statement[1]', () => trustPolicy(assume, assume.onAnyResource() as never)],
    ['DUPLICATE_SID', '$.Statement[2].Sid', () => policy(read.sid('A'), list.sid('B'), deny(s3.PutObject).on(s3.object('b', '*')).sid('A'))],
  ])('with %s at %s', (code, path, make) => {
    expect(make).toThrow(expect.objectContaining({ code, path }));
  }); // prettier-ignore
});
