/* What people ask of IAM for themselves, with and without MFA. Written from AWS's pages, before the policies. */
import type { Context } from '@leastwise/evaluate';
import type { Claim } from '../proof.ts';
import { EVERYTHING } from '../sides.ts';
import { ask, type Requests, saidBy } from './requests.ts';

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const SELF = `${GUIDE}/reference_policies_examples_aws_my-sec-creds-self-manage.html`;
const MFA_API = `${GUIDE}/id_credentials_mfa_configure-api-require.html`;

export const ANA = 'arn:aws:iam::111122223333:user/ml/ana';
export const BEN = 'arn:aws:iam::111122223333:user/ml/ben';
const ANAS_DEVICE = 'arn:aws:iam::111122223333:mfa/ana';
const BENS_DEVICE = 'arn:aws:iam::111122223333:mfa/ben';

const WITH_MFA = { 'aws:MultiFactorAuthPresent': true, 'aws:MultiFactorAuthAge': 60 } as const;
/** Of temporary credentials, AWS says that there was no MFA. */
const WITHOUT_MFA = { 'aws:MultiFactorAuthPresent': false } as const;
/** Of a long-term key, AWS says nothing of MFA. */
const LONG_TERM_KEY: Context = {};

const OWN_USER = [
  ['see herself', 'GetUser'],
  ['change her password', 'ChangePassword'],
  ['list her access keys', 'ListAccessKeys'],
  ['make an access key', 'CreateAccessKey'],
  ['switch an access key off', 'UpdateAccessKey'],
  ['delete an access key', 'DeleteAccessKey'],
  ['see when a key was used', 'GetAccessKeyLastUsed'],
  ['list her MFA devices', 'ListMFADevices'],
  ['see an MFA device of hers', 'GetMFADevice'],
  ['enable her MFA device', 'EnableMFADevice'],
  ['set her MFA device again', 'ResyncMFADevice'],
  ['deactivate her MFA device', 'DeactivateMFADevice'],
] as const;

function forBen(claim: string): string {
  return claim
    .replace('herself', 'Ben')
    .replace(/\bof hers\b/, 'of Ben’s')
    .replace(/\b(her|an|a)\b/, 'Ben’s');
}

/** A user looks after their own password, access keys and MFA device. */
export const managesOwnCredentials: Requests = {
  allowed: saidBy(
    SELF,
    ...OWN_USER.map(([claim, action]) => ask(claim, `iam:${action}`, ANA, WITH_MFA)),
    ask('make her virtual MFA device', 'iam:CreateVirtualMFADevice', ANAS_DEVICE, WITHOUT_MFA),
    ask('enable her first MFA device', 'iam:EnableMFADevice', ANA, WITHOUT_MFA),
    ask('delete her virtual MFA device', 'iam:DeleteVirtualMFADevice', ANAS_DEVICE, WITH_MFA),
    ask('see what passwords must be', 'iam:GetAccountPasswordPolicy', '*', WITH_MFA),
    ask('list virtual MFA devices', 'iam:ListVirtualMFADevices', '*', WITH_MFA),
  ),
  nearMisses: [
    ...OWN_USER.map(([claim, action]) => ask(forBen(claim), `iam:${action}`, BEN, WITH_MFA)),
    ask('make Ben’s virtual MFA device', 'iam:CreateVirtualMFADevice', BENS_DEVICE, WITH_MFA),
    ask('delete Ben’s virtual MFA device', 'iam:DeleteVirtualMFADevice', BENS_DEVICE, WITH_MFA),
    ask('deactivate her MFA device without MFA', 'iam:DeactivateMFADevice', ANA, WITHOUT_MFA),
    ask('deactivate her MFA device with a long-term key', 'iam:DeactivateMFADevice', ANA, LONG_TERM_KEY),
    ask('delete her virtual MFA device without MFA', 'iam:DeleteVirtualMFADevice', ANAS_DEVICE, WITHOUT_MFA),
    ask('reset her password as an administrator would', 'iam:UpdateLoginProfile', ANA, WITH_MFA),
    ask('give herself a policy', 'iam:AttachUserPolicy', ANA, WITH_MFA),
    ask('write herself a policy', 'iam:PutUserPolicy', ANA, WITH_MFA),
    ask(
      'make a key of a user of her name elsewhere',
      'iam:CreateAccessKey',
      ANA.replace('/ml/', '/'),
      WITH_MFA,
    ),
  ],
};

/** What else the user may do is not what is proven: everything, here. */
const besides = (claim: Claim): Claim => ({ ...claim, beside: { identity: [EVERYTHING] } });

/** What it takes to enrol a device and to sign in with it, which is about the user alone but for the last two. */
const ENROLMENT = [
  ['see herself', 'iam:GetUser', ANA],
  ['see an MFA device of hers', 'iam:GetMFADevice', ANA],
  ['list her MFA devices', 'iam:ListMFADevices', ANA],
  ['enable her MFA device', 'iam:EnableMFADevice', ANA],
  ['set her MFA device again', 'iam:ResyncMFADevice', ANA],
  ['make her virtual MFA device', 'iam:CreateVirtualMFADevice', ANAS_DEVICE],
  ['list virtual MFA devices', 'iam:ListVirtualMFADevices', '*'],
  ['sign in with MFA', 'sts:GetSessionToken', '*'],
] as const;

/** Nothing but self-service is open to who did not sign in with MFA, whatever else is allowed. */
export function needsMfa({ firstPassword = false } = {}): Requests {
  const ofPassword = [
    ask('choose a password at the first sign-in', 'iam:ChangePassword', ANA, WITHOUT_MFA),
    ask('see what passwords must be', 'iam:GetAccountPasswordPolicy', '*', WITHOUT_MFA),
  ].map(besides);
  return {
    allowed: saidBy(
      SELF,
      ...ENROLMENT.map(([claim, action, on]) => besides(ask(claim, action, on, WITHOUT_MFA))),
      ...(firstPassword ? ofPassword : []),
      besides(ask('read with MFA what else is allowed', 's3:GetObject', 'arn:aws:s3:::a-bucket/b', WITH_MFA)),
      besides(ask('enable Ben’s device with MFA, if else allowed', 'iam:EnableMFADevice', BEN, WITH_MFA)),
      besides(
        ask(
          'make Ben’s device with MFA, if else allowed',
          'iam:CreateVirtualMFADevice',
          BENS_DEVICE,
          WITH_MFA,
        ),
      ),
    ),
    nearMisses: [
      besides(ask('read without MFA', 's3:GetObject', 'arn:aws:s3:::a-bucket/b', WITHOUT_MFA)),
      besides(ask('read with a long-term key', 's3:GetObject', 'arn:aws:s3:::a-bucket/b', LONG_TERM_KEY)),
      besides(ask('make an access key without MFA', 'iam:CreateAccessKey', ANA, WITHOUT_MFA)),
      besides(ask('deactivate her MFA device without MFA', 'iam:DeactivateMFADevice', ANA, WITHOUT_MFA)),
      besides(
        ask('assume a role without MFA', 'sts:AssumeRole', 'arn:aws:iam::111122223333:role/a', WITHOUT_MFA),
      ),
      ...ENROLMENT.filter(([, , on]) => on !== '*').map(([claim, action, on]) =>
        besides(ask(`${forBen(claim)} without MFA`, action, on === ANA ? BEN : BENS_DEVICE, WITHOUT_MFA)),
      ),
      besides(ask('enable Ben’s MFA device with a long-term key', 'iam:EnableMFADevice', BEN, LONG_TERM_KEY)),
      besides(
        ask(
          'make Ben’s virtual MFA device with a long-term key',
          'iam:CreateVirtualMFADevice',
          BENS_DEVICE,
          LONG_TERM_KEY,
        ),
      ),
      ...(firstPassword
        ? [besides(ask('change Ben’s password without MFA', 'iam:ChangePassword', BEN, WITHOUT_MFA))]
        : ofPassword),
    ],
  };
}

/** Two sensitive actions are open for an hour after signing in with MFA. */
export const needsRecentMfa: Requests = {
  allowed: saidBy(
    MFA_API,
    ...['iam:DeleteRole', 's3:DeleteBucket'].map((action) =>
      besides(ask(`${action} soon after MFA`, action, onWhat(action), WITH_MFA)),
    ),
    besides(
      ask('DeleteRole at the end of the hour', 'iam:DeleteRole', onWhat('iam:DeleteRole'), {
        ...WITH_MFA,
        'aws:MultiFactorAuthAge': 3600,
      }),
    ),
    besides(ask('do anything else long after MFA', 's3:ListBucket', 'arn:aws:s3:::a-bucket', late())),
    besides(ask('do anything else without MFA', 's3:ListBucket', 'arn:aws:s3:::a-bucket', WITHOUT_MFA)),
  ),
  nearMisses: ['iam:DeleteRole', 's3:DeleteBucket'].flatMap((action) => [
    besides(ask(`${action} long after MFA`, action, onWhat(action), late())),
    besides(ask(`${action} without MFA`, action, onWhat(action), WITHOUT_MFA)),
    besides(ask(`${action} with a long-term key`, action, onWhat(action), LONG_TERM_KEY)),
  ]),
};

function onWhat(action: string): string {
  return action === 'iam:DeleteRole' ? 'arn:aws:iam::111122223333:role/a' : 'arn:aws:s3:::a-bucket';
}

function late(): Context {
  return { ...WITH_MFA, 'aws:MultiFactorAuthAge': 3601 };
}
