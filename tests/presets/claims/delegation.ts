/* What administrators of a part of IAM ask for, and how they would get further. Written from AWS's pages, before the policies. */
import type { Context } from '@leastwise/evaluate';
import type { Claim } from '../proof.ts';
import { EVERYTHING } from '../sides.ts';
import { ask, type Requests, saidBy } from './requests.ts';

const PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html';
const IAM = 'arn:aws:iam::111122223333';
/** The administrators look after what is below `/ml/`; the boundary is not there. */
const [ROLE, USER, POLICY] = [`${IAM}:role/ml/training`, `${IAM}:user/ml/ana`, `${IAM}:policy/ml/read`];
const OUTSIDE = {
  role: `${IAM}:role/payroll`,
  user: `${IAM}:user/payroll`,
  policy: `${IAM}:policy/payroll`,
} as const;
export const BOUNDARY_ARN: string = `${IAM}:policy/ml-boundary`;
const OTHER_BOUNDARY = `${IAM}:policy/ml/everything`;
const bounded: Context = { 'iam:PermissionsBoundary': BOUNDARY_ARN };
const otherwise: Context = { 'iam:PermissionsBoundary': OTHER_BOUNDARY };

/** What is asked of a role or user only as long as it has the boundary, and what is about its policies. */
const BOUNDED = {
  role: [
    'CreateRole',
    'PutRolePermissionsBoundary',
    'AttachRolePolicy',
    'DetachRolePolicy',
    'PutRolePolicy',
    'DeleteRolePolicy',
  ],
  user: [
    'CreateUser',
    'PutUserPermissionsBoundary',
    'AttachUserPolicy',
    'DetachUserPolicy',
    'PutUserPolicy',
    'DeleteUserPolicy',
  ],
} as const;
const UPKEEP = {
  role: [
    'GetRole',
    'UpdateRole',
    'UpdateAssumeRolePolicy',
    'DeleteRole',
    'ListRolePolicies',
    'GetRolePolicy',
    'ListAttachedRolePolicies',
    'TagRole',
    'UntagRole',
  ],
  user: [
    'GetUser',
    'DeleteUser',
    'ListUserPolicies',
    'GetUserPolicy',
    'ListAttachedUserPolicies',
    'TagUser',
    'UntagUser',
  ],
  policy: [
    'CreatePolicy',
    'GetPolicy',
    'DeletePolicy',
    'CreatePolicyVersion',
    'GetPolicyVersion',
    'ListPolicyVersions',
    'SetDefaultPolicyVersion',
    'DeletePolicyVersion',
    'TagPolicy',
    'UntagPolicy',
  ],
} as const;
const WHERE = { role: ROLE, user: USER, policy: POLICY } as const;
const kinds = ['role', 'user', 'policy'] as const;

/** Makes roles and users below a path, each with the boundary, and looks after them and their policies. */
export const administersBounded: Requests = {
  allowed: saidBy(
    PAGE,
    ...(['role', 'user'] as const).flatMap((kind) =>
      BOUNDED[kind].map((verb) => ask(`${verb} with the boundary`, `iam:${verb}`, WHERE[kind], bounded)),
    ),
    ...kinds.flatMap((kind) => UPKEEP[kind].map((verb) => ask(verb, `iam:${verb}`, WHERE[kind]))),
  ),
  nearMisses: [
    ...(['role', 'user'] as const).flatMap((kind) =>
      BOUNDED[kind].flatMap((verb) => [
        ask(`${verb} without a boundary`, `iam:${verb}`, WHERE[kind]),
        ask(`${verb} with another boundary`, `iam:${verb}`, WHERE[kind], otherwise),
        ask(`${verb} outside of the path`, `iam:${verb}`, OUTSIDE[kind], bounded),
      ]),
    ),
    ...kinds.flatMap((kind) =>
      UPKEEP[kind].map((verb) => ask(`${verb} outside of the path`, `iam:${verb}`, OUTSIDE[kind])),
    ),
    ask('take a role’s boundary away', 'iam:DeleteRolePermissionsBoundary', ROLE, bounded),
    ask('take a user’s boundary away', 'iam:DeleteUserPermissionsBoundary', USER, bounded),
    ...['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion', 'DeletePolicy'].map((verb) =>
      ask(`${verb} of the boundary`, `iam:${verb}`, BOUNDARY_ARN),
    ),
    ask('give herself a policy', 'iam:AttachRolePolicy', `${IAM}:role/ml-admin`, bounded),
    ask('change her own boundary', 'iam:PutRolePermissionsBoundary', `${IAM}:role/ml-admin`, bounded),
    ask('make a key for a user outside', 'iam:CreateAccessKey', OUTSIDE.user),
    ask('put a user into a group', 'iam:AddUserToGroup', `${IAM}:group/admins`),
    ask('do what the roles do', 's3:GetObject', 'arn:aws:s3:::my-ml-datasets/train/1.csv'),
  ],
};

/** What the boundary leaves to a role that has been given every permission. */
const withEverything = (claim: Claim): Claim => ({ ...claim, beside: { identity: [EVERYTHING] } });
const PASS = { 'iam:PassedToService': 'sagemaker.amazonaws.com' } as const;
export const worksInBoundary: Requests = {
  allowed: saidBy(
    PAGE,
    ask('read the team’s data', 's3:GetObject', 'arn:aws:s3:::my-ml-datasets/train/1.csv'),
    ask('pass a role of the team', 'iam:PassRole', ROLE, PASS),
    ask('make a role with the boundary', 'iam:CreateRole', ROLE, bounded),
    ask('make a user with the boundary', 'iam:CreateUser', USER, bounded),
    ask('set the boundary of a role', 'iam:PutRolePermissionsBoundary', ROLE, bounded),
    ask('set the boundary of a user', 'iam:PutUserPermissionsBoundary', USER, bounded),
    ask('change a policy of the team', 'iam:CreatePolicyVersion', POLICY),
    ask(
      'make an instance profile of the team',
      'iam:CreateInstanceProfile',
      `${IAM}:instance-profile/ml/gpu`,
    ),
  ).map((claim) => ({ ...withEverything(claim), page: PAGE })),
  nearMisses: [
    ask('pay the bills', 'aws-portal:ModifyBilling', '*'),
    ask('read other data', 's3:GetObject', 'arn:aws:s3:::payroll/1.csv'),
    ask('make a role without a boundary', 'iam:CreateRole', ROLE),
    ask('make a role with another boundary', 'iam:CreateRole', ROLE, otherwise),
    ask('make a user without a boundary', 'iam:CreateUser', USER),
    ask('make a user with another boundary', 'iam:CreateUser', USER, otherwise),
    ask('set another boundary of a role', 'iam:PutRolePermissionsBoundary', ROLE, otherwise),
    ask('set another boundary of a user', 'iam:PutUserPermissionsBoundary', USER, otherwise),
    ask('take a role’s boundary away', 'iam:DeleteRolePermissionsBoundary', ROLE, bounded),
    ask('take a user’s boundary away', 'iam:DeleteUserPermissionsBoundary', USER, bounded),
    ...['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion', 'DeletePolicy'].map((verb) =>
      ask(`${verb} of the boundary`, `iam:${verb}`, BOUNDARY_ARN),
    ),
    ask('make a role outside of the path', 'iam:CreateRole', OUTSIDE.role, bounded),
    ask('pass a role outside of the path', 'iam:PassRole', OUTSIDE.role, PASS),
    ask('give a role outside a policy', 'iam:AttachRolePolicy', OUTSIDE.role),
    ask('let itself assume a role outside', 'iam:UpdateAssumeRolePolicy', OUTSIDE.role),
    ask('make a key for a user outside', 'iam:CreateAccessKey', OUTSIDE.user),
    ask('change a policy of others', 'iam:CreatePolicyVersion', OUTSIDE.policy),
    ask('join a group', 'iam:AddUserToGroup', `${IAM}:group/admins`),
    ask(
      'trust another identity provider',
      'iam:CreateOpenIDConnectProvider',
      `${IAM}:oidc-provider/evil.example`,
    ),
  ].map(withEverything),
};
