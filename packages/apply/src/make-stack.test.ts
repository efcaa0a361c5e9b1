import { LeastwiseError } from '@leastwise/core';
import type { IdentityPolicy } from '@leastwise/policy';
import { describe, expect, test } from 'vitest';
import { lettingIn, reading, SAGEMAKER, trust } from '../test/documents.ts';
import { managedPolicy, role, user } from './definitions.ts';
import { stack, type StackContents } from './make-stack.ts';

const data = managedPolicy('read-data', reading('arn:aws:s3:::data/*'));
const training = role('training', {
  trust: SAGEMAKER,
  permissions: reading('arn:aws:s3:::a/*'),
  boundary: data,
});

function failure(contents: StackContents, name = 'ml-team'): LeastwiseError {
  try {
    stack(name, contents);
  } catch (error) {
    if (error instanceof LeastwiseError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('takes in the policies and users that others refer to, each once', () => {
  const team = stack('ml-team', {
    roles: [role('etl', { trust: SAGEMAKER, policies: [data] })],
    groups: [{ name: 'scientists', policies: [data], members: [user('AML@Packt', { boundary: data })] }],
  });
  expect(team.policies.map(({ name }) => name)).toEqual(['read-data']);
  expect(team.users).toEqual([
    {
      type: 'user',
      name: 'AML@Packt',
      path: '/',
      policies: [],
      inline: {},
      boundary: { policy: 'read-data' },
      tags: {},
    },
  ]);
  expect(team.groups[0]).toMatchObject({ path: '/leastwise/ml-team/', members: ['AML@Packt'] });
});

test("turns a role's permissions into a managed policy of its name", () => {
  const team = stack('ml-team', { roles: [training] });
  expect(team.policies.map(({ name }) => name)).toEqual(['read-data', 'training']);
  expect(team.roles[0]?.policies).toEqual([{ policy: 'training' }]);
});

test('is the same whatever the order of its parts', () => {
  const [a, b] = [user('a'), user('B')];
  const other = role('etl', { trust: SAGEMAKER, policies: [data, 'arn:aws:iam::aws:policy/ReadOnlyAccess'] });
  const flipped = role('etl', {
    trust: SAGEMAKER,
    policies: ['arn:aws:iam::aws:policy/ReadOnlyAccess', data],
  });
  expect(JSON.stringify(stack('t', { roles: [training, other], users: [a, b] }))).toBe(
    JSON.stringify(stack('t', { roles: [flipped, training], users: [b, a] })),
  );
});

test('freezes a copy and leaves what it was given alone', () => {
  const tags = { team: 'ml' };
  const team = stack('ml-team', { users: [user('a', { tags })] });
  tags.team = 'other';
  expect(team.users[0]?.tags).toEqual({ team: 'ml' });
  expect(Object.isFrozen(team.users[0]?.tags)).toBe(true);
});

describe('refuses', () => {
  test('one name with two contents', () => {
    const twice = failure({ policies: [data, managedPolicy('read-data', reading('other'))] });
    expect(twice).toMatchObject({ code: 'DUPLICATE_ENTITY', path: 'policy/read-data' });
  });

  test('a policy of the name of a role that has permissions', () => {
    const clash = failure({ roles: [training], policies: [managedPolicy('training', reading('other'))] });
    expect(clash).toMatchObject({ code: 'DUPLICATE_ENTITY', path: 'policy/training' });
  });

  test('two names that differ only in case', () => {
    expect(failure({ users: [user('Ada'), user('ada')] }).message).toBe(
      '`Ada` and `ada` differ only in case, which IAM ignores (at user/ada): write the name in one way',
    );
  });

  test('a managed policy that is too long, and says by how much', () => {
    const long = reading('x'.repeat(6_144));
    const size = JSON.stringify(long).length;
    expect(failure({ policies: [managedPolicy('long', long)] }).message).toBe(
      `the document has ${size} characters, ${size - 6_144} more than the 6144 that IAM takes (at policy/long): split it into several managed policies, or use wildcards`,
    );
  });

  test('a trust policy that is too long, unless the account has a higher quota', () => {
    const wide = role('wide', { trust: lettingIn(`arn:aws:iam::111122223333:role/${'x'.repeat(2_048)}`) });
    expect(failure({ roles: [wide] })).toMatchObject({ code: 'QUOTA_EXCEEDED', path: 'role/wide trust' });
    expect(stack('t', { roles: [wide] }, { quotas: { trust: 4_096 } }).roles).toHaveLength(1);
  });

  test('inline policies that are too long together', () => {
    const half = reading('x'.repeat(1_100));
    expect(failure({ users: [user('a', { inline: { one: half, two: half } })] })).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      path: 'user/a',
    });
    expect(stack('t', { users: [user('a', { inline: { one: half } })] }).users).toHaveLength(1);
  });

  test('eleven attachments, unless the account has a higher quota', () => {
    const policies = Array.from({ length: 11 }, (_, i) => `arn:aws:iam::aws:policy/${i}`);
    expect(failure({ users: [user('a', { policies })] }).message).toBe(
      'there are 11 attached policies, 1 more than the 10 that IAM takes (at user/a)',
    );
    const raised = stack('t', { users: [user('a', { policies })] }, { quotas: { attachments: 20 } });
    expect(raised.users[0]?.policies).toHaveLength(11);
  });

  test('a managed policy that is too long by the white space in its texts', () => {
    const spaced = managedPolicy('spaced', reading(`${' '.repeat(7_000)}x`));
    expect(failure({ policies: [spaced] })).toMatchObject({ code: 'QUOTA_EXCEEDED', path: 'policy/spaced' });
  });

  const malformed: readonly [string, StackContents, string][] = [
    ['a name with a space', { users: [user('Ada Lovelace')] }, 'MALFORMED_NAME'],
    [
      'a role name of 65 characters',
      { roles: [role('r'.repeat(65), { trust: SAGEMAKER })] },
      'MALFORMED_NAME',
    ],
    ['an empty name', { users: [user('')] }, 'MALFORMED_NAME'],
    [
      'an inline policy name with a slash',
      { users: [user('a', { inline: { 'a/b': reading('x') } })] },
      'MALFORMED_NAME',
    ],
    ['a path without its last slash', { users: [user('a', { path: '/team' })] }, 'MALFORMED_PATH'],
    ['a reserved tag', { users: [user('a', { tags: { 'leastwise:stack': 'x' } })] }, 'MALFORMED_TAG'],
    [
      'tags that differ only in case',
      { users: [user('a', { tags: { Team: 'x', team: 'y' } })] },
      'MALFORMED_TAG',
    ],
    ['a tag with a comma', { users: [user('a', { tags: { team: 'x,y' } })] }, 'MALFORMED_TAG'],
    [
      '49 tags',
      {
        users: [user('a', { tags: Object.fromEntries(Array.from({ length: 49 }, (_, i) => [`t${i}`, ''])) })],
      },
      'QUOTA_EXCEEDED',
    ],
    [
      'a session of a minute',
      { roles: [role('r', { trust: SAGEMAKER, maxSessionDuration: 60 })] },
      'OUT_OF_RANGE',
    ],
    [
      'an attachment that is no ARN',
      { users: [user('a', { policies: ['ReadOnlyAccess'] })] },
      'MALFORMED_ARN',
    ],
    [
      'an attachment that is no policy',
      { users: [user('a', { policies: ['arn:aws:iam::aws:role/x'] })] },
      'MALFORMED_ARN',
    ],
    [
      'a document that is none',
      { policies: [{ kind: 'managed-policy', name: 'p', document: 'x' as string & IdentityPolicy }] },
      'MALFORMED_DOCUMENT',
    ],
    [
      'a description of 1001 characters',
      { roles: [role('r', { trust: trust(), description: 'x'.repeat(1_001) })] },
      'QUOTA_EXCEEDED',
    ],
  ];
  test.each(malformed)('%s', (_, contents, code) => {
    expect(failure(contents).code).toBe(code);
  });

  test.each(['', 'a/b', 'a b', 'x'.repeat(65), '-a'])('the stack name `%s`', (name) => {
    expect(failure({}, name).code).toBe('MALFORMED_NAME');
  });
});
