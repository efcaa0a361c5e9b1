import { iam } from '@leastwise/aws/iam';
import { kms } from '@leastwise/aws/kms';
import { notebookInstanceRole, studioDomainRole, studioUserRole } from '@leastwise/presets/sagemaker';
import type { Context } from '@leastwise/evaluate';
import { keepsResults, readsDataSet } from '../../claims/data.ts';
import { usesKeyThroughS3 } from '../../claims/keys.ts';
import { ask, type Requests, saidBy, together } from '../../claims/requests.ts';
import { roleProof } from '../../claims/role-proof.ts';
import { passesRole } from '../../claims/roles.ts';
import { trustedInRegion } from '../../claims/sagemaker-job.ts';
import * as pages from '../../claims/sagemaker-pages.ts';
import { lists, readsLogs, startsJobs } from '../../claims/sagemaker-starts.ts';
import { writesLogs } from '../../claims/surroundings.ts';
import { FOREIGN_KEY, KEY, SAGEMAKER, VOLUME_KEY } from '../../claims/world.ts';
import type { Peer, Proof } from '../../proof.ts';
import { AT } from '../../sides.ts';

const work = {
  ...AT,
  reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
  writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
  kmsKey: kms.key(KEY.split('/')[1] ?? '', AT),
};
const starts = {
  jobs: ['training'],
  jobNamePrefix: 'churn-',
  roles: [iam.role('churn-training', { account: AT.account })],
} as const;
const notebook = { name: 'notebook', ...work, starts };
const domain = { name: 'studio', ...work, volumeKmsKey: kms.key(VOLUME_KEY.split('/')[1] ?? '', AT) };
const user = { ...domain, domainId: 'd-0a1b2c3d', userProfileName: 'ana' };

const LISTED = ['TrainingJobs', 'ProcessingJobs', 'TransformJobs', 'HyperParameterTuningJobs', 'Models'];
const atWork = (page: string, group: string): Requests =>
  together(readsDataSet(page), keepsResults(page), usesKeyThroughS3(), writesLogs(page, group));

const through = { 'kms:ViaService': 'sagemaker.eu-west-1.amazonaws.com' };
const volume: Requests = {
  allowed: saidBy(
    pages.DOMAIN_PERMISSIONS,
    ask('let SageMaker encrypt the file system', 'kms:CreateGrant', VOLUME_KEY, through),
    ask('let SageMaker look at the key', 'kms:DescribeKey', VOLUME_KEY, through),
  ),
  nearMisses: [
    ask('give the key away', 'kms:CreateGrant', VOLUME_KEY),
    ask('let SageMaker use another key', 'kms:CreateGrant', FOREIGN_KEY, through),
  ],
};

/** What Ana does in the domain `d-0a1b2c3d`, and Ben may not do for her. */
function usesStudio(who: Context): Requests {
  const own = {
    ...who,
    'sagemaker:OwnerUserProfileArn': `${SAGEMAKER}:user-profile/d-0a1b2c3d/ana`,
    'sagemaker:SpaceSharingType': 'Private',
  };
  const { 'sagemaker:OwnerUserProfileArn': _, ...ownerless } = own;
  const shared = { ...own, 'sagemaker:SpaceSharingType': 'Shared' };
  const bens = { ...own, 'sagemaker:OwnerUserProfileArn': `${SAGEMAKER}:user-profile/d-0a1b2c3d/ben` };
  const space = `${SAGEMAKER}:space/d-0a1b2c3d/notes`;
  const app = `${SAGEMAKER}:app/d-0a1b2c3d/notes/JupyterLab/default`;
  const foreign = {
    space: `${SAGEMAKER}:space/d-9a9b9c9d/notes`,
    app: app.replace('d-0a1b2c3d', 'd-9a9b9c9d'),
  };
  const onSpaces = ['CreateSpace', 'UpdateSpace', 'DeleteSpace'];
  const onApps = ['CreateApp', 'DeleteApp'];
  const misses = (action: string, resource: string, elsewhere: string): readonly ReturnType<typeof ask>[] => [
    ask(`${action} of Ben`, `sagemaker:${action}`, resource, bens),
    ask(`${action} that is shared`, `sagemaker:${action}`, resource, shared),
    ask(`${action} of nobody`, `sagemaker:${action}`, resource, ownerless),
    ask(`${action} in another domain`, `sagemaker:${action}`, elsewhere, own),
  ];
  return {
    allowed: saidBy(
      pages.FULL_ACCESS_POLICY,
      ...onSpaces.map((action) => ask(`${action} of her own`, `sagemaker:${action}`, space, own)),
      ...onApps.map((action) => ask(`${action} in a space of her own`, `sagemaker:${action}`, app, own)),
      ask('look at the domain', 'sagemaker:DescribeDomain', `${SAGEMAKER}:domain/d-0a1b2c3d`, who),
      ask(
        'look at her profile',
        'sagemaker:DescribeUserProfile',
        `${SAGEMAKER}:user-profile/d-0a1b2c3d/ana`,
        who,
      ),
      ask('look at a space', 'sagemaker:DescribeSpace', space, who),
      ask('look at an app', 'sagemaker:DescribeApp', app, who),
      ask('tag a space as it is made', 'sagemaker:AddTags', space, {
        ...who,
        'sagemaker:TaggingAction': 'CreateSpace',
      }),
      ...['ListDomains', 'ListUserProfiles', 'ListSpaces', 'ListApps'].map((action) =>
        ask(action, `sagemaker:${action}`, '*', who),
      ),
    ),
    nearMisses: [
      ...misses('CreateSpace', space, foreign.space),
      ...misses('CreateApp', app, foreign.app),
      ask('look at another domain', 'sagemaker:DescribeDomain', `${SAGEMAKER}:domain/d-9a9b9c9d`, who),
      ask('look at Ben', 'sagemaker:DescribeUserProfile', `${SAGEMAKER}:user-profile/d-0a1b2c3d/ben`, who),
      ask('look at spaces of another domain', 'sagemaker:DescribeSpace', foreign.space, who),
      ask('tag a space later', 'sagemaker:AddTags', space, who),
      ask('tag a space of another domain', 'sagemaker:AddTags', foreign.space, {
        ...who,
        'sagemaker:TaggingAction': 'CreateSpace',
      }),
      ask(
        'make a user profile',
        'sagemaker:CreateUserProfile',
        `${SAGEMAKER}:user-profile/d-0a1b2c3d/eve`,
        who,
      ),
    ],
  };
}

const EXTRAS = [
  {
    action: 's3:ListMultipartUploadParts',
    reason: 'a large result is uploaded in parts, which may be resumed',
  },
  { action: 'kms:Decrypt', reason: "AWS's policy leaves the keys of data to its user" },
  { action: 'kms:GenerateDataKey', reason: "AWS's policy leaves the keys of data to its user" },
];
const PEER: Peer = { managedPolicies: ['AmazonSageMakerFullAccess'], extras: EXTRAS };
const STUDIO_PEER: Peer = {
  ...PEER,
  extras: [
    ...EXTRAS,
    { action: 'kms:CreateGrant', reason: "AWS's policy leaves the keys of volumes to its user" },
  ],
};

export const proofs: readonly Proof[] = [
  roleProof({
    preset: 'sagemaker.notebookInstanceRole',
    purpose: 'work in a notebook instance, and start jobs with roles of their own',
    parameters: notebook,
    role: notebookInstanceRole(notebook),
    requests: together(
      atWork(pages.NOTEBOOK_PERMISSIONS, '/aws/sagemaker/NotebookInstances'),
      startsJobs(starts.jobs),
      passesRole(pages.NOTEBOOK_PERMISSIONS, 'sagemaker.amazonaws.com'),
      readsLogs(pages.LOG_GROUPS, ['/aws/sagemaker/TrainingJobs']),
      lists(pages.API_PERMISSIONS, ...LISTED.map((what) => `sagemaker:List${what}`)),
      trustedInRegion('arn:aws:iam::111122223333:role/notebook', 'notebook-instance/churn'),
    ),
    peer: PEER,
  }),
  roleProof({
    preset: 'sagemaker.studioDomainRole',
    purpose: 'work in private spaces of one’s own in Studio',
    parameters: domain,
    role: studioDomainRole(domain),
    requests: together(
      atWork(pages.DOMAIN_PERMISSIONS, '/aws/sagemaker/studio'),
      volume,
      usesStudio({ 'sagemaker:DomainId': 'd-0a1b2c3d', 'sagemaker:UserProfileName': 'ana' }),
      trustedInRegion('arn:aws:iam::111122223333:role/studio', 'domain/d-0a1b2c3d'),
    ),
    peer: STUDIO_PEER,
  }),
  roleProof({
    preset: 'sagemaker.studioUserRole',
    purpose: 'work in Studio as one user',
    parameters: user,
    role: studioUserRole(user),
    requests: together(
      atWork(pages.DOMAIN_PERMISSIONS, '/aws/sagemaker/studio'),
      volume,
      usesStudio({}),
      trustedInRegion('arn:aws:iam::111122223333:role/studio', 'domain/d-0a1b2c3d'),
    ),
    peer: STUDIO_PEER,
  }),
];
