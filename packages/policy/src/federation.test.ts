import { describe, expect, test } from 'vitest';
import { sts } from '@leastwise/aws/sts';
import { allow, githubActions, type GithubRuns, oidc, principal, trustPolicy } from './index.ts';

const github = 'token.actions.githubusercontent.com';
const at = { account: '111122223333' };

describe('the keys of an OIDC provider', () => {
  test('are whatever claims it has', () => {
    const cluster = oidc('oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE');
    const made = trustPolicy(
      allow(sts.AssumeRoleWithWebIdentity)
        .to(principal.oidc(cluster.provider, at))
        .when(cluster.sub.equals('system:serviceaccount:ml:trainer'), cluster.claim('groups').like('ml-*')),
    );
    expect(made.Statement).toMatchObject([
      {
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${cluster.provider}` },
        Condition: {
          StringEquals: { [`${cluster.provider}:sub`]: 'system:serviceaccount:ml:trainer' },
          StringLike: { [`${cluster.provider}:groups`]: 'ml-*' },
        },
      },
    ]);
  });

  test('are carried by no other action', () => {
    // @ts-expect-error -- only sts:AssumeRoleWithWebIdentity carries them
    expect(allow(sts.AssumeRole).when(oidc('gitlab.com').sub.equals('x'))).toBeDefined();
  });

  test.each(['https://gitlab.com', 'gitlab', 'gitlab.com:sub', '*.com'])('are not those of %s', (name) => {
    expect(() => oidc(name as 'gitlab.com')).toThrow('is no identity provider');
  });
});

describe('runs of GitHub Actions', () => {
  const repository = { owner: 'acme', repository: 'models' };
  test.each<[GithubRuns, string]>([
    [{ ...repository, branch: 'main' }, 'repo:acme/models:ref:refs/heads/main'],
    [{ ...repository, branch: 'release/*' }, 'repo:acme/models:ref:refs/heads/release/${*}'],
    [{ ...repository, tag: 'v1' }, 'repo:acme/models:ref:refs/tags/v1'],
    [{ ...repository, environment: 'prod' }, 'repo:acme/models:environment:prod'],
    [{ ...repository, pullRequests: true }, 'repo:acme/models:pull_request'],
    [{ ...repository, anyRun: true }, 'repo:acme/models:*'],
  ])('%j', (runs, sub) => {
    const conditions = githubActions(runs);
    expect(conditions).toMatchObject([
      { key: `${github}:aud`, operator: 'StringEquals', values: ['sts.amazonaws.com'] },
      { key: `${github}:sub`, operator: 'StringLike', values: [sub] },
    ]);
    const statement = allow(sts.AssumeRoleWithWebIdentity)
      .to(principal.oidc(github, at))
      .when(...conditions);
    expect(trustPolicy(statement).Statement).toHaveLength(1);
  });

  test('are of one repository, whatever its name', () => {
    expect(() => githubActions({ owner: '*', repository: 'models', anyRun: true })).toThrow(
      '`*` is no name on GitHub',
    );
    expect(() => githubActions({ owner: 'acme', repository: 'a/b', anyRun: true })).toThrow(
      'is no name on GitHub',
    );
  });
});
