import { s3 } from '@leastwise/aws/s3';
import { sts } from '@leastwise/aws/sts';
import { describe, expect, test } from 'vitest';
import { aws } from './global-keys.ts';
import { principal } from './principal.ts';
import { allow, allowAllExcept, deny, denyAllExcept, unsafeAction } from './statement-builder.ts';
import { unsafeKey } from './unsafe-key.ts';

const objects = s3.object('my-ml-datasets', 'train/*');
const mfa = aws.multiFactorAuthPresent.is(true);

describe('a statement', () => {
  test('adds any resource up with those that are there, and never drops one', () => {
    expect(allow(s3.GetObject).on(objects).onAnyResource().toJSON().Resource).toEqual([objects, '*']);
    expect(() => deny(s3.GetObject).onAllExcept(objects).onAnyResource()).toThrow(
      'Resource and NotResource stand in one statement',
    );
  });

  test('that is finished in two ways leaves no trace of the one in the other', () => {
    const begun = allow(s3.GetObject).on(objects);
    const named = begun.sid('Named');
    const guarded = begun.when(mfa);
    const wider = guarded.when(aws.sourceIp.within('192.0.2.0/24')).onAnyResource();
    expect(begun.toJSON()).toEqual({ Effect: 'Allow', Action: ['s3:GetObject'], Resource: [objects] });
    expect(named.toJSON()).toEqual({ Sid: 'Named', ...begun.toJSON() });
    expect(guarded.toJSON()).toEqual({
      ...begun.toJSON(),
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
    expect(wider.toJSON().Resource).toEqual([objects, '*']);
  });

  test('is JSON in the order of the grammar, with lists where AWS takes lists', () => {
    const statement = allow(s3.GetObject, s3.GetObjectVersion).on(objects).when(mfa).sid('ReadTrain');
    expect(JSON.stringify(statement)).toBe(
      '{"Sid":"ReadTrain","Effect":"Allow","Action":["s3:GetObject","s3:GetObjectVersion"],' +
        '"Resource":["arn:aws:s3:::my-ml-datasets/train/*"],' +
        '"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}',
    );
  });

  test('is the same bytes in whatever order it is told', () => {
    const texts = [
      allow(s3.GetObject).on(objects).when(mfa).sid('ReadTrain').to(principal.anyone),
      allow(s3.GetObject).to(principal.anyone).sid('ReadTrain').when(mfa).on(objects),
      allow(s3.GetObject).sid('ReadTrain').on(objects).to(principal.anyone).when(mfa),
      allow(s3.GetObject).when(mfa).to(principal.anyone).on(objects).sid('ReadTrain'),
    ].map((statement) => JSON.stringify(statement));
    expect(texts[0]).toContain('{"Sid":"ReadTrain","Effect":"Allow","Principal":"*","Action":');
    expect(new Set(texts).size).toBe(1);
  });

  test('is never changed: each method gives a new one', () => {
    const plain = allow(s3.GetObject).on(objects);
    const before = JSON.stringify(plain);
    plain.on(s3.object('my-ml-results', '*')).when(mfa).sid('Other').to(principal.anyone);
    plain.onAnyResource();
    expect(JSON.stringify(plain)).toBe(before);
  });

  test('adds resources, conditions and principals up over several calls', () => {
    const json = allow(s3.GetObject)
      .on(objects)
      .on(s3.object('my-ml-results', '*'))
      .when(mfa)
      .when(aws.sourceIp.within('10.0.0.0/8', '192.168.0.0/16'))
      .to(principal.account('111122223333'))
      .to(principal.service('sagemaker.amazonaws.com'), principal.account('444455556666'))
      .toJSON();
    expect(json).toEqual({
      Effect: 'Allow',
      Principal: {
        AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:root'],
        Service: 'sagemaker.amazonaws.com',
      },
      Action: ['s3:GetObject'],
      Resource: ['arn:aws:s3:::my-ml-datasets/train/*', 'arn:aws:s3:::my-ml-results/*'],
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16'] },
      },
    });
  });

  test('denies, and speaks of all actions but some', () => {
    expect(deny(s3.DeleteObject).on(objects).toJSON().Effect).toBe('Deny');
    expect(denyAllExcept(s3.all, sts.GetCallerIdentity).onAnyResource().toJSON()).toEqual({
      Effect: 'Deny',
      NotAction: ['s3:*', 'sts:GetCallerIdentity'],
      Resource: ['*'],
    });
    expect(allowAllExcept(s3.all).onAnyResource().toJSON()).toEqual({
      Effect: 'Allow',
      NotAction: ['s3:*'],
      Resource: ['*'],
    });
  });

  test('holds a key under each operator that is used on it', () => {
    const json = allow(s3.ListBucket)
      .on(s3.bucket('my-ml-datasets'))
      .when(s3.keys.prefix.like('train/*'), s3.keys.prefix.notEquals('train/secret/'))
      .toJSON();
    expect(json.Condition).toEqual({
      StringLike: { 's3:prefix': 'train/*' },
      StringNotEquals: { 's3:prefix': 'train/secret/' },
    });
  });

  test('takes keys whose names JavaScript objects know already', () => {
    const statement = allow(s3.GetObject).on(objects).when(unsafeKey.string('constructor').equals('x'));
    expect(statement.toJSON().Condition).toEqual({ StringEquals: { constructor: 'x' } });
  });
});

/** What the compiler sees in literals has to be seen in lists that are made at run time too. */
describe('what is put together at run time', () => {
  test.each([
    ['MISSING_ACTION', () => allow()],
    ['MISSING_ACTION', () => denyAllExcept()],
    ['MISSING_RESOURCE', () => allow(s3.GetObject).on(...([] as ReturnType<typeof s3.object>[]))],
    ['MISSING_PRINCIPAL', () => allow(s3.GetObject).to(...([] as never as [typeof principal.anyone]))],
    ['MISSING_CONDITION', () => allow(s3.GetObject).when(undefined as never)],
    ['MISSING_CONDITION', () => allow(s3.GetObject).when(...([] as (typeof mfa)[]))],
    ['MALFORMED_STATEMENT', () => allow(s3.GetObject).on('' as typeof objects)],
    ['UNSUPPORTED_SID', () => allow(s3.GetObject).sid(''.concat())],
    ['INVALID_ACTION', () => allow('GetObject' as typeof s3.GetObject)],
    ['INVALID_ACTION', () => allow('s3:Get Object' as typeof s3.GetObject)],
    ['INVALID_ACTION', () => allow('S3:GetObject' as typeof s3.GetObject)],
    ['INVALID_ACTION', () => unsafeAction('s3')],
    [
      'CONDITION_TWICE',
      () => allow(s3.GetObject).on(objects).when(mfa, aws.multiFactorAuthPresent.is(false)).toJSON(),
    ],
  ])('is refused with %s', (code, make) => {
    expect(make).toThrow(expect.objectContaining({ code }));
  });

  test('says what to do', () => {
    expect(() => allow(s3.GetObject).on(objects).when(mfa).when(mfa).toJSON()).toThrow(
      'Bool on aws:MultiFactorAuthPresent is given twice: put the values that may match into one call, or what must match both into two statements',
    );
  });
});

test('a condition by the name of what every object has is a condition like others', () => {
  const named = allow(s3.GetObject)
    .on(objects)
    .when(
      unsafeKey.string('constructor').equals('a'),
      unsafeKey.string('__proto__').equals('b'),
      { key: 'aws:x', operator: '__proto__', values: ['c'], optional: false },
      { key: 'aws:y', operator: 'toString', values: ['d'], optional: false },
    );
  expect(JSON.stringify(named.toJSON().Condition)).toBe(
    '{"StringEquals":{"constructor":"a","__proto__":"b"},"__proto__":{"aws:x":"c"},"toString":{"aws:y":"d"}}',
  );
  expect({}).not.toHaveProperty('aws:x');
  expect(() => named.when(unsafeKey.string('__proto__').equals('e')).toJSON()).toThrow('is given twice');
});

test('an action that was right does not let another through', () => {
  for (let i = 0; i < 2; i++) {
    expect(allow(s3.GetObject).on(objects).toJSON().Action).toEqual(['s3:GetObject']);
    expect(() => allow('s3:Get Object' as typeof s3.GetObject)).toThrow('malformed action "s3:Get Object"');
  }
});

test('an action that the catalog does not know is plain text with a service and a name', () => {
  expect(unsafeAction('newservice:DoIt')).toBe('newservice:DoIt');
  expect(unsafeAction('*')).toBe('*');
  expect(allow(unsafeAction('newservice:Do*')).on(objects).toJSON().Action).toEqual(['newservice:Do*']);
});
