import { describe, expect, expectTypeOf, test } from 'vitest';
import { iam } from '@leastwise/aws/iam';
import { s3 } from '@leastwise/aws/s3';
import { aws } from './global-keys.ts';
import { literal } from './literal.ts';
import { wrongVariable } from './variable.ts';

describe('a key as a policy variable', () => {
  test('is its name between braces, known to the compiler', () => {
    expect(aws.username.variable).toBe('${aws:username}');
    expectTypeOf(aws.username.variable).toEqualTypeOf<'${aws:username}'>();
    expect(s3.object('homes', `${aws.username.variable}/*`)).toBe('arn:aws:s3:::homes/${aws:username}/*');
  });

  test('may say what to take where the request does not carry it', () => {
    const team = aws.principalTag('team').variableOr('none');
    expect(team).toBe("${aws:PrincipalTag/team, 'none'}");
    expect(s3.object('teams', `${team}/*`)).toBe("arn:aws:s3:::teams/${aws:PrincipalTag/team, 'none'}/*");
    expect(() => aws.principalTag('team').variableOr("o'clock")).toThrow('is no policy variable');
  });

  test('is not to be had of a key with several values', () => {
    // @ts-expect-error -- AWS puts no list in the place of a variable
    expect(aws.tagKeys.variable).toBeDefined();
  });
});

describe('a policy variable is refused where AWS takes it for plain text', () => {
  const text = (value: string): string => value;

  test('in the region and the account of an ARN', () => {
    const account = aws.principalAccount.variable;
    expect(() => iam.user('ana', { account: text(account) })).toThrow('an AWS account id has 12 digits');
    // @ts-expect-error -- the compiler says so too
    expect(() => iam.user('ana', { account })).toThrow();
  });

  test('in an IP range', () => {
    expect(() => aws.sourceIp.within(text('${aws:SourceIp}'))).toThrow('is no IP range');
    // @ts-expect-error -- the compiler says so too
    expect(() => aws.sourceIp.within('${aws:SourceIp}')).toThrow();
  });
});

describe('the variables of a text', () => {
  test.each([
    'plain',
    '$5 {and} more$',
    '${aws:username}',
    'a/${aws:PrincipalTag/cost-center}/${*}${?}${$}',
    "${aws:PrincipalTag/team, 'a b'}",
    literal('what ${aws:username} says*'),
    '${saml:sub}/${www.amazon.com:user_id}',
  ])('%s is right', (text) => {
    expect(wrongVariable(text)).toBeUndefined();
  });

  test.each([
    ['${aws:username', 'the policy variable at `${aws:username` has no closing brace'],
    ['x${}y', '`${}` is no policy variable: write a condition key between the braces, or use literal(...)'],
    [
      '${username}',
      '`${username}` is no policy variable: write a condition key between the braces, or use literal(...)',
    ],
    [
      '${aws: username}',
      '`${aws: username}` is no policy variable: write a condition key between the braces, or use literal(...)',
    ],
  ])('%s is wrong', (text, says) => {
    expect(wrongVariable(text)).toBe(says);
  });
});
