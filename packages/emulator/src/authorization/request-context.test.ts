import { expect, test } from 'vitest';
import { addAccount, createCloud } from '../state.ts';
import type { Circumstances } from './global-keys.ts';
import { requestContext } from './request-context.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');
const cloud = createCloud();
const context = {
  cloud,
  account: addAccount(cloud, '111122223333', NOW),
  caller: { kind: 'root', arn: 'arn:aws:iam::111122223333:root', userId: '111122223333' },
  region: 'eu-west-1',
  now: NOW,
  transport: { secure: true, sourceIp: '127.0.0.1', userAgent: undefined, referer: undefined },
} as const satisfies Circumstances;

const asked = (demand: Parameters<typeof requestContext>[2]): object =>
  requestContext(context, 'secretsmanager:GetSecretValue', demand);

test('has the keys that every request has, and none without a value', () => {
  expect(asked({})).toEqual({
    'aws:currenttime': new Date(NOW),
    'aws:epochtime': NOW / 1000,
    'aws:securetransport': true,
    'aws:sourceip': '127.0.0.1',
    'aws:requestedregion': 'eu-west-1',
    'aws:viaawsservice': false,
  });
});

test('a key that is nearer to the operation wins, in whatever case it is written', () => {
  const on = { arn: '*', keys: { 'AWS:SourceIP': '10.0.0.1', 'aws:ResourceTag/Team': 'ml' } };
  const given = asked({ on, keys: { 'aws:resourcetag/team': 'ops', 'aws:ViaAWSService': undefined } });
  expect(given).toMatchObject({
    'aws:sourceip': '10.0.0.1',
    'aws:resourcetag/team': 'ops',
    'aws:viaawsservice': false,
  });
});
