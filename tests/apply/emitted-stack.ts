import {
  group,
  instanceProfile,
  managedPolicy,
  oidcProvider,
  role,
  samlProvider,
  stack,
  user,
} from '@leastwise/apply';
import type { Stack } from '@leastwise/apply';
import { identity, lettingIn, reading, SAGEMAKER, trust } from '../../packages/apply/test/documents.ts';

export const ACCOUNT = '111122223333';

/** Documents that emitters like to change: variables, an Id, an empty condition, a number, both forms of a list. */
const awkward = {
  ...identity(
    {
      Sid: 'Home',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::home/${aws:username}/%{x}/*',
    },
    { Effect: 'Deny', NotAction: ['iam:*'], NotResource: ['arn:aws:s3:::a/*'], Condition: {} },
    {
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: '*',
      Condition: {
        NumericLessThan: { 's3:max-keys': 10 },
        StringLike: { 's3:prefix': ['${aws:username}/*', "it's"] },
      },
    },
  ),
  Id: 'kept',
};
const METADATA = `<?xml version="1.0"?><EntityDescriptor entityID="https://idp.example.org/\${x}"><IDPSSODescriptor><X509Certificate>${'A'.repeat(1_000)}</X509Certificate></IDPSSODescriptor></EntityDescriptor>`;

const limit = managedPolicy('limit', reading('*'), { path: '/limits/', description: 'the most' });
const awkwardPolicy = managedPolicy('awkward', awkward, { description: 'costs 5 $ a ${month}' });
const ada = user('ada', { tags: { team: 'ml' }, policies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] });
const trainer = role('trainer', {
  trust: SAGEMAKER,
  permissions: reading('train/*'),
  policies: [awkwardPolicy],
  inline: { own: awkward, 'logs.and+more': reading('logs/*') },
  boundary: limit,
  maxSessionDuration: 7_200,
  description: 'trains',
  tags: { 'cost centre': '42', team: 'ml' },
});

/** Everything that all targets can express. */
export const emitted: Stack = stack('ml-team', {
  roles: [
    trainer,
    role('deployer', {
      trust: lettingIn(
        `arn:aws:iam::${ACCOUNT}:role/trainer`,
        `arn:aws:iam::${ACCOUNT}:user/people/AML@Packt`,
      ),
    }),
    role('from.github', {
      trust: trust({
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
      }),
    }),
  ],
  groups: [
    group('data-scientists', {
      policies: [awkwardPolicy],
      inline: { one: reading('one/*') },
      members: [ada, user('AML@Packt', { path: '/people/', inline: { own: awkward } })],
    }),
    group('nobody'),
  ],
  instanceProfiles: [instanceProfile('trainer', { role: trainer })],
  oidcProviders: [
    oidcProvider('https://token.actions.githubusercontent.com', {
      clientIds: ['sts.amazonaws.com'],
      tags: { team: 'ml' },
      thumbprints: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
    }),
  ],
  samlProviders: [samlProvider('idp', METADATA)],
});
