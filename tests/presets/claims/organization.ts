/* What the guard rails of an organisation stop, and what they must not. Written from AWS's pages, before the policies. */
import type { Context, Policies } from '@leastwise/evaluate';
import type { Claim } from '../proof.ts';
import { EVERYTHING, OTHER_ACCOUNT, sessionOf } from '../sides.ts';
import { ask, type Requests, saidBy } from './requests.ts';

const ORGANIZATIONS = 'https://docs.aws.amazon.com/organizations/latest/userguide';
const PAGES = {
  general: `${ORGANIZATIONS}/orgs_manage_policies_scps_examples_general.html`,
  root: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  cloudTrail: 'https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html',
  groups: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
  rcp: `${ORGANIZATIONS}/orgs_manage_policies_rcps_examples.html`,
} as const;

const IAM = 'arn:aws:iam::111122223333';
const ROOT = `${IAM}:root`;
const beside = { identity: [EVERYTHING] } as const;
const HOME: Context = { 'aws:RequestedRegion': 'eu-west-1' };
const may = (claim: string, action: string, resource: string, context: Context = HOME): Claim => ({
  ...ask(claim, action, resource, context),
  beside,
});
const as = (principal: NonNullable<Claim['principal']>, claim: Claim): Claim => ({ ...claim, principal });

export const GUARD = sessionOf('guard');
const TRAIL = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/organisation';
const TRAIL_VERBS = ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'];
const GUARDED = [
  'AttachRolePolicy',
  'DeleteRole',
  'DeleteRolePermissionsBoundary',
  'DeleteRolePolicy',
  'DetachRolePolicy',
  'PutRolePermissionsBoundary',
  'PutRolePolicy',
  'UpdateAssumeRolePolicy',
  'UpdateRole',
  'UpdateRoleDescription',
];

export const deniesRoot: Requests = {
  allowed: saidBy(PAGES.root, may('work as a role', 's3:ListAllMyBuckets', '*')),
  nearMisses: [
    as(ROOT, may('do anything as the root user', 's3:ListAllMyBuckets', '*')),
    as(ROOT, may('make an access key of the root user', 'iam:CreateAccessKey', ROOT)),
  ],
};

export const deniesRootKeys: Requests = {
  allowed: saidBy(
    PAGES.root,
    may('make an access key of a user', 'iam:CreateAccessKey', `${IAM}:user/ana`),
    as(ROOT, may('do what only the root user can', 'account:CloseAccount', '*')),
  ),
  nearMisses: [as(ROOT, may('make an access key of the root user', 'iam:CreateAccessKey', ROOT))],
};

/** One request of each of `GLOBAL_SERVICES`; they are answered in us-east-1, or in us-west-2. */
const GLOBAL =
  `a4b:GetRoom acm:ListCertificates aws-marketplace-management:viewReports aws-marketplace:ViewSubscriptions
  aws-portal:ViewBilling budgets:ViewBudget ce:GetCostAndUsage chime:ListAccounts cloudfront:ListDistributions config:DescribeConfigRules
  cur:DescribeReportDefinitions directconnect:DescribeConnections ec2:DescribeRegions ec2:DescribeTransitGateways
  ec2:DescribeVpnGateways fms:ListPolicies globalaccelerator:ListAccelerators health:DescribeEvents iam:ListRoles importexport:ListJobs
  kms:ListKeys mobileanalytics:GetReports networkmanager:DescribeGlobalNetworks organizations:DescribeOrganization
  pricing:GetProducts route53:ListHostedZones route53domains:ListDomains route53-recovery-cluster:GetRoutingControlState
  route53-recovery-control-config:ListClusters route53-recovery-readiness:ListCells s3:GetAccountPublicAccessBlock s3:ListAllMyBuckets
  s3:ListMultiRegionAccessPoints s3:PutAccountPublicAccessBlock shield:ListAttacks sts:GetAccessKeyInfo support:DescribeCases
  supportplans:GetSupportPlan trustedadvisor:DescribeChecks waf-regional:ListRules waf:ListRules wafv2:ListWebACLs
  wellarchitected:ListWorkloads`.split(/\s+/);
const AWAY: Context = { 'aws:RequestedRegion': 'us-east-1' };
export const staysInRegions: Requests = {
  allowed: saidBy(
    PAGES.general,
    may('start an instance at home', 'ec2:StartInstances', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1'),
    may(
      'start one in the second region',
      'ec2:StartInstances',
      'arn:aws:ec2:eu-central-1:111122223333:instance/i-1',
      {
        'aws:RequestedRegion': 'eu-central-1',
      },
    ),
    ...GLOBAL.map((action) => may(`${action} where it is answered`, action, '*', AWAY)),
    as(
      GUARD,
      may(
        'look after another region as the guard',
        'ec2:StopInstances',
        'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
        AWAY,
      ),
    ),
  ),
  nearMisses: [
    may(
      'start an instance elsewhere',
      'ec2:StartInstances',
      'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
      AWAY,
    ),
    may(
      'train elsewhere',
      'sagemaker:CreateTrainingJob',
      'arn:aws:sagemaker:us-east-1:111122223333:training-job/a',
      AWAY,
    ),
    may('make a bucket elsewhere', 's3:CreateBucket', 'arn:aws:s3:::a-bucket', AWAY),
    as(
      ROOT,
      may(
        'make a queue elsewhere as the root user',
        'sqs:CreateQueue',
        'arn:aws:sqs:us-east-1:111122223333:q',
        AWAY,
      ),
    ),
  ],
};

export const protectsCloudTrail: Requests = {
  allowed: saidBy(
    PAGES.cloudTrail,
    may('read what happened', 'cloudtrail:LookupEvents', '*'),
    ...TRAIL_VERBS.map((verb) => as(GUARD, may(`${verb} as the guard`, `cloudtrail:${verb}`, TRAIL))),
  ),
  nearMisses: TRAIL_VERBS.flatMap((verb) => [
    may(verb, `cloudtrail:${verb}`, TRAIL),
    as(ROOT, may(`${verb} as the root user`, `cloudtrail:${verb}`, TRAIL)),
  ]),
};

export const staysInOrganization: Requests = {
  allowed: saidBy(PAGES.general, may('look at the organisation', 'organizations:DescribeOrganization', '*')),
  nearMisses: [may('leave the organisation', 'organizations:LeaveOrganization', '*')],
};

export const protectsRoles: Requests = {
  allowed: saidBy(
    PAGES.general,
    may('change another role', 'iam:PutRolePolicy', `${IAM}:role/training`),
    may('look at the guard', 'iam:GetRole', `${IAM}:role/guard`),
    ...GUARDED.map((verb) => as(GUARD, may(`${verb} as the guard`, `iam:${verb}`, `${IAM}:role/guard`))),
  ),
  nearMisses: GUARDED.map((verb) => may(`${verb} of the guard`, `iam:${verb}`, `${IAM}:role/guard`)),
};

export const keepsPoliciesToGroups: Requests = {
  allowed: saidBy(
    PAGES.groups,
    may('give a group a policy', 'iam:AttachGroupPolicy', `${IAM}:group/scientists`),
    may('put a user into a group', 'iam:AddUserToGroup', `${IAM}:group/scientists`),
    may('take a policy from a user', 'iam:DetachUserPolicy', `${IAM}:user/ana`),
    ...['AttachUserPolicy', 'PutUserPolicy'].map((verb) =>
      as(GUARD, may(`${verb} as the guard`, `iam:${verb}`, `${IAM}:user/ana`)),
    ),
  ),
  nearMisses: ['AttachUserPolicy', 'PutUserPolicy'].map((verb) =>
    may(verb, `iam:${verb}`, `${IAM}:user/ana`),
  ),
};

const OBJECT = 'arn:aws:s3:::my-ml-datasets/train/1.csv';
const OWN: Context = { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' };
/** A resource whose own policy lets everyone in, as it must not. */
const open = (more: Policies = {}): Policies => ({
  identity: [EVERYTHING],
  resource: { Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } },
  ...more,
});
const outside = sessionOf('stranger', OTHER_ACCOUNT);
const RESOURCES = [
  ['s3:GetObject', OBJECT],
  ['sqs:ReceiveMessage', 'arn:aws:sqs:eu-west-1:111122223333:jobs'],
  ['kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
  ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-Ab1Cd2'],
  ['sts:AssumeRole', `${IAM}:role/training`],
] as const;
export const keepsStrangersOut: Requests = {
  allowed: saidBy(
    PAGES.rcp,
    ...RESOURCES.map(([action, on]) => ({
      ...ask(`${action} from the organisation`, action, on, OWN),
      beside: open(),
    })),
    {
      ...ask('read from a partner’s account', 's3:GetObject', OBJECT, {
        'aws:PrincipalOrgID': 'o-partner000',
      }),
      principal: sessionOf('partner', '777788889999'),
      beside: open(),
    },
    {
      ...ask(
        'sign in by an identity provider, which is of no organisation',
        'sts:AssumeRoleWithWebIdentity',
        `${IAM}:role/training`,
      ),
      principal: `${IAM}:oidc-provider/token.actions.githubusercontent.com`,
      beside: open(),
    },
    {
      ...ask('have a service write for the organisation', 's3:PutObject', OBJECT, {
        'aws:SourceOrgID': 'o-a1b2c3d4e5',
        'aws:SourceAccount': OTHER_ACCOUNT,
        'aws:PrincipalIsAWSService': true,
      }),
      principal: 'cloudtrail.amazonaws.com',
      beside: open(),
    },
    {
      ...ask('have a service write for no account', 's3:PutObject', OBJECT, {
        'aws:PrincipalIsAWSService': true,
      }),
      principal: 'cloudtrail.amazonaws.com',
      beside: open(),
    },
  ),
  nearMisses: [
    ...RESOURCES.flatMap(([action, on]) => [
      {
        ...ask(`${action} from another organisation`, action, on, { 'aws:PrincipalOrgID': 'o-z9y8x7w6v5' }),
        principal: outside,
        beside: open(),
      },
      {
        ...ask(`${action} from an account without organisation`, action, on),
        principal: outside,
        beside: open(),
      },
      {
        ...ask(`${action} without TLS`, action, on, { ...OWN, 'aws:SecureTransport': false }),
        beside: open(),
      },
      {
        ...ask(`have a service ${action} for another organisation`, action, on, {
          'aws:SourceOrgID': 'o-z9y8x7w6v5',
          'aws:SourceAccount': OTHER_ACCOUNT,
          'aws:PrincipalIsAWSService': true,
        }),
        principal: 'cloudtrail.amazonaws.com',
        beside: open(),
      },
      {
        ...ask(`have a service ${action} for an account without organisation`, action, on, {
          'aws:SourceAccount': OTHER_ACCOUNT,
          'aws:PrincipalIsAWSService': true,
        }),
        principal: 'cloudtrail.amazonaws.com',
        beside: open(),
      },
    ]),
    { ...ask('read without signing in', 's3:GetObject', OBJECT), principal: '*', beside: open() },
  ],
};
