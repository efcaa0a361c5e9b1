import { describe, expect, test } from 'vitest';
import { principal, principalBlock, unsafeServicePrincipal } from './principal.ts';

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
    [principal.services.ecsTasks, { Service: 'ecs-tasks.amazonaws.com' }],
    [principal.service('logs.eu-west-1.amazonaws.com'), { Service: 'logs.eu-west-1.amazonaws.com' }],
    [principal.service('ec2.amazonaws.com.cn'), { Service: 'ec2.amazonaws.com.cn' }],
    [unsafeServicePrincipal('new.amazonaws.com'), { Service: 'new.amazonaws.com' }],
    [principal.root('111122223333'), { AWS: 'arn:aws:iam::111122223333:root' }],
    [
      principal.federatedUser('arn:aws:sts::111122223333:federated-user/ana'),
      { AWS: 'arn:aws:sts::111122223333:federated-user/ana' },
    ],
    [principal.cognito, { Federated: 'cognito-identity.amazonaws.com' }],
    [
      principal.oidc('https://token.actions.githubusercontent.com', { account: '111122223333' }),
      { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
    ],
    [
      principal.saml('corp', { account: '111122223333' }),
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
    ['MALFORMED_PRINCIPAL', () => principal.account(dynamic('${aws:PrincipalAccount}'))],
    ['MALFORMED_PRINCIPAL', () => principal.account('111122223333', { partition: dynamic('awz') })],
    ['MALFORMED_PRINCIPAL', () => principal.role(dynamic('arn:aws:iam::111122223333:role/*'))],
    ['MALFORMED_PRINCIPAL', () => principal.role('arn:aws:iam::111122223333:user/ann')],
    ['MALFORMED_PRINCIPAL', () => principal.role(session)],
    ['MALFORMED_PRINCIPAL', () => principal.user(role)],
    ['MALFORMED_PRINCIPAL', () => principal.session(role)],
    ['MALFORMED_ARN', () => principal.role(at('1234'))],
    ['MALFORMED_ARN', () => principal.role(dynamic('training'))],
    ['MALFORMED_ARN', () => principal.federated(dynamic('arn:aws:iam'))],
    ['MALFORMED_PRINCIPAL', () => principal.saml('corp*', { account: '111122223333' })],
    ['MALFORMED_PRINCIPAL', () => principal.oidc('example.com', { account: dynamic('1234') })],
    ['MALFORMED_PRINCIPAL', () => unsafeServicePrincipal('lambda')],
    ['UNKNOWN_SERVICE_PRINCIPAL', () => principal.service(dynamic('lambda'))],
    ['UNKNOWN_SERVICE_PRINCIPAL', () => principal.service(dynamic('lamda.amazonaws.com'))],
    ['MALFORMED_PRINCIPAL', () => principal.canonicalUser('79a59df9')],
    ['MALFORMED_PRINCIPAL', () => principal.canonicalUser(canonical.toUpperCase())],
  ])('with %s: %s', (code, make) => {
    expect(make).toThrow(expect.objectContaining({ code }));
  });
});

describe('a service principal that is not known', () => {
  test.each([
    ['lamda.amazonaws.com', 'did you mean `lambda.amazonaws.com`?'],
    ['sagemkaer.amazonaws.com', 'did you mean `sagemaker.amazonaws.com`?'],
    ['gluee.amazonaws.com', 'did you mean `glue.amazonaws.com`?'],
    ['lambda', 'did you mean `lambda.amazonaws.com`?'],
    ['xyzzy.amazonaws.com', undefined],
  ])('%s: %s', (name, hint) => {
    const what =
      'no service principal of this name is known: see principal.services, or use unsafeServicePrincipal(...)';
    expect(() => principal.service(name)).toThrow(expect.objectContaining({ what, path: name, hint }));
  });
});

test('each service has a member, and each member is that service', () => {
  const members = Object.entries(principal.services);
  expect(members.length).toBeGreaterThan(250);
  for (const [, { value }] of members) expect(principal.service(value)).toEqual({ kind: 'Service', value });
});
