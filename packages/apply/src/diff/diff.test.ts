import { describe, expect, test } from 'vitest';
import { ACCOUNT, account, aGroup, aPolicy, aRole, aUser, tagsOf } from '../../test/an-account.ts';
import { lettingIn, reading, SAGEMAKER, trust } from '../../test/documents.ts';
import type { Account } from '../account.ts';
import { managedPolicy, role, user } from '../definitions.ts';
import { stack, type StackContents } from '../make-stack.ts';
import { isEmpty, type Plan } from '../plan.ts';
import { diff } from './diff.ts';

const own = (id: string) => ({ tags: tagsOf('team', id) });
const plan = (contents: StackContents, current: Account = account()): Plan =>
  diff(stack('team', contents), current);
const ids = ({ steps }: Plan): string[] => steps.map(({ id }) => id);
const reasons = ({ steps }: Plan) => steps.map(({ blocked }) => blocked?.reason);
const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const policyArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`;

describe('finds nothing to do', () => {
  test('where documents are only spelt otherwise', () => {
    const Version = '2012-10-17';
    const spelt = {
      Statement: { Resource: 'arn:aws:s3:::data', Effect: 'Allow', Action: ['S3:getobject'] },
    } as const;
    const current = aPolicy('p', {
      ...own('policy/p'),
      versions: [{ id: 'v1', document: { Version, ...spelt } }],
    });
    expect(
      isEmpty(plan({ policies: [managedPolicy('p', reading('data'))] }, account({ policies: [current] }))),
    ).toBe(true);
  });

  test('where a trust names an account by its number', () => {
    const current = aRole('r', { ...own('role/r'), trust: lettingIn(`arn:aws:iam::${ACCOUNT}:root`) });
    expect(
      isEmpty(plan({ roles: [role('r', { trust: lettingIn(ACCOUNT) })] }, account({ roles: [current] }))),
    ).toBe(true);
  });

  test('about tags that AWS sets itself', () => {
    const tags = { ...tagsOf('team', 'user/u'), 'aws:cloudformation:stack-name': 'x' };
    expect(isEmpty(plan({ users: [user('u')] }, account({ users: [aUser('u', { tags })] })))).toBe(true);
  });
});

describe('blocks', () => {
  test('a role whose path would have to change', () => {
    const current = account({ roles: [aRole('r', { ...own('role/r'), path: '/old/' })] });
    expect(reasons(plan({ roles: [role('r', { trust: SAGEMAKER })] }, current))).toEqual([
      'it exists under the path `/old/`, and IAM cannot move a role',
    ]);
  });

  test('a policy whose description would have to change', () => {
    const current = account({ policies: [aPolicy('p', { ...own('policy/p'), description: 'old' })] });
    const described = (description: string) =>
      plan({ policies: [managedPolicy('p', reading('data'), { description })] }, current);
    expect(reasons(described('new'))).toEqual([
      'its description is `old`, and IAM cannot change that of a managed policy',
    ]);
    // Of which the stack says nothing is left as it is.
    expect(described('').steps).toEqual([]);
  });

  test('taking over what belongs to an AWS service, even if that is asked for', () => {
    const current = account({ roles: [aRole('r', { path: '/aws-service-role/x.amazonaws.com/' })] });
    const adopting = diff(stack('team', { roles: [role('r', { trust: SAGEMAKER })] }), current, {
      adopt: true,
    });
    expect(reasons(adopting)).toEqual(['it belongs to an AWS service']);
  });

  test('attaching a policy of another account, or one that does not exist', () => {
    const policies = ['arn:aws:iam::444455556666:policy/x', policyArn('missing')];
    expect(reasons(plan({ users: [user('u', { policies })] }))).toEqual([
      undefined,
      `\`${policyArn('missing')}\` does not exist in this account, or is deleted by this plan`,
      '`arn:aws:iam::444455556666:policy/x` is a policy of account 444455556666',
    ]);
  });

  test('a boundary that the same plan deletes', () => {
    const current = account({ policies: [aPolicy('old', own('policy/old'))] });
    expect(reasons(plan({ users: [user('u', { boundary: policyArn('old') })] }, current))[0]).toContain(
      'is deleted by this plan',
    );
  });

  test('a trust that names a role which does not exist', () => {
    expect(reasons(plan({ roles: [role('r', { trust: lettingIn(roleArn('missing')) })] }))).toEqual([
      `its trust names \`${roleArn('missing')}\`, which does not exist, or is deleted by this plan`,
    ]);
  });

  test('deleting a role that an instance profile holds', () => {
    const current = account({ roles: [aRole('r', { ...own('role/r'), instanceProfiles: ['machines'] })] });
    expect(reasons(plan({}, current))).toEqual(['the instance profile `machines` still holds it']);
  });

  test('deleting a user whose access keys nobody has read', () => {
    const current = account({ users: [aUser('u', own('user/u'))] });
    expect(reasons(plan({}, current))).toEqual(['its access keys were not read']);
  });

  test('deleting a policy that an entity of the stack names by its ARN', () => {
    const current = account({
      policies: [aPolicy('p', own('policy/p'))],
      users: [aUser('u', { ...own('user/u'), policies: [policyArn('p')] })],
    });
    expect(reasons(plan({ users: [user('u', { policies: [policyArn('p')] })] }, current))).toEqual([
      'user/u still uses it',
    ]);
  });
});

describe('orders', () => {
  test('deletions from the outside in, holders before what they hold', () => {
    const current = account({
      policies: [
        aPolicy('p', {
          ...own('policy/p'),
          defaultVersion: 'v2',
          versions: ['v1', 'v2', 'v3'].map((id) => ({ id, document: reading(id) })),
        }),
      ],
      roles: [
        aRole('r', {
          ...own('role/r'),
          policies: [policyArn('p')],
          inline: { i: reading('x') },
          boundary: policyArn('p'),
        }),
      ],
      users: [
        aUser('u', {
          ...own('user/u'),
          groups: ['g'],
          belongings: {
            accessKeys: ['AKIA1'],
            certificates: [],
            sshKeys: [],
            serviceCredentials: [],
            mfaDevices: [],
          },
        }),
      ],
      groups: [aGroup('g', { path: '/leastwise/team/', members: ['stranger', 'u'] })],
    });
    expect(ids(plan({}, current))).toEqual([
      'remove-member group/g user/stranger',
      'remove-member group/g user/u',
      'delete-group group/g',
      'detach role/r policy/p',
      'delete-inline role/r i',
      'delete-role role/r',
      'delete-credential user/u AKIA1',
      'delete-user user/u',
      'delete-policy-version policy/p v1',
      'delete-policy-version policy/p v3',
      'delete-policy policy/p',
    ]);
  });

  test('setting a boundary before anything is granted, and taking one away after everything', () => {
    const current = account({
      policies: [aPolicy('limit', own('policy/limit'))],
      users: [aUser('a', own('user/a')), aUser('b', { ...own('user/b'), boundary: policyArn('limit') })],
    });
    const limit = managedPolicy('limit', reading('data'));
    const inline = { i: reading('x') };
    expect(
      ids(
        plan(
          { users: [user('a', { boundary: limit, inline }), user('b', { inline })], policies: [limit] },
          current,
        ),
      ),
    ).toEqual([
      'set-boundary user/a',
      'put-inline user/a i',
      'put-inline user/b i',
      'delete-boundary user/b',
    ]);
  });

  test('attaching before detaching, so that nothing granted both before and after is missing between', () => {
    const current = account({
      policies: [aPolicy('old', own('policy/old')), aPolicy('new', own('policy/new'))],
      users: [aUser('u', { ...own('user/u'), policies: [policyArn('old')] })],
    });
    const fresh = managedPolicy('new', reading('data'));
    expect(ids(plan({ users: [user('u', { policies: [fresh] })] }, current))).toEqual([
      'attach user/u policy/new',
      'detach user/u policy/old',
      'delete-policy policy/old',
    ]);
  });

  test('attaching and detaching in turn where there is no room for more', () => {
    const aws = (n: number): string => `arn:aws:iam::aws:policy/${n}`;
    const policies = Array.from({ length: 9 }, (_, i) => aws(i));
    const current = account({ users: [aUser('u', { ...own('user/u'), policies })] });
    const kept = policies.slice(3);
    expect(ids(plan({ users: [user('u', { policies: [...kept, aws(10), aws(11)] })] }, current))).toEqual([
      `attach user/u ${aws(10)}`,
      `detach user/u ${aws(0)}`,
      `attach user/u ${aws(11)}`,
      `detach user/u ${aws(1)}`,
      `detach user/u ${aws(2)}`,
    ]);
  });

  test('an inline policy in another case away before it is put, because IAM may take them for one', () => {
    const current = account({ users: [aUser('u', { ...own('user/u'), inline: { Logs: reading('x') } })] });
    expect(ids(plan({ users: [user('u', { inline: { logs: reading('x') } })] }, current))).toEqual([
      'delete-inline user/u Logs',
      'put-inline user/u logs',
    ]);
  });
});

describe('a trust with the id of a deleted principal', () => {
  const named = (id: string) => aRole('r', { ...own('role/r'), trust: lettingIn(id) });
  const desired: StackContents = { roles: [role('r', { trust: lettingIn(roleArn('other')) })] };

  test('is what it was where the id is of the principal that is there', () => {
    expect(isEmpty(plan(desired, account({ roles: [named('AROAother'), aRole('other')] })))).toBe(true);
  });

  test('is rewritten, and shows the id, where the principal has been replaced', () => {
    const current = account({ roles: [named('AROAGONE'), aRole('other')] });
    expect(plan(desired, current).steps[0]?.changes?.[0]?.elements).toEqual([
      { element: 'Principal AWS', added: [roleArn('other')], removed: ['AROAGONE'] },
    ]);
  });
});

test('the same plan has the same hash, and any other another', () => {
  const tagged = (value: string) => plan({ users: [user('u', { tags: { team: value } })] });
  expect(tagged('a').hash).toBe(tagged('a').hash);
  expect(tagged('a').hash).not.toBe(tagged('b').hash);
  expect(tagged('a').hash).toMatch(/^[0-9a-f]{64}$/);
});

test('makes each step known by an id of its own', () => {
  const permissions = reading('x');
  const contents: StackContents = {
    roles: [role('a', { trust: trust(), permissions, inline: { i: permissions, j: permissions } })],
    users: [
      user('a', { policies: [managedPolicy('p', permissions), 'arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
    ],
  };
  const all = ids(plan(contents));
  expect(new Set(all).size).toBe(all.length);
});

test('keeps apart two policies of one name in the account and in AWS', () => {
  const policies = [managedPolicy('ReadOnlyAccess', reading('x')), 'arn:aws:iam::aws:policy/ReadOnlyAccess'];
  expect(ids(plan({ users: [user('u', { policies })] }))).toEqual([
    'create-policy policy/ReadOnlyAccess',
    'create-user user/u',
    'attach user/u policy/ReadOnlyAccess',
    'attach user/u arn:aws:iam::aws:policy/ReadOnlyAccess',
  ]);
});
