import { iam } from '@leastwise/aws/iam';
import { s3 } from '@leastwise/aws/s3';
import { policy } from '@leastwise/policy';
import { limitMfaAge, ownCredentials, requireMfa, team } from '@leastwise/presets/iam';
import { readOnlyDataSet } from '@leastwise/presets/s3';
import { ANA, managesOwnCredentials, needsMfa, needsRecentMfa } from '../../claims/people.ts';
import { together } from '../../claims/requests.ts';
import type { Proof } from '../../proof.ts';
import { ACCOUNT, identitySide } from '../../sides.ts';

const users = { account: ACCOUNT, path: '/ml/' } as const;
const sensitive = { actions: [iam.DeleteRole, s3.DeleteBucket], maxAge: 3600 } as const;
const NONE = 'none: it allows nothing';

const scientists = {
  ...users,
  name: 'scientists',
  policies: [{ kind: 'managed-policy', name: 'read', document: readOnlyDataSet({ bucket: 'a-bucket' }) }],
  members: [{ kind: 'user', name: 'ana', path: '/ml/' }],
} as const;
const OBJECT = 'arn:aws:s3:::a-bucket/b';
const asMember = { action: 's3:GetObject', resource: OBJECT } as const;
const bucket = { action: 's3:ListBucket', resource: 'arn:aws:s3:::a-bucket' } as const;
const GROUPS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html';
const MFA = { 'aws:MultiFactorAuthPresent': true } as const;

export const proofs: readonly Proof[] = [
  {
    preset: 'iam.ownCredentials',
    purpose: 'look after one’s own password, access keys and MFA',
    parameters: users,
    sides: [identitySide(ownCredentials(users))],
    caller: ANA,
    ...managesOwnCredentials,
    peer: {
      managedPolicies: ['IAMUserChangePassword', 'IAMSelfManageServiceSpecificCredentials'],
      extras: [
        'iam:GetUser',
        'iam:ListAccessKeys',
        'iam:CreateAccessKey',
        'iam:UpdateAccessKey',
        'iam:DeleteAccessKey',
        'iam:GetAccessKeyLastUsed',
        'iam:ListMFADevices',
        'iam:GetMFADevice',
        'iam:EnableMFADevice',
        'iam:ResyncMFADevice',
        'iam:DeactivateMFADevice',
        'iam:CreateVirtualMFADevice',
        'iam:DeleteVirtualMFADevice',
        'iam:ListVirtualMFADevices',
      ].map((action) => ({
        action,
        reason: 'AWS has managed policies for passwords and for credentials of services alone',
      })),
    },
  },
  {
    preset: 'iam.requireMfa',
    purpose: 'deny everything but enrolling a device to who did not sign in with MFA',
    parameters: users,
    sides: [identitySide(policy(...requireMfa(users)))],
    caller: ANA,
    ...needsMfa(),
    peer: { none: NONE },
  },
  {
    preset: 'iam.requireMfa',
    variant: 'with a first password to change',
    purpose: 'the same for users who must choose a password first',
    parameters: { ...users, firstPassword: true },
    sides: [identitySide(policy(...requireMfa({ ...users, firstPassword: true })))],
    caller: ANA,
    ...needsMfa({ firstPassword: true }),
    peer: { none: NONE },
  },
  {
    preset: 'iam.limitMfaAge',
    purpose: 'deny sensitive actions to who signed in with MFA too long ago',
    parameters: sensitive,
    sides: [identitySide(policy(limitMfaAge(sensitive)))],
    caller: ANA,
    ...needsRecentMfa,
    peer: { none: NONE },
  },
  {
    preset: 'iam.team',
    purpose: 'a group whose members need MFA and look after themselves',
    parameters: scientists,
    sides: (team(scientists).policies ?? []).flatMap((each) =>
      typeof each === 'string' ? [] : [identitySide(each.document, each.name)],
    ),
    caller: ANA,
    ...together(managesOwnCredentials, needsMfa(), {
      allowed: [
        { claim: 'read the team’s data with MFA', page: GROUPS, context: MFA, ...asMember },
        { claim: 'list the team’s data with MFA', page: GROUPS, context: MFA, ...bucket },
      ],
      nearMisses: [
        { claim: 'read the team’s data without MFA', ...asMember },
        { claim: 'change the team’s data', context: MFA, ...asMember, action: 's3:PutObject' },
        { claim: 'read other data', context: MFA, ...asMember, resource: 'arn:aws:s3:::payroll/b' },
        { claim: 'list other data', context: MFA, ...bucket, resource: 'arn:aws:s3:::payroll' },
      ],
    }),
    peer: { none: 'none: AWS has no groups of its own' },
    spared: Object.fromEntries(
      [2, 3].map((i) => [
        `scientists-own-credentials Statement[${i}].Condition.Bool: without aws:MultiFactorAuthPresent`,
        'beside `requireMfa` it is said twice; the policy is whole by itself',
      ]),
    ),
  },
];
