import * as iam from '@aws-sdk/client-iam';
import { apply, diff, isEmpty, readAccount, stack } from '@leastwise/apply';
import { s3 } from '@leastwise/aws/s3';
import { allow } from '@leastwise/policy';
import { instanceProfile, instanceRole } from '@leastwise/presets/ec2';
import { githubActionsRole, permissionSetRole } from '@leastwise/presets/federation';
import { crossAccountRole, delegatedAdmin, team } from '@leastwise/presets/iam';
import { readOnlyDataSet } from '@leastwise/presets/s3';
import { expect, test } from 'vitest';
import { ACCOUNT, AT, openStage, OTHER_ACCOUNT } from './stage.ts';

const permissions = readOnlyDataSet({ bucket: 'my-ml-datasets' });

test('what the presets give is brought into an account as it is, and then there is nothing left to do', async () => {
  const root = openStage().root();
  const { boundary } = delegatedAdmin({
    account: ACCOUNT,
    path: '/ml/',
    boundaryName: 'ml-boundary',
    allows: [allow(s3.GetObject).on(s3.object('my-ml-datasets', '*'))],
  });
  const trainer = {
    ...instanceRole({
      name: 'gpu-trainer',
      ...AT,
      path: '/ml/',
      reads: [{ bucket: 'my-ml-datasets' }],
      writes: [],
      images: [],
    }),
    boundary,
  };
  const desired = stack('people', {
    roles: [
      trainer,
      crossAccountRole({
        name: 'partner',
        ...AT,
        trustedAccount: OTHER_ACCOUNT,
        externalId: 'a-1',
        permissions,
      }).role,
      permissionSetRole({
        name: 'scientist',
        ...AT,
        permissionSet: 'Scientist',
        identityCenterRegion: 'eu-west-1',
        permissions,
      }).role,
      githubActionsRole({
        name: 'deploy',
        ...AT,
        runs: { owner: 'acme', repository: 'models', environment: 'production' },
        permissions,
      }),
    ],
    groups: [
      team({ name: 'scientists', account: ACCOUNT, policies: [], members: [{ kind: 'user', name: 'ana' }] }),
    ],
    instanceProfiles: [instanceProfile(trainer)],
    oidcProviders: [
      {
        kind: 'oidc-provider',
        url: 'https://token.actions.githubusercontent.com',
        clientIds: ['sts.amazonaws.com'],
      },
    ],
  });
  await apply(diff(desired, await readAccount(root, { scope: desired })), root);
  const { InstanceProfile } = await root.iam.send(
    new iam.GetInstanceProfileCommand({ InstanceProfileName: 'gpu-trainer' }),
  );
  expect(InstanceProfile?.Roles?.map(({ Arn }) => Arn)).toEqual([
    `arn:aws:iam::${ACCOUNT}:role/ml/gpu-trainer`,
  ]);
  expect(isEmpty(diff(desired, await readAccount(root, { scope: desired })))).toBe(true);
});
