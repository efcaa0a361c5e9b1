import { describe, expect, test } from 'vitest';
import { ACCOUNT, account, aPolicy, aRole, aUser, tagsOf } from '../../test/an-account.ts';
import { identity, reading, SAGEMAKER, trust } from '../../test/documents.ts';
import { managedPolicy, role, user } from '../definitions.ts';
import { diff } from '../diff/diff.ts';
import { stack } from '../make-stack.ts';
import type { Plan } from '../plan.ts';
import { renderPlan } from './render-plan.ts';

const own = (id: string) => ({ tags: tagsOf('ml-team', id) });
const before = identity(
  { Sid: 'List', Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::data' },
  { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::data/train/*'] },
  { Effect: 'Deny', NotAction: 's3:GetObject', NotResource: 'arn:aws:s3:::data/*' },
);
const after = identity(
  {
    Sid: 'List',
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: 'arn:aws:s3:::data',
    Condition: { StringLike: { 's3:prefix': ['train/*', 'test/*'] } },
  },
  {
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:GetObjectVersion'],
    Resource: ['arn:aws:s3:::data/test/*'],
  },
  {
    Effect: 'Deny',
    Action: 's3:DeleteObject',
    Resource: '*',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': false }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  },
);
const current = account({
  policies: [
    aPolicy('read-training-data', {
      ...own('policy/read-training-data'),
      versions: [{ id: 'v1', document: before }],
    }),
  ],
  roles: [
    aRole('foreign'),
    aRole('changed', { ...own('role/changed'), description: 'old', inline: { old: reading('x') } }),
  ],
  users: [
    aUser('gone', {
      ...own('user/gone'),
      belongings: {
        accessKeys: ['AKIAEXAMPLE'],
        certificates: [],
        sshKeys: [],
        serviceCredentials: [],
        mfaDevices: [],
      },
    }),
  ],
});
const desired = stack('ml-team', {
  policies: [managedPolicy('read-training-data', after)],
  roles: [
    role('churn-training', { trust: SAGEMAKER, permissions: reading('churn') }),
    role('foreign', { trust: SAGEMAKER }),
    role('changed', {
      trust: trust({ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }),
      maxSessionDuration: 7_200,
      tags: { team: 'ml' },
    }),
  ],
  groups: [
    {
      name: 'data-scientists',
      members: [user('AML@Packt')],
      policies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    },
  ],
});
const plan = diff(desired, current);
const empty = diff(stack('ml-team', {}), account());

const TEXT = `
ml-team in 111122223333                                    4 to create, 2 to change, 1 to delete, 1 blocked · 15 calls
+ policy churn-training
~ policy read-training-data
    ~ statement 1  Condition StringLike s3:prefix  + test/*
                                                   + train/*
    ~ statement 2  Action    + s3:GetObjectVersion
                   Resource  - arn:aws:s3:::data/train/*
                             + arn:aws:s3:::data/test/*
    + statement 3  Deny s3:DeleteObject on * when Bool aws:MultiFactorAuthPresent false and IpAddress aws:SourceIp 10.0.0.0/8
    - statement 3  Deny all but s3:GetObject on all but arn:aws:s3:::data/*
+ user AML@Packt
+ role churn-training
    + policy churn-training
~ role changed
    ~ no description, longest session 3600 -> 7200 seconds
    + tag team = ml
    ~ trust, until the rest is in place
        + statement 1  Deny sts:AssumeRole for AWS *
        - statement 1  Allow sts:AssumeRole for Service sagemaker.amazonaws.com
    - inline old
    ~ trust
        + statement 1  Allow sts:AssumeRole for AWS 111122223333
        - statement 1  Deny sts:AssumeRole for AWS *
! role foreign
    ! it exists already and does not belong to this stack  -> adopt it with \`adopt: ['role/foreign']\`, or give yours another name
+ group data-scientists
    + policy arn:aws:iam::aws:policy/ReadOnlyAccess
    + member AML@Packt
- user gone
    - access key AKIAEXAMPLE
`.trim();

const MARKDOWN = `
### ml-team in 111122223333

0 to create, 1 to change, 0 to delete · 1 call

\`\`\`diff
~ policy read-training-data
~     statement 2  Resource  + arn:aws:s3:::data/test/*
\`\`\`
`.trim();

/** A plan that changes only what the resources of the second statement are. */
function widening(resource: string): Plan {
  const [first, second, third] = before.Statement as [object, object, object];
  const wider = { ...second, Resource: ['arn:aws:s3:::data/train/*', resource] };
  const document = { ...before, Statement: [first, wider, third] } as typeof before;
  const [policy] = current.policies;
  return diff(stack('ml-team', { policies: [managedPolicy('read-training-data', document)] }), {
    ...account(),
    policies: policy === undefined ? [] : [policy],
  });
}

describe('text', () => {
  test('shows entity by entity what is created, changed, deleted and blocked', () => {
    expect(renderPlan(plan, 'text')).toBe(TEXT);
  });

  test('says so where there is nothing to do', () => {
    expect(renderPlan(empty, 'text')).toBe(
      'ml-team in 111122223333                                    nothing to do',
    );
  });

  test('has colours only where they are asked for, and then the same words', () => {
    expect(renderPlan(plan, 'text')).not.toContain('\u001B');
    const coloured = renderPlan(plan, 'text', { colour: true });
    expect(coloured.split('\n')[1]).toBe('\u001B[32m+ policy churn-training\u001B[0m');
    expect(coloured.replace(/\u001B\[\d+m/g, '')).toBe(TEXT);
  });

  test('spells out characters that could deceive a reader', () => {
    const shown = renderPlan(widening('arn:aws:s3:::x\u001B[2K\r\u202E\n+ role admin'), 'text');
    expect(shown).toContain('+ arn:aws:s3:::x\\u{1b}[2K\\u{d}\\u{202e}\\u{a}+ role admin');
    expect(shown.split('\n')).toHaveLength(3);
  });
});

describe('markdown', () => {
  test('is a heading and a diff', () => {
    expect(renderPlan(widening('arn:aws:s3:::data/test/*'), 'markdown')).toBe(MARKDOWN);
  });

  test('cannot be left by what stands in the account', () => {
    const shown = renderPlan(widening('arn:aws:s3:::```x'), 'markdown');
    expect(shown).toContain('````diff\n');
    expect(shown.endsWith('\n````')).toBe(true);
  });

  test('is short where there is nothing to do', () => {
    expect(renderPlan(empty, 'markdown')).toBe('### ml-team in 111122223333\n\nnothing to do');
  });
});

test('json is the plan itself', () => {
  expect(JSON.parse(renderPlan(plan, 'json'))).toEqual(plan);
});
