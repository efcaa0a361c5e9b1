import { eks } from '@leastwise/aws/eks';
import { s3 } from '@leastwise/aws/s3';
import { allow, policy, type RoleDefinition } from '@leastwise/policy';
import * as federation from '@leastwise/presets/federation';
import * as claims from '../../claims/trust.ts';
import type { Requests } from '../../claims/requests.ts';
import type { Proof } from '../../proof.ts';
import { AT, callerOf, identitySide, trustSide } from '../../sides.ts';

/** What the roles may do is given to the presets as it is: it is not theirs to prove. */
const permissions = policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', 'train/*')));
const peer = { none: 'none: what a role may do is up to who makes it' } as const;

const proofOf = (
  name: string,
  purpose: string,
  parameters: object,
  role: RoleDefinition,
  requests: Requests,
): Proof => ({
  preset: `federation.${name}`,
  purpose,
  parameters,
  sides: [trustSide(role)],
  caller: callerOf(role),
  ...requests,
  peer,
});

const analysts = { name: 'analysts', ...AT, samlProvider: 'acme', permissions } as const;
const github = {
  name: 'deploy',
  ...AT,
  runs: { owner: 'acme', repository: 'models', branch: 'main' },
  permissions,
} as const;
const gitlab = {
  name: 'deploy',
  ...AT,
  project: 'acme/ml/models',
  ref: { branch: 'main' },
  permissions,
} as const;
const pods = { namespace: 'ml', serviceAccount: 'trainer', permissions } as const;
const oidcProvider = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
const irsa = { name: 'trainer', ...AT, oidcProvider, ...pods } as const;
const pod = { name: 'trainer', ...AT, cluster: eks.cluster('ml', AT), ...pods } as const;
const scientist = {
  name: 'scientist',
  ...AT,
  permissionSet: 'Scientist',
  identityCenterRegion: 'eu-west-1',
  permissions,
} as const;
const { role, callerPolicy } = federation.permissionSetRole(scientist);

export const proofs: readonly Proof[] = [
  proofOf(
    'samlRole',
    'people whom a SAML provider signs in',
    analysts,
    federation.samlRole(analysts),
    claims.assumedBySaml,
  ),
  proofOf(
    'githubActionsRole',
    'runs of GitHub Actions of one branch',
    github,
    federation.githubActionsRole(github),
    claims.assumedByGithub,
  ),
  proofOf(
    'gitlabRole',
    'jobs of GitLab CI/CD of one branch',
    gitlab,
    federation.gitlabRole(gitlab),
    claims.assumedByGitlab,
  ),
  proofOf(
    'serviceAccountRole',
    'pods with a service account, through the cluster’s OIDC provider',
    irsa,
    federation.serviceAccountRole(irsa),
    claims.assumedByServiceAccount,
  ),
  proofOf(
    'podRole',
    'pods with a service account, through EKS Pod Identity',
    pod,
    federation.podRole(pod),
    claims.assumedByPod,
  ),
  {
    ...proofOf(
      'permissionSetRole',
      'people with a permission set of IAM Identity Center',
      scientist,
      role,
      claims.assumedFromPermissionSet,
    ),
    sides: [trustSide(role), identitySide(callerPolicy, 'inline policy of the permission set')],
    caller: claims.PERMISSION_SET,
  },
];
