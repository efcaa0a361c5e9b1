import { ec2 } from '@leastwise/aws/ec2';
import { s3 } from '@leastwise/aws/s3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from './condition.ts';
import { conditionKey } from './make-condition-key.ts';
import { aws } from './global-keys.ts';
import { unsafeKey } from './unsafe-key.ts';

const string = conditionKey('s', 'x:s');
const numeric = conditionKey('n', 'x:n');
const date = conditionKey('d', 'x:d');
const arn = conditionKey('a', 'x:a');
const bool = conditionKey('b', 'x:b');
const ip = conditionKey('i', 'x:i');
const strings = conditionKey('S', 'x:S');
const arns = conditionKey('A', 'x:A');
const bools = conditionKey('B', 'x:B');
const withoutVariable = fc.string().filter((text) => !text.includes('${'));
const moment = new Date('2026-11-21T00:00:00Z');
const instant = '2026-11-21T00:00:00.000Z';

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: readonly (readonly [operator: string, Condition, values: readonly string[]])[] = [
  ['StringEquals', string.equals('a', 'b'), ['a', 'b']],
  ['StringNotEquals', string.notEquals('a'), ['a']],
  ['StringEqualsIgnoreCase', string.equalsIgnoreCase('a'), ['a']],
  ['StringNotEqualsIgnoreCase', string.notEqualsIgnoreCase('a'), ['a']],
  ['StringLike', string.like('a*'), ['a*']],
  ['StringNotLike', string.notLike('a?'), ['a?']],
  ['NumericEquals', numeric.equals(1, 2.5), ['1', '2.5']],
  ['NumericNotEquals', numeric.notEquals(-1), ['-1']],
  ['NumericLessThan', numeric.lessThan(3_600), ['3600']],
  ['NumericLessThanEquals', numeric.atMost(0), ['0']],
  ['NumericGreaterThan', numeric.greaterThan(1), ['1']],
  ['NumericGreaterThanEquals', numeric.atLeast(1), ['1']],
  ['DateEquals', date.equals(moment), [instant]],
  ['DateNotEquals', date.notEquals('2026-11-21T00:00:00Z'), ['2026-11-21T00:00:00Z']],
  ['DateLessThan', date.before(moment), [instant]],
  ['DateLessThanEquals', date.notAfter(moment), [instant]],
  ['DateGreaterThan', date.after(moment), [instant]],
  ['DateGreaterThanEquals', date.notBefore(moment), [instant]],
  ['ArnEquals', arn.equals('arn:aws:s3:::b'), ['arn:aws:s3:::b']],
  ['ArnNotEquals', arn.notEquals('arn:aws:s3:::b'), ['arn:aws:s3:::b']],
  ['ArnLike', arn.like('arn:aws:s3:::*'), ['arn:aws:s3:::*']],
  ['ArnNotLike', arn.notLike('arn:aws:s3:::*'), ['arn:aws:s3:::*']],
  ['StringLike', arn.asString.like('arn:*'), ['arn:*']],
  ['Bool', bool.is(false), ['false']],
  ['IpAddress', ip.within('10.0.0.0/8'), ['10.0.0.0/8']],
  ['NotIpAddress', ip.notWithin('10.0.0.0/8', '::1/128'), ['10.0.0.0/8', '::1/128']],
  ['StringEqualsIfExists', string.ifExists.equals('a'), ['a']],
  ['NumericLessThanIfExists', numeric.ifExists.lessThan(1), ['1']],
  ['DateGreaterThanIfExists', date.ifExists.after(moment), [instant]],
  ['ArnLikeIfExists', arn.ifExists.like('arn:aws:s3:::*'), ['arn:aws:s3:::*']],
  ['BoolIfExists', bool.ifExists.is(true), ['true']],
  ['NotIpAddressIfExists', ip.ifExists.notWithin('10.0.0.0/8'), ['10.0.0.0/8']],
  ['StringNotEquals', ip.asString.notEquals('${aws:VpcSourceIp}'), ['${aws:VpcSourceIp}']],
  ['NumericLessThanEquals', date.asNumber.atMost(1_546_257_599), ['1546257599']],
  ['NumericGreaterThanIfExists', date.asNumber.ifExists.greaterThan(0), ['0']],
  ['StringEquals', strings.asSingle.equals('a'), ['a']],
  ['StringEqualsIfExists', strings.asSingle.ifExists.equals('a'), ['a']],
  ['ArnLike', arns.asSingle.like('arn:aws:s3:::*'), ['arn:aws:s3:::*']],
  ['ForAllValues:StringEquals', strings.forAll.equals('a', 'b'), ['a', 'b']],
  ['ForAnyValue:StringNotLike', strings.forAny.notLike('a*'), ['a*']],
  ['ForAllValues:ArnLike', arns.forAll.like('arn:aws:s3:::*'), ['arn:aws:s3:::*']],
  ['ForAnyValue:Bool', bools.forAny.is(true), ['true']],
  ['ForAnyValue:StringLikeIfExists', strings.forAny.ifExists.like('a*'), ['a*']],
  ['ForAllValues:ArnEqualsIfExists', arns.forAll.ifExists.equals('arn:aws:s3:::b'), ['arn:aws:s3:::b']],
  ['StringNotLikeIfExists', arn.asString.ifExists.notLike('arn:*'), ['arn:*']],
  ['ForAnyValue:StringLike', arns.asString.forAny.like('arn:*'), ['arn:*']],
  ['BinaryEquals', unsafeKey.binary('x:y').equals('QmluYXJ5'), ['QmluYXJ5']],
  ['BinaryEqualsIfExists', unsafeKey.binary('x:y').ifExists.equals('QmluYXJ5'), ['QmluYXJ5']],
  ['StringEquals', string.equals(aws.username.variable), ['${aws:username}']],
  ['Null', string.exists(), ['false']],
  ['Null', strings.missing(), ['true']],
];

describe('a condition', () => {
  test.each(OPERATORS)('%s', (operator, condition, values) => {
    expect([condition.operator, condition.values]).toEqual([operator, values]);
  });

  test('names its key', () => {
    expect(string.like('a').key).toBe('x:s');
    expect(strings.forAny.like('a').key).toBe('x:S');
    expect(s3.keys.prefix.like('train/*').key).toBe('s3:prefix');
    expect(aws.requestTag('team').equals('ml').key).toBe('aws:RequestTag/team');
  });

  test('says whether a request without the key meets it', () => {
    const optional = OPERATORS.filter(([, condition]) => condition.optional).map(([operator]) => operator);
    expect(optional).toEqual([
      'StringEqualsIfExists',
      'NumericLessThanIfExists',
      'DateGreaterThanIfExists',
      'ArnLikeIfExists',
      'BoolIfExists',
      'NotIpAddressIfExists',
      'NumericGreaterThanIfExists',
      'StringEqualsIfExists',
      'ForAllValues:StringEquals',
      'ForAllValues:ArnLike',
      'ForAnyValue:StringLikeIfExists',
      'ForAllValues:ArnEqualsIfExists',
      'StringNotLikeIfExists',
      'BinaryEqualsIfExists',
      'Null',
    ]);
    expect(string.missing().optional).toBe(true);
    expect(string.exists().optional).toBe(false);
  });

  test('keeps text as it is', () => {
    fc.assert(
      fc.property(fc.array(withoutVariable, { minLength: 1 }), ([first = '', ...more]) => {
        expect(string.equals(first, ...more).values).toEqual([first, ...more]);
      }),
    );
  });

  test.each([
    ['no value', () => string.equals(...([] as never as [string]))],
    ['undefined', () => string.equals(undefined as never)],
    ['NaN', () => numeric.lessThan(Number.NaN)],
    ['Infinity', () => numeric.atMost(Infinity)],
    ['Invalid Date', () => date.after(new Date('yesterday'))],
    ['[object Object]', () => string.like({} as never)],
  ])('does not compare with %s', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'CONDITION_VALUE' }));
  });

  test.each([
    ['NumericLessThan on x:n compares with a finite number, not 3', () => numeric.lessThan('3' as never)],
    ['BoolIfExists on x:b compares with true or false, not true', () => bool.ifExists.is('true' as never)],
    ['DateLessThan on x:d compares with a valid date, not 21-11-2026', () => date.before('21-11-2026')],
    ['DateLessThan on x:d compares with a valid date, not 2026-13-01', () => date.before('2026-13-01')],
    ['DateLessThan on x:d compares with a valid date, not ${aws:y}', () => date.before('${aws:y}' as never)],
    ['StringLike on x:s compares with text, not 3', () => string.like(3 as never)],
    ['ForAnyValue:ArnLike on x:A compares with text, not true', () => arns.forAny.like(true as never)],
  ])('says of a value of another type: %s', (what, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'CONDITION_VALUE', what }));
  });
});

test('keys of the catalog are of the kind that AWS documents', () => {
  expect(ec2.keys.instanceType.notLike('t3.*').operator).toBe('StringNotLike');
  expect(ec2.keys.volumeSize.atMost(100).operator).toBe('NumericLessThanEquals');
});

test('keys that the catalog does not know are named with the type of their values', () => {
  const conditions = [
    unsafeKey.string('x:a').equals('a'),
    unsafeKey.numeric('x:a').lessThan(1),
    unsafeKey.date('x:a').after(moment),
    unsafeKey.arn('x:a').like('arn:*'),
    unsafeKey.bool('x:a').is(true),
    unsafeKey.ip('x:a').within('10.0.0.0/8'),
    unsafeKey.stringList('x:a').forAny.equals('a'),
    unsafeKey.arnList('x:a').forAll.like('arn:*'),
  ];
  expect(conditions.map(({ operator, key }) => `${operator} ${key}`)).toEqual([
    'StringEquals x:a',
    'NumericLessThan x:a',
    'DateGreaterThan x:a',
    'ArnLike x:a',
    'Bool x:a',
    'IpAddress x:a',
    'ForAnyValue:StringEquals x:a',
    'ForAllValues:ArnLike x:a',
  ]);
});
