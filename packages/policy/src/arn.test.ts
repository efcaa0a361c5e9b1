import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Arn, arn, type CheckArn, parseArn, unsafeArn } from './arn.ts';

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const EXAMPLES: readonly (readonly [string, Arn])[] = [
  [
    'arn:aws:iam::123456789012:user/Development/product_1234/*',
    {
      partition: 'aws',
      service: 'iam',
      region: '',
      account: '123456789012',
      resource: 'user/Development/product_1234/*',
    },
  ],
  [
    'arn:aws:s3:::my-corporate-bucket/a:b/c',
    { partition: 'aws', service: 's3', region: '', account: '', resource: 'my-corporate-bucket/a:b/c' },
  ],
  [
    'arn:aws-cn:sns:cn-north-1:123456789012:example-sns-topic-name',
    {
      partition: 'aws-cn',
      service: 'sns',
      region: 'cn-north-1',
      account: '123456789012',
      resource: 'example-sns-topic-name',
    },
  ],
  [
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    { partition: 'aws', service: 'iam', region: '', account: 'aws', resource: 'policy/ReadOnlyAccess' },
  ],
  ['arn:*:s3:*:*:b', { partition: '*', service: 's3', region: '*', account: '*', resource: 'b' }],
];

describe('an ARN', () => {
  test.each(EXAMPLES)('%s is taken apart', (text, parts) => {
    expect(parseArn(text)).toEqual(parts);
    expect(arn(text)).toBe(text);
  });

  test('comes back when its parts are put together', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[ -~]{1,20}$/),
        fc.stringMatching(/^[a-z0-9-]{1,9}$/),
        (resource, service) => {
          const parts = parseArn(`arn:aws:${service}:eu-west-1:111122223333:${resource}`);
          expect(Object.values(parts)).toEqual(['aws', service, 'eu-west-1', '111122223333', resource]);
        },
      ),
    );
  });

  test.each([
    'arn:${aws:PrincipalTag/partition}:sqs:eu-west-1:111122223333:jobs',
    'arn:aws:sqs:${aws:RequestedRegion}:111122223333:jobs',
    'arn:aws:sqs:eu-${aws:PrincipalTag/region}:111122223333:jobs',
    'arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:jobs',
  ])('%s holds a policy variable where AWS takes it for text', (text) => {
    expect(() => parseArn(text)).toThrow(
      expect.objectContaining({
        code: 'MALFORMED_ARN',
        what: 'malformed ARN: a policy variable works only in its resource part',
        hint: expect.stringContaining('aws.requestedRegion') as string,
      }) as Error,
    );
  });

  test('may hold a policy variable in its resource part, whatever stands before it', () => {
    for (const text of ['arn:aws:s3:::${aws:username}', 'arn:aws:s3:::b/a:b/${aws:username}'])
      expect(arn(text)).toBe(text);
  });

  test('with a policy variable in a place does not compile either', () => {
    type Region = CheckArn<'arn:aws:sqs:${aws:RequestedRegion}:111122223333:jobs'>;
    type Account = CheckArn<'arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:jobs'>;
    type Sentence = 'malformed ARN: a policy variable works only in its resource part';
    expectTypeOf<[Region, Account]>().toEqualTypeOf<[Sentence, Sentence]>();
  });

  test('is taken apart by the compiler too, where it is a literal', () => {
    const parts = parseArn('arn:aws:iam::111122223333:role/ml/training');
    expectTypeOf(parts.account).toEqualTypeOf<'111122223333'>();
    expectTypeOf(parts.resource).toEqualTypeOf<'role/ml/training'>();
    expectTypeOf(parseArn<string>).returns.toEqualTypeOf<Arn>();
  });
});

const SHAPE = 'malformed ARN: expected arn:partition:service:region:account:resource';

describe('what is no ARN', () => {
  test.each([
    ['', SHAPE],
    ['*', SHAPE],
    ['my-bucket', SHAPE],
    ['arn:aws:s3:my-bucket', SHAPE],
    ['ARN:aws:s3:::b', SHAPE],
    ['arn:aws::::b', 'malformed ARN: it names no service'],
    ['arn:aws:s3:::', 'malformed ARN: it names no resource'],
    ['arn:awz:s3:::b', 'malformed ARN: awz is no AWS partition'],
    ['arn::s3:::b', 'malformed ARN:  is no AWS partition'],
    ['arn:aws:sqs:eu-west-9:111122223333:q', 'malformed ARN: eu-west-9 is no AWS region'],
    ['arn:aws:sqs:eu-west-1:12345:q', 'malformed ARN: an AWS account id has 12 digits: 12345 has not'],
  ])('%j is refused with its place', (text: string, what) => {
    const error = expect.objectContaining({
      code: 'MALFORMED_ARN',
      what,
      path: text === '' ? undefined : text,
    });
    expect(() => parseArn(text)).toThrow(error);
    expect(() => arn(text)).toThrow(error);
  });
});

test('an unsafe ARN is any text but none', () => {
  expect(unsafeArn('arn:aws-moon:s3:mare-1::b')).toBe('arn:aws-moon:s3:mare-1::b');
  expect(() => unsafeArn('')).toThrow(expect.objectContaining({ code: 'MALFORMED_ARN' }));
});
