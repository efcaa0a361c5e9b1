import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { githubActionsRole, gitlabRole, serviceAccountRole } from '@leastwise/presets/federation';
import { readOnlyDataSet } from '@leastwise/presets/s3';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { Bucket, get, withData } from './data-set.ts';
import { AT, denialOf, openStage, type Stage } from './stage.ts';

const permissions = readOnlyDataSet({ bucket: Bucket, prefix: 'train/' });
const read = get('train/1.csv');
const DENIED = 'Not authorized to perform sts:AssumeRoleWithWebIdentity';

/** What a token says of itself. */
interface Claims {
  readonly iss: string;
  readonly aud: string | string[];
  readonly sub: string;
}

/** An account that knows some issuers of tokens, for more audiences than a role should take. */
interface IssuerStage extends Stage {
  signIn(RoleArn: string, claims: Claims): Promise<sts.AssumeRoleWithWebIdentityResponse>;
}

async function withIssuers(hosts: readonly string[], audiences: readonly string[]): Promise<IssuerStage> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), alg: 'RS256' }];
  const stage = openStage({
    issuers: Object.fromEntries(hosts.map((host) => [`https://${host}`, { keys }])),
  });
  await withData(stage);
  const root = stage.root();
  for (const host of hosts)
    await root.iam.send(
      new iam.CreateOpenIDConnectProviderCommand({ Url: `https://${host}`, ClientIDList: [...audiences] }),
    );
  return {
    ...stage,
    signIn: async (RoleArn, claims) => {
      const iat = stage.clock.now() / 1000;
      const WebIdentityToken = await new SignJWT({ ...claims, iat, exp: iat + 300 })
        .setProtectedHeader({ alg: 'RS256' })
        .sign(privateKey);
      return root.sts.send(
        new sts.AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'run', WebIdentityToken }),
      );
    },
  };
}

/** That the role is for one token, and not for any that differs from it in one claim. */
async function expectOnly(
  stage: IssuerStage,
  RoleArn: string,
  right: Claims,
  wrong: readonly Partial<Claims>[],
): Promise<void> {
  const { Credentials } = await stage.signIn(RoleArn, right);
  await stage.as(Credentials).s3.send(read);
  for (const claims of wrong)
    expect(await denialOf(stage.signIn(RoleArn, { ...right, ...claims })), JSON.stringify(claims)).toBe(
      DENIED,
    );
}

test('a run of GitHub Actions signs in with its token from its branch alone', async () => {
  const host = 'token.actions.githubusercontent.com';
  const aud = 'sts.amazonaws.com';
  const stage = await withIssuers([host], [aud, 'acme']);
  const runs = { owner: 'acme', repository: 'models', branch: 'main' } as const;
  const role = await stage.role(githubActionsRole({ name: 'deploy', ...AT, runs, permissions }));
  const sub = 'repo:acme/models:ref:refs/heads/main';
  await expectOnly(stage, role, { iss: `https://${host}`, aud, sub }, [
    { sub: 'repo:acme/models:ref:refs/heads/feature' },
    { sub: 'repo:acme/models:pull_request' },
    { sub: 'repo:evil/models:ref:refs/heads/main' },
    { aud: 'acme' },
  ]);
});

test('a job of GitLab signs in from its project’s branch, and not from a tag of that name', async () => {
  const iss = 'https://gitlab.com';
  const stage = await withIssuers(['gitlab.com', 'gitlab.example.com'], [iss, 'sts.amazonaws.com']);
  const project = 'acme/ml/models';
  const role = await stage.role(
    gitlabRole({ name: 'deploy', ...AT, project, ref: { branch: 'main' }, permissions }),
  );
  const sub = `project_path:${project}:ref_type:branch:ref:main`;
  await expectOnly(stage, role, { iss, aud: iss, sub }, [
    { sub: `project_path:${project}:ref_type:tag:ref:main` },
    { sub: `project_path:${project}:ref_type:branch:ref:main2` },
    { sub: 'project_path:acme/ml/models2:ref_type:branch:ref:main' },
    { sub: 'project_path:evil/ml/models:ref_type:branch:ref:main' },
    { aud: 'sts.amazonaws.com' },
    { iss: 'https://gitlab.example.com' },
  ]);
});

test('a pod signs in with the token of its service account in its own cluster', async () => {
  const cluster = (id: string): string => `oidc.eks.us-east-1.amazonaws.com/id/${id.repeat(32)}`;
  const oidcProvider = cluster('A');
  const stage = await withIssuers([oidcProvider, cluster('B')], ['sts.amazonaws.com', 'acme']);
  const account = { oidcProvider, namespace: 'ml', serviceAccount: 'trainer' };
  const role = await stage.role(serviceAccountRole({ name: 'trainer', ...AT, ...account, permissions }));
  const right = {
    iss: `https://${oidcProvider}`,
    aud: ['sts.amazonaws.com'],
    sub: 'system:serviceaccount:ml:trainer',
  };
  await expectOnly(stage, role, right, [
    { sub: 'system:serviceaccount:ml:default' },
    { sub: 'system:serviceaccount:web:trainer' },
    { aud: ['acme'] },
    { iss: `https://${cluster('B')}` },
  ]);
});
