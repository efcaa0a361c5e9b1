import { describe, expect, test } from 'vitest';
import { principal, principalBlock } from './principal.ts';

const role = 'arn:aws:iam::111122223333:role/ml/training';
const session = 'arn:aws:sts::111122223333:assumed-role/training/job-7';
const canonical = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
describe('a principal in a document', () => {
  test.each([
    [principal.service('sagemaker.amazonaws.com'), { Service: 'sagemaker.amazonaws.com' }],
    [principal.account('111122223333'), { AWS: 'arn:aws:iam::111122223333:root' }],
    [
      principal.account('111122223333', { partition: 'aws-cn' }),
      { AWS: 'arn:aws-cn:iam::111122223333:root' },
    ],
    [principal.role(role), { AWS: role }],
    [
      principal.user('arn:aws:iam::111122223333:user/AML@Packt'),
      { AWS: 'arn:aws:iam::111122223333:user/AML@Packt' },
    ],
    [principal.session(session), { AWS: session }],
    [principal.federated('cognito-identity.amazonaws.com'), { Federated: 'cognito-identity.amazonaws.com' }],
    [
      principal.federated('arn:aws:iam::111122223333:saml-provider/corp'),
      { Federated: 'arn:aws:iam::111122223333:saml-provider/corp' },
    ],
    [principal.canonicalUser(canonical), { CanonicalUser: canonical }],
    [principal.anyone, '*'],
  ])('%j', (one, block) => {
    expect(principalBlock([one])).toEqual(block);
  });

  test('joins those of one kind, in the order given', () => {
    const block = principalBlock([
      principal.role(role),
      principal.service('ec2.amazonaws.com'),
      principal.account('444455556666'),
      principal.service('lambda.amazonaws.com'),
      principal.session(session),
    ]);
    expect(block).toEqual({
      AWS: [role, 'arn:aws:iam::444455556666:root', session],
      Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'],
    });
  });

  test('is everyone as soon as everyone is among them', () => {
    expect(principalBlock([principal.role(role), principal.anyone])).toBe('*');
  });
});

describe('what names nobody is refused', () => {
  const dynamic = (text: string): string => text;
  const at = (account: string): string => `arn:aws:iam::${account}:role/training`;
  test.each([
    ['MALFORMED_PRINCIPAL', () => principal.account(String(1234))],
    ['MALFORMED_PRINCIPAL', () => principal.account('*')],
    ['MALFORMED_PRINCIPAL', () => principal.account('${aws:PrincipalAccount}')],
    ['MALFORMED_PRINCIPAL', () => principal.account('111122223333', { partition: dynamic('awz') })],
    ['MALFORMED_PRINCIPAL', () => principal.role('arn:aws:iam::111122223333:role/*')],
    ['MALFORMED_PRINCIPAL', () => principal.role('arn:aws:iam::111122223333:user/ann')],
    ['MALFORMED_PRINCIPAL', () => principal.role(session)],
    ['MALFORMED_PRINCIPAL', () => principal.user(role)],
    ['MALFORMED_PRINCIPAL', () => principal.session(role)],
    ['MALFORMED_ARN', () => principal.role(at('1234'))],
    ['MALFORMED_ARN', () => principal.role(dynamic('training'))],
    ['MALFORMED_ARN', () => principal.federated('arn:aws:iam')],
    ['MALFORMED_PRINCIPAL', () => principal.canonicalUser('79a59df9')],
    ['MALFORMED_PRINCIPAL', () => principal.canonicalUser(canonical.toUpperCase())],
  ])('with %s: %s', (code, make) => {
    expect(make).toThrow(expect.objectContaining({ code }));
  });
});
