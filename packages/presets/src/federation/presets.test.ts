import { eks } from '@leastwise/aws/eks';
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { errorOf } from '../../test/error-of.ts';
import {
  githubActionsRole,
  gitlabRole,
  permissionSetRole,
  podRole,
  samlRole,
  serviceAccountRole,
} from './index.ts';

const at = { region: 'eu-west-1', account: '111122223333' } as const;
const of = { name: 'role', ...at, permissions: policy(allow(s3.ListAllMyBuckets).onAnyResource()) } as const;
const repository = { owner: 'acme', repository: 'models' } as const;
const gitlab = { ...of, project: 'acme/models', ref: { branch: 'main' } } as const;
const pods = { ...of, namespace: 'ml', serviceAccount: 'trainer' } as const;
const oidcProvider = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF';
const set = { ...of, permissionSet: 'Scientist', identityCenterRegion: 'eu-west-1' } as const;

test.each<[string, () => unknown]>([
  ['samlProvider', () => samlRole({ ...of, samlProvider: 'a*' })],
  [
    'partition',
    () => samlRole({ ...of, region: 'us-iso-east-1', partition: 'aws-iso', samlProvider: 'acme' }),
  ],
  ['region', () => samlRole({ ...of, region: 'moon-1' as never, samlProvider: 'acme' })],
  ['runs', () => githubActionsRole({ ...of, runs: repository as never })],
  ['runs', () => githubActionsRole({ ...of, runs: { ...repository, branch: 'main', tag: 'v1' } })],
  ['runs', () => githubActionsRole({ ...of, runs: { owner: '*', repository: 'models', anyRun: true } })],
  ['runs.branch', () => githubActionsRole({ ...of, runs: { ...repository, branch: '' } })],
  ['runs.branch', () => githubActionsRole({ ...of, runs: { ...repository, branch: 'refs/heads/main' } })],
  ['runs.tag', () => githubActionsRole({ ...of, runs: { ...repository, tag: 'refs/tags/v1' } })],
  [
    'runs.repository',
    () => githubActionsRole({ ...of, runs: { owner: 'acme', repository: 'acme/models', anyRun: true } }),
  ],
  ['ref.branch', () => gitlabRole({ ...gitlab, ref: { branch: 'refs/heads/main' } })],
  ['runs.anyRun', () => githubActionsRole({ ...of, runs: { ...repository, anyRun: false as never } })],
  ['project', () => gitlabRole({ ...gitlab, project: 'models' })],
  ['project', () => gitlabRole({ ...gitlab, project: 'acme/*' })],
  ['ref.branch', () => gitlabRole({ ...gitlab, ref: { branch: '${aws:username}' } })],
  ['ref.tag', () => gitlabRole({ ...gitlab, ref: { tag: '' } })],
  ['host', () => gitlabRole({ ...gitlab, host: 'https://gitlab.com' })],
  ['audience', () => gitlabRole({ ...gitlab, audience: '' })],
  ['oidcProvider', () => serviceAccountRole({ ...pods, oidcProvider: `https://${oidcProvider}` })],
  ['oidcProvider', () => serviceAccountRole({ ...pods, oidcProvider: `${oidcProvider}/*` })],
  ['namespace', () => serviceAccountRole({ ...pods, oidcProvider, namespace: '*' })],
  ['serviceAccount', () => serviceAccountRole({ ...pods, oidcProvider, serviceAccount: 'Trainer' })],
  ['cluster', () => podRole({ ...pods, cluster: 'ml' as never })],
  ['cluster', () => podRole({ ...pods, cluster: eks.cluster('*', at) })],
  ['namespace', () => podRole({ ...pods, cluster: eks.cluster('ml', at), namespace: '' })],
  ['permissionSet', () => permissionSetRole({ ...set, permissionSet: 'Sci*' })],
  ['identityCenterRegion', () => permissionSetRole({ ...set, identityCenterRegion: '*' })],
])('%s is named where it cannot be taken', (path, make) => {
  const { code, path: named } = errorOf(make);
  expect([code, named]).toEqual(['MALFORMED_PARAMETER', path]);
});

test.each([
  [
    'aws',
    'eu-west-1',
    ['https://signin.aws.amazon.com/saml', 'https://eu-west-1.signin.aws.amazon.com/saml'],
  ],
  ['aws', 'us-east-1', 'https://signin.aws.amazon.com/saml'],
  ['aws-cn', 'cn-north-1', 'https://signin.amazonaws.cn/saml'],
  ['aws-us-gov', 'us-gov-west-1', 'https://signin.amazonaws-us-gov.com/saml'],
] as const)('people sign in to %s %s at %j', (partition, region, pages) => {
  const [statement] = [samlRole({ ...of, region, partition, samlProvider: 'acme' }).trust.Statement].flat();
  expect(statement?.Principal).toEqual({
    Federated: `arn:${partition}:iam::111122223333:saml-provider/acme`,
  });
  expect(statement?.Condition).toEqual({ StringEquals: { 'saml:aud': pages } });
});

test('a wildcard in a branch of GitHub is a plain character', () => {
  const { trust } = githubActionsRole({ ...of, runs: { ...repository, branch: '*' } });
  expect(JSON.stringify(trust)).toContain('repo:acme/models:ref:refs/heads/${*}');
});

test('a GitLab of one’s own gives the keys and the audience', () => {
  const { trust } = gitlabRole({ ...gitlab, host: 'gitlab.acme.example', ref: { tag: 'v1' } });
  expect([trust.Statement].flat()[0]?.Condition).toEqual({
    StringEquals: {
      'gitlab.acme.example:aud': 'https://gitlab.acme.example',
      'gitlab.acme.example:sub': 'project_path:acme/models:ref_type:tag:ref:v1',
    },
  });
});

test('the roles of an Identity Center in US East (N. Virginia) do not name its region', () => {
  const { role } = permissionSetRole({ ...set, identityCenterRegion: 'us-east-1' });
  expect(JSON.stringify(role.trust)).toContain(
    'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Scientist_?',
  );
});
