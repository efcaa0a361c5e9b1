import type { IdentityPolicy, PolicyDocument, TrustPolicy } from '@leastwise/policy';
import { describe, expect, test } from 'vitest';
import {
  type Account,
  type AccountRole,
  diff,
  managedPolicy,
  oidcProvider,
  role,
  samlProvider,
  type Stack,
  stack,
} from '../src/index.ts';
import { aPolicy, ACCOUNT, account, aRole, aUser, tagsOf } from './an-account.ts';
import { reading, SAGEMAKER, samlMetadata } from './documents.ts';

/*
 * What AWS shows of what was sent, and what others write for the same, plans nothing; what means something else plans a step. The
 * laws of documents are tested in @leastwise/policy; here they are held against whole plans, each with where it is from.
 */

const GRAMMAR = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html';
const PRINCIPAL =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html';
const ACTION = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html';
const CONDITION =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html';
const VERSION = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html';
const SID = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html';
const EVALUATION =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html';

type Case = readonly [claim: string, source: string, wanted: object, shown: object];

const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' };
const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::data' };
const of = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const when = (Condition: object) => of({ ...read, Condition });
const who = (Principal: unknown) => of({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
const root = `arn:aws:iam::${ACCOUNT}:root`;
const ada = `arn:aws:iam::${ACCOUNT}:user/ada`;

const SAME_DOCUMENT: readonly Case[] = [
  ['the case of an action', ACTION, of(read), of({ ...read, Action: 'S3:getobject' })],
  ['an action said twice', GRAMMAR, of({ ...read, Action: ['s3:GetObject', 's3:GetObject'] }), of(read)],
  ['a statement said twice', EVALUATION, of(read, read), of(read)],
  ['the order of statements', EVALUATION, of(read, list), of(list, read)],
  ['one action in a list', GRAMMAR, of(read), of({ ...read, Action: ['s3:GetObject'] })],
  ['one statement without a list', GRAMMAR, of(read), { Version: '2012-10-17', Statement: read }],
  [
    'the order of actions and resources',
    GRAMMAR,
    of({ ...read, Action: ['s3:A', 's3:B'], Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] }),
    of({ ...read, Action: ['s3:B', 's3:A'], Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::a'] }),
  ],
  ['an empty condition', GRAMMAR, of(read), when({})],
  [
    'the case of a condition key',
    CONDITION,
    when({ Bool: { 'aws:SecureTransport': 'true' } }),
    when({ Bool: { 'aws:securetransport': 'true' } }),
  ],
  [
    'a boolean or number and its text',
    GRAMMAR,
    when({ Bool: { 'aws:SecureTransport': true }, NumericLessThan: { 's3:max-keys': 10 } }),
    when({ Bool: { 'aws:SecureTransport': 'true' }, NumericLessThan: { 's3:max-keys': '10' } }),
  ],
  [
    'no version and that of 2008',
    VERSION,
    { Statement: [read] },
    { Version: '2008-10-17', Statement: [read] },
  ],
];

const OTHER_DOCUMENT: readonly Case[] = [
  ['a missing version', VERSION, of(read), { Statement: [read] }],
  ['a statement id', SID, of({ ...read, Sid: 'A' }), of({ ...read, Sid: 'B' })],
  ['the case of a resource', GRAMMAR, of(read), of({ ...read, Resource: 'arn:aws:s3:::Data/*' })],
  ['the effect', GRAMMAR, of(read), of({ ...read, Effect: 'Deny' })],
  [
    'the case of a condition value',
    CONDITION,
    when({ StringEquals: { 'aws:PrincipalTag/team': 'ml' } }),
    when({ StringEquals: { 'aws:PrincipalTag/team': 'ML' } }),
  ],
];

const SAME_TRUST: readonly Case[] = [
  ['everyone as text', PRINCIPAL, who('*'), who({ AWS: '*' })],
  ['an account by its number', PRINCIPAL, who({ AWS: ACCOUNT }), who({ AWS: root })],
  ['one principal in a list', PRINCIPAL, who({ AWS: root }), who({ AWS: [root] })],
  ['the order of principals', PRINCIPAL, who({ AWS: [root, ada] }), who({ AWS: [ada, root] })],
  ['a user by the id that it has', PRINCIPAL, who({ AWS: ada }), who({ AWS: 'AIDAada' })],
];

const OTHER_TRUST: readonly Case[] = [
  ['the id of a user who is gone', PRINCIPAL, who({ AWS: ada }), who({ AWS: 'AIDAGONE' })],
  ['another account', PRINCIPAL, who({ AWS: root }), who({ AWS: '444455556666' })],
];

const own = (id: string) => tagsOf('team', id);
/** The boundary between documents as a test writes them and as a builder would give them. */
const document = <D extends PolicyDocument>(value: object): D => value as Partial<D> as D;

function stepsForDocument(wanted: object, shown: object): readonly string[] {
  const desired = stack('team', { policies: [managedPolicy('p', document<IdentityPolicy>(wanted))] });
  const versions = [{ id: 'v1', document: document(shown) }];
  return idsOf(desired, account({ policies: [aPolicy('p', { versions, tags: own('policy/p') })] }));
}

function stepsForTrust(wanted: object, shown: object): readonly string[] {
  const desired = stack('team', { roles: [role('r', { trust: document<TrustPolicy>(wanted) })] });
  const roles = [aRole('r', { trust: document(shown), tags: own('role/r') })];
  return idsOf(desired, account({ roles, users: [aUser('ada')] }));
}

const idsOf = (desired: Stack, existing: Account) => diff(desired, existing).steps.map(({ id }) => id);

describe('plans nothing for', () => {
  test.each(SAME_DOCUMENT)('%s (%s)', (_, __, wanted, shown) => {
    expect([stepsForDocument(wanted, shown), stepsForDocument(shown, wanted)]).toEqual([[], []]);
  });

  test.each(SAME_TRUST)('%s in a trust (%s)', (_, __, wanted, shown) => {
    expect(stepsForTrust(wanted, shown)).toEqual([]);
  });

  const desired = stack('team', {
    roles: [
      role('r', {
        trust: SAGEMAKER,
        policies: ['arn:aws:iam::aws:policy/B', 'arn:aws:iam::aws:policy/A'],
        inline: { b: reading('b'), a: reading('a') },
        tags: { b: '2', a: '1' },
      }),
    ],
    oidcProviders: [
      oidcProvider('https://CI.example.com/', { clientIds: ['b', 'a'], thumbprints: ['AB'.repeat(20)] }),
    ],
    samlProviders: [samlProvider('idp', `\n${samlMetadata('one')}\n`)],
  });
  const existing = (rest: Partial<AccountRole> = {}): Account =>
    account({
      roles: [
        aRole('r', {
          policies: ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::aws:policy/B'],
          inline: { a: reading('a'), b: reading('b') },
          tags: { a: '1', b: '2', ...own('role/r') },
          ...rest,
        }),
      ],
      oidcProviders: [
        {
          type: 'oidc-provider',
          name: 'ci.example.com',
          path: '/',
          ...{ arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/ci.example.com`, id: 'x' },
          ...{
            clientIds: ['a', 'b'],
            thumbprints: ['ab'.repeat(20)],
            tags: own('oidc-provider/ci.example.com'),
          },
        },
      ],
      samlProviders: [
        {
          type: 'saml-provider',
          name: 'idp',
          path: '/',
          ...{ arn: `arn:aws:iam::${ACCOUNT}:saml-provider/idp`, id: 'x' },
          ...{ metadata: samlMetadata('one'), tags: own('saml-provider/idp') },
        },
      ],
    });

  test('the order of attachments, tags and client ids, the case of a host and a thumbprint, space around metadata', () => {
    expect(idsOf(desired, existing())).toEqual([]);
  });

  test('tags that AWS sets itself', () => {
    const tags = { a: '1', b: '2', ...own('role/r'), 'aws:cloudformation:stack-name': 'x' };
    expect(idsOf(desired, existing({ tags }))).toEqual([]);
  });

  test('a description that is none, and none', () => {
    expect(idsOf(desired, existing({ description: '' }))).toEqual([]);
  });
});

describe('plans a step for', () => {
  test.each(OTHER_DOCUMENT)('%s (%s)', (_, __, wanted, shown) => {
    expect(stepsForDocument(wanted, shown)).toEqual(['create-policy-version policy/p']);
  });

  test.each(OTHER_TRUST)('%s in a trust (%s)', (_, __, wanted, shown) => {
    expect(stepsForTrust(wanted, shown)).toEqual(['update-trust role/r']);
  });
});
