import { iam } from '@leastwise/aws/iam';
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { errorOf } from '../../test/error-of.ts';
import {
  chainedRole,
  crossAccountRole,
  delegatedAdmin,
  limitMfaAge,
  ownCredentials,
  requireMfa,
  team,
} from './index.ts';

const account = '111122223333';
const at = { region: 'eu-west-1', account } as const;
const permissions = policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')));
const ofTeam = { name: 'scientists', account, policies: [], members: [] } as const;
const ana = { kind: 'user', name: 'ana' } as const;
const partner = {
  name: 'partner',
  ...at,
  trustedAccount: '444455556666',
  externalId: 'acme-42',
  permissions,
} as const;
const from = iam.role('entry', { account: '444455556666' });
const next = { name: 'next', ...at, from, tagKeys: ['team'], permissions } as const;
const read = allow(s3.GetObject).on(s3.object('my-ml-datasets', '*'));
const delegated = { account, path: '/ml/', boundaryName: 'ml-boundary', allows: [read] } as const;

test.each<[string, () => unknown]>([
  ['account', () => ownCredentials({ account: '*' as never })],
  ['path', () => ownCredentials({ account, path: 'ml' })],
  ['partition', () => requireMfa({ account, partition: 'aws-moon' as never })],
  ['actions', () => limitMfaAge({ actions: [], maxAge: 3600 })],
  ['actions', () => limitMfaAge({ actions: undefined as never, maxAge: 3600 })],
  ['maxAge', () => limitMfaAge({ actions: [s3.DeleteBucket], maxAge: 0 })],
  ['maxAge', () => limitMfaAge({ actions: [s3.DeleteBucket], maxAge: Number.NaN })],
  ['maxAge', () => limitMfaAge({ actions: [s3.DeleteBucket], maxAge: 129_601 })],
  ['name', () => team({ ...ofTeam, name: 'the team' })],
  ['policies', () => team({ ...ofTeam, policies: undefined as never })],
  [
    'members[1].policies',
    () => team({ ...ofTeam, members: [ana, { ...ana, policies: ['arn:aws:iam::aws:policy/X'] }] }),
  ],
  ['members[0].inline', () => team({ ...ofTeam, members: [{ ...ana, inline: { read: permissions } }] })],
  ['members[0].path', () => team({ ...ofTeam, members: [{ ...ana, path: '/ml/' }] })],
  ['trustedAccount', () => crossAccountRole({ ...partner, trustedAccount: '*' as never })],
  ['trustedAccount', () => crossAccountRole({ ...partner, trustedAccount: account })],
  ['externalId', () => crossAccountRole({ ...partner, externalId: 'acme 42' })],
  ['externalId', () => crossAccountRole({ ...partner, externalId: '*' })],
  ['name', () => crossAccountRole({ ...partner, name: 'part*' })],
  ['from', () => chainedRole({ ...next, from: 'entry' as never })],
  ['from', () => chainedRole({ ...next, from: iam.role('*', { account }) })],
  ['tagKeys[0]', () => chainedRole({ ...next, tagKeys: ['te*m'] })],
  ['path', () => delegatedAdmin({ ...delegated, path: '/' })],
  ['boundaryName', () => delegatedAdmin({ ...delegated, boundaryName: 'ml/boundary' })],
  ['allows', () => delegatedAdmin({ ...delegated, allows: [] })],
  ['allows[0]', () => delegatedAdmin({ ...delegated, allows: [permissions as never] })],
])('%s is named where it cannot be taken', (path, make) => {
  const { code, path: named } = errorOf(make);
  expect([code, named]).toEqual(['MALFORMED_PARAMETER', path]);
});

test('a wildcard in a path is a plain character', () => {
  const text = JSON.stringify([
    ownCredentials({ account, path: '/*/' }),
    delegatedAdmin({ ...delegated, path: '/m?/' }),
  ]);
  expect(text).toContain('user/${*}/${aws:username}');
  expect(text).toContain('role/m${?}/*');
});

test('the partition is named everywhere', () => {
  const gov = { region: 'us-gov-west-1', account, partition: 'aws-us-gov' } as const;
  const documents = [
    ownCredentials({ account, partition: 'aws-us-gov' }),
    requireMfa({ account, partition: 'aws-us-gov' }),
    delegatedAdmin({ ...delegated, partition: 'aws-us-gov', allows: [allow(iam.all).onAnyResource()] }),
    crossAccountRole({ ...partner, ...gov, permissions: policy(allow(iam.all).onAnyResource()) }),
  ];
  expect(JSON.stringify(documents)).not.toContain('arn:aws:');
});

test('a chain without tags asks for none', () => {
  expect(JSON.stringify(chainedRole({ ...next, tagKeys: [] }))).not.toContain('TagSession');
});

test('a team’s own policies come after the given ones, and everything is frozen', () => {
  const given = { kind: 'managed-policy', name: 'read', document: permissions } as const;
  const made = team({ ...ofTeam, policies: [given], members: [ana] });
  expect(made.policies?.map((each) => (typeof each === 'string' ? each : each.name))).toEqual([
    'read',
    'scientists-own-credentials',
    'scientists-require-mfa',
  ]);
  expect([made, made.policies, made.members, crossAccountRole(partner).role].every(Object.isFrozen)).toBe(
    true,
  );
});
