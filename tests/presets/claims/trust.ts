/* Who assumes roles from elsewhere, and who must not. Written from AWS's pages, before the policies. */
import type { Context } from '@leastwise/evaluate';
import type { Claim } from '../proof.ts';
import { EVERYTHING, OTHER_ACCOUNT, sessionOf } from '../sides.ts';
import { ask, type Requests, saidBy } from './requests.ts';

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const PAGES = {
  externalId: `${GUIDE}/id_roles_common-scenarios_third-party.html`,
  sourceIdentity: `${GUIDE}/id_credentials_temp_control-access_monitor.html`,
  sessionTags: `${GUIDE}/id_session-tags.html`,
  saml: `${GUIDE}/id_roles_create_for-idp_saml.html`,
  github: `${GUIDE}/id_roles_create_for-idp_oidc.html`,
  gitlab: `${GUIDE}/id_roles_providers_oidc_secure-by-default.html`,
  irsa: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  podIdentity: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
  podTags: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html',
  permissionSets: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html',
} as const;

const roleArn = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

/** Who asks, and what their own policies are where they are not under proof: everything is allowed to them. */
interface Asker {
  readonly who: NonNullable<Claim['principal']>;
  readonly context?: Context;
}
function asked(claim: string, action: string, role: string, { who, context }: Asker): Claim {
  return {
    ...ask(claim, action, roleArn(role), context),
    principal: who,
    beside: { identity: [EVERYTHING] },
  };
}

/** The caller of another account whose own policy is under proof too. */
export const PARTNER = sessionOf('importer', OTHER_ACCOUNT);
/** A resource that lets everyone in, so that the caller's own policy decides. */
const OPEN = { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:*' } } as const;

/** Another company assumes the role `partner`, and says the id that was agreed on. */
export const assumedWithExternalId: Requests = {
  allowed: saidBy(
    PAGES.externalId,
    ask('assume the role with the external id', 'sts:AssumeRole', roleArn('partner'), {
      'sts:ExternalId': 'acme-42',
    }),
  ),
  nearMisses: [
    ask('assume it with another external id', 'sts:AssumeRole', roleArn('partner'), {
      'sts:ExternalId': 'acme-43',
    }),
    ask('assume it without an external id', 'sts:AssumeRole', roleArn('partner')),
    asked('assume it from a third account', 'sts:AssumeRole', 'partner', {
      who: sessionOf('importer', '777788889999'),
      context: { 'sts:ExternalId': 'acme-42' },
    }),
    asked('assume it as a service', 'sts:AssumeRole', 'partner', {
      who: 'lambda.amazonaws.com',
      context: { 'sts:ExternalId': 'acme-42' },
    }),
    asked('tag the session', 'sts:TagSession', 'partner', {
      who: PARTNER,
      context: { 'sts:ExternalId': 'acme-42' },
    }),
    {
      ...ask('assume another role that lets everyone in', 'sts:AssumeRole', roleArn('admin'), {
        'sts:ExternalId': 'acme-42',
      }),
      beside: { resource: OPEN },
    },
  ],
};

/** The next role of a chain, which is assumed from the role `entry`, by a session that says who it is for. */
export const FIRST = sessionOf('entry', OTHER_ACCOUNT);
const KNOWN = { 'aws:SourceIdentity': 'ana', 'aws:PrincipalTag/team': 'churn' } as const;
const HANDED_ON = {
  ...KNOWN,
  'sts:SourceIdentity': 'ana',
  'aws:RequestTag/team': 'churn',
  'aws:TagKeys': ['team'],
};
export const assumedInChain: Requests = {
  allowed: [
    ...saidBy(
      PAGES.sourceIdentity,
      ask('assume the next role', 'sts:AssumeRole', roleArn('next'), HANDED_ON),
      ask('hand the source identity on', 'sts:SetSourceIdentity', roleArn('next'), HANDED_ON),
    ),
    ...saidBy(PAGES.sessionTags, ask('hand the tags on', 'sts:TagSession', roleArn('next'), HANDED_ON)),
  ],
  nearMisses: [
    ...['AssumeRole', 'SetSourceIdentity', 'TagSession'].flatMap((verb) => [
      asked(`${verb} from another role`, `sts:${verb}`, 'next', {
        who: sessionOf('other'),
        context: HANDED_ON,
      }),
      {
        ...ask(`${verb} of another role that lets everyone in`, `sts:${verb}`, roleArn('admin'), HANDED_ON),
        beside: { resource: OPEN },
      },
      ask(`${verb} without a source identity`, `sts:${verb}`, roleArn('next'), {
        ...HANDED_ON,
        'aws:SourceIdentity': [],
      }),
      ask(`${verb} without the tag`, `sts:${verb}`, roleArn('next'), {
        ...HANDED_ON,
        'aws:PrincipalTag/team': [],
      }),
    ]),
    ask('take another source identity', 'sts:SetSourceIdentity', roleArn('next'), {
      ...HANDED_ON,
      'sts:SourceIdentity': 'ben',
    }),
    ask('add another tag', 'sts:TagSession', roleArn('next'), {
      ...HANDED_ON,
      'aws:TagKeys': ['team', 'admin'],
    }),
    ask('change the tag', 'sts:TagSession', roleArn('next'), {
      ...HANDED_ON,
      'aws:RequestTag/team': 'payroll',
    }),
  ],
};

const provider = (name: string, account = '111122223333'): string => `arn:aws:iam::${account}:${name}`;
const signIn = (claim: string, role: string, who: Asker['who'], context?: Context): Claim => ({
  ...ask(claim, 'sts:AssumeRoleWithWebIdentity', roleArn(role), context),
  principal: who,
});

/** People whom the provider `acme` signs in assume the role `analysts` at AWS's sign-in page. */
const SAML = provider('saml-provider/acme');
const saml = (claim: string, audience: string | undefined, who: Asker['who'] = SAML): Claim => ({
  ...ask(
    claim,
    'sts:AssumeRoleWithSAML',
    roleArn('analysts'),
    audience === undefined ? {} : { 'saml:aud': audience },
  ),
  principal: who,
});
export const assumedBySaml: Requests = {
  allowed: saidBy(
    PAGES.saml,
    saml('sign in at the page in US East (N. Virginia)', 'https://signin.aws.amazon.com/saml'),
    saml('sign in at the page of the region', 'https://eu-west-1.signin.aws.amazon.com/saml'),
  ),
  nearMisses: [
    saml('sign in with an assertion for another application', 'https://app.example.com/saml'),
    saml('sign in at the page of another region', 'https://us-west-2.signin.aws.amazon.com/saml'),
    saml('sign in at the page of another partition', 'https://signin.amazonaws.cn/saml'),
    saml('sign in with an assertion for nobody', undefined),
    saml(
      'sign in by another provider',
      'https://signin.aws.amazon.com/saml',
      provider('saml-provider/other'),
    ),
  ],
};

const GITHUB = 'token.actions.githubusercontent.com';
const github = (claim: string, sub: string, aud = 'sts.amazonaws.com', host = GITHUB): Claim =>
  signIn(claim, 'deploy', provider(`oidc-provider/${host}`), {
    [`${GITHUB}:sub`]: sub,
    [`${GITHUB}:aud`]: aud,
  });
/** Runs of one branch of `acme/models` assume the role `deploy`. */
export const assumedByGithub: Requests = {
  allowed: saidBy(PAGES.github, github('deploy from the branch', 'repo:acme/models:ref:refs/heads/main')),
  nearMisses: [
    github('deploy from another branch', 'repo:acme/models:ref:refs/heads/feature'),
    github('deploy from a branch that begins alike', 'repo:acme/models:ref:refs/heads/main-2'),
    github('deploy from a pull request', 'repo:acme/models:pull_request'),
    github('deploy from a tag', 'repo:acme/models:ref:refs/tags/main'),
    github('deploy from another repository', 'repo:acme/site:ref:refs/heads/main'),
    github('deploy from a repository of another owner', 'repo:acme-evil/models:ref:refs/heads/main'),
    github(
      'deploy with a token for another audience',
      'repo:acme/models:ref:refs/heads/main',
      'https://github.com/acme',
    ),
    github('deploy by another provider', 'repo:acme/models:ref:refs/heads/main', undefined, 'gitlab.com'),
  ],
};

const gitlab = (claim: string, sub: string, aud = 'https://gitlab.com', host = 'gitlab.com'): Claim =>
  signIn(claim, 'deploy', provider(`oidc-provider/${host}`), {
    'gitlab.com:sub': sub,
    'gitlab.com:aud': aud,
  });
/** Jobs of one branch of `acme/ml/models` assume the role `deploy`. */
export const assumedByGitlab: Requests = {
  allowed: saidBy(
    PAGES.gitlab,
    gitlab('deploy from the branch', 'project_path:acme/ml/models:ref_type:branch:ref:main'),
  ),
  nearMisses: [
    gitlab('deploy from another branch', 'project_path:acme/ml/models:ref_type:branch:ref:feature'),
    gitlab('deploy from a tag', 'project_path:acme/ml/models:ref_type:tag:ref:main'),
    gitlab('deploy from another project', 'project_path:acme/ml/site:ref_type:branch:ref:main'),
    gitlab('deploy from a project of another group', 'project_path:evil/ml/models:ref_type:branch:ref:main'),
    gitlab(
      'deploy with a token for another audience',
      'project_path:acme/ml/models:ref_type:branch:ref:main',
      'https://vault.example.com',
    ),
    gitlab(
      'deploy by another provider',
      'project_path:acme/ml/models:ref_type:branch:ref:main',
      undefined,
      GITHUB,
    ),
  ],
};

const CLUSTER = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
const kubernetes = (
  claim: string,
  sub: string,
  aud = 'sts.amazonaws.com',
  host = CLUSTER,
  account?: string,
): Claim =>
  signIn(claim, 'trainer', provider(`oidc-provider/${host}`, account), {
    [`${host}:sub`]: sub,
    [`${host}:aud`]: aud,
  });
/** Pods with the service account `trainer` of the namespace `ml` assume the role `trainer`. */
export const assumedByServiceAccount: Requests = {
  allowed: saidBy(
    PAGES.irsa,
    kubernetes('be assumed by the service account', 'system:serviceaccount:ml:trainer'),
  ),
  nearMisses: [
    kubernetes('be assumed by another service account', 'system:serviceaccount:ml:default'),
    kubernetes('be assumed from another namespace', 'system:serviceaccount:default:trainer'),
    kubernetes(
      'be assumed with a token for the cluster itself',
      'system:serviceaccount:ml:trainer',
      'kubernetes',
    ),
    kubernetes(
      'be assumed from another cluster',
      'system:serviceaccount:ml:trainer',
      undefined,
      CLUSTER.replace('0123', '9999'),
    ),
    kubernetes(
      'be assumed through a provider of another account',
      'system:serviceaccount:ml:trainer',
      undefined,
      CLUSTER,
      OTHER_ACCOUNT,
    ),
  ],
};

const EKS_CLUSTER = 'arn:aws:eks:eu-west-1:111122223333:cluster/ml';
const POD: Context = {
  'aws:SourceAccount': '111122223333',
  'aws:SourceArn': EKS_CLUSTER,
  'aws:RequestTag/eks-cluster-arn': EKS_CLUSTER,
  'aws:RequestTag/kubernetes-namespace': 'ml',
  'aws:RequestTag/kubernetes-service-account': 'trainer',
};
const pod = (
  verb: string,
  claim: string,
  more: Context = {},
  who: Asker['who'] = 'pods.eks.amazonaws.com',
): Claim => ({
  ...ask(`${verb} ${claim}`, `sts:${verb}`, roleArn('trainer'), { ...POD, ...more }),
  principal: who,
});
/** The same for EKS Pod Identity, whose agent tags the session with where the pod is. */
export const assumedByPod: Requests = {
  allowed: [
    ...saidBy(PAGES.podIdentity, pod('AssumeRole', 'for the service account')),
    ...saidBy(PAGES.podTags, pod('TagSession', 'for the service account')),
  ],
  nearMisses: ['AssumeRole', 'TagSession'].flatMap((verb) => [
    pod(verb, 'for another service account', { 'aws:RequestTag/kubernetes-service-account': 'default' }),
    pod(verb, 'for another namespace', { 'aws:RequestTag/kubernetes-namespace': 'default' }),
    pod(verb, 'for another cluster', { 'aws:RequestTag/eks-cluster-arn': `${EKS_CLUSTER}-2` }),
    pod(verb, 'by another service', {}, 'ec2.amazonaws.com'),
  ]),
};

/** The trust of a role that leaves it to the policies of the account. */
const OF_THE_ACCOUNT = {
  Statement: { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' },
} as const;

const reserved = (name: string, account = '111122223333'): NonNullable<Claim['principal']> => ({
  arn: `arn:aws:sts::${account}:assumed-role/${name}/ana@example.com`,
  roleArn: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-west-1/${name}`,
});
export const PERMISSION_SET = reserved('AWSReservedSSO_Scientist_0123456789abcdef');
/** People with the permission set `Scientist` of IAM Identity Center assume the role `scientist`. */
export const assumedFromPermissionSet: Requests = {
  allowed: saidBy(
    PAGES.permissionSets,
    ask('assume the role from the permission set', 'sts:AssumeRole', roleArn('scientist')),
    asked('assume it after the permission set was provisioned anew', 'sts:AssumeRole', 'scientist', {
      who: reserved('AWSReservedSSO_Scientist_fedcba9876543210'),
    }),
  ),
  nearMisses: [
    asked('assume it from another permission set', 'sts:AssumeRole', 'scientist', {
      who: reserved('AWSReservedSSO_Billing_0123456789abcdef'),
    }),
    asked('assume it from a permission set whose name goes on', 'sts:AssumeRole', 'scientist', {
      who: reserved('AWSReservedSSO_Scientist_Intern_0123456789abcdef'),
    }),
    asked('assume it from a role that only looks like one', 'sts:AssumeRole', 'scientist', {
      who: sessionOf('AWSReservedSSO_Scientist_0123456789abcdef'),
    }),
    asked('assume it from the permission set in another account', 'sts:AssumeRole', 'scientist', {
      who: reserved('AWSReservedSSO_Scientist_0123456789abcdef', OTHER_ACCOUNT),
    }),
    {
      ...ask('assume it without a policy that says so', 'sts:AssumeRole', roleArn('scientist')),
      principal: PERMISSION_SET,
    },
    {
      ...ask('assume another role of the account', 'sts:AssumeRole', roleArn('admin')),
      beside: { resource: OF_THE_ACCOUNT },
    },
  ],
};
