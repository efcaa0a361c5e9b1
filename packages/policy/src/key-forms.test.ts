import { describe, expect, test } from 'vitest';
import { events } from '@leastwise/aws/events';
import { iam } from '@leastwise/aws/iam';
import { kms } from '@leastwise/aws/kms';
import { s3 } from '@leastwise/aws/s3';
import type { Condition } from './condition.ts';
import { oidc } from './federation.ts';
import { aws } from './global-keys.ts';

/** What a tired engineer writes, and what is said of it. */
const WRONG: readonly (readonly [make: () => Condition, what: string])[] = [
  [() => aws.sourceAccount.equals('1111'), '`1111` is no aws:SourceAccount: write one such as 111122223333'],
  [
    () => kms.keys.callerAccount.equals('1111-2222-3333'),
    '`1111-2222-3333` is no kms:CallerAccount: write one such as 111122223333',
  ],
  [() => s3.keys.resourceAccount.equals('my-account'), '`my-account` is no s3:ResourceAccount'],
  [() => aws.principalOrgId.equals('ou-ab12-11111111'), '`ou-ab12-11111111` is no aws:PrincipalOrgID'],
  [() => aws.sourceVpce.notEquals('vpc-0a1b2c3d'), '`vpc-0a1b2c3d` is no aws:SourceVpce'],
  [() => aws.sourceVpc.ifExists.notEquals('vpce-0a1b2c3d'), '`vpce-0a1b2c3d` is no aws:SourceVpc'],
  [() => aws.sourceVpc.equals('vpc-*'), '`vpc-*` is no aws:SourceVpc: a wildcard wants .like(...)'],
  [() => aws.requestedRegion.equals('eu-west-1a'), '`eu-west-1a` is no aws:RequestedRegion'],
  [
    () => aws.requestedRegion.notEquals('eu-*'),
    '`eu-*` is no aws:RequestedRegion: a wildcard wants .like(...)',
  ],
  [() => aws.principalType.equals('Role'), '`Role` is no aws:PrincipalType: write one such as AssumedRole'],
  [
    () => iam.keys.passedToService.equals('sagemaker'),
    '`sagemaker` is no iam:PassedToService: write one such as sagemaker.amazonaws.com',
  ],
  [
    () => aws.calledVia.forAny.equals('athena'),
    '`athena` is no aws:CalledVia: write one such as sagemaker.amazonaws.com',
  ],
  [() => kms.keys.viaService.equals('s3.amazonaws.com'), '`s3.amazonaws.com` is no kms:ViaService'],
  [() => aws.sourceArn.equals('training'), '`training` is no ARN'],
  [
    () => aws.sourceArn.like('arn:aws:iam:111122223333:role/training'),
    'is no ARN: write arn:partition:service',
  ],
  [
    () => aws.principalArn.like('arn:aws:sts::111122223333:assumed-role/admin/*'),
    'is no aws:PrincipalArn: that of a session is its role, arn:aws:iam::ACCOUNT:role/NAME',
  ],
  [
    () => aws.principalArn.asString.notLike('arn:aws:sts::*:assumed-role/admin/*'),
    'is no aws:PrincipalArn: that of a session is its role',
  ],
  [() => aws.sourceIp.within('10.0.0.256/24'), '`10.0.0.256/24` is no IP range'],
  [() => aws.sourceIp.within('10.0.0.0/33'), '`10.0.0.0/33` is no IP range'],
  [() => aws.sourceIp.notWithin('10.0.0/8'), '`10.0.0/8` is no IP range'],
  [() => aws.sourceIp.within('2001:db8::/129'), '`2001:db8::/129` is no IP range'],
  [
    () => aws.currentTime.before('2026-04-01 00:00:00'),
    'compares with a valid date, not 2026-04-01 00:00:00',
  ],
  [() => aws.currentTime.before('2026-04-01T00:00:00'), 'compares with a valid date'],
  [() => aws.currentTime.before('2026-04-31'), 'compares with a valid date, not 2026-04-31'],
];

describe('a value that no request holds', () => {
  test.each(WRONG)('is refused: %s', (make, what) => {
    expect(make).toThrow(what);
  });
});

/** What looks like a mistake and is none. */
const RIGHT: readonly Condition[] = [
  aws.sourceAccount.equals('111122223333', '${aws:PrincipalAccount}'),
  aws.principalAccount.equals('anonymous'),
  aws.sourceAccount.like('1111*'),
  aws.principalOrgId.equals('o-a1b2c3d4e5'),
  aws.sourceVpc.notEquals('${aws:Ec2InstanceSourceVpc}'),
  aws.sourceVpce.like('vpce-*'),
  aws.requestedRegion.equals('us-gov-west-1', 'ap-southeast-7'),
  aws.requestedRegion.notLike('eu-*'),
  iam.keys.passedToService.equals('ecs-tasks.amazonaws.com', 'ec2.amazonaws.com.cn'),
  iam.keys.passedToService.like('*'),
  aws.resourceTag('Account').equals('prod'),
  aws.principalTag('BillingAccount').equals('prod'),
  kms.keys.encryptionContext('TargetAccount').equals('prod'),
  oidc('id.example.com').claim('Account').equals('prod'),
  events.keys.creatorAccount.equals('${aws:PrincipalAccount}'),
  kms.keys.viaService.equals('s3.cn-north-1.amazonaws.com.cn'),
  kms.keys.viaService.like('ec2.*.amazonaws.com'),
  aws.sourceArn.like('*key/volumes', 'arn:aws:sns:*', 'arn:aws:s3:::my-ml-datasets'),
  aws.principalArn.equals('arn:aws:sts::111122223333:federated-user/ana', 'arn:aws:iam::111122223333:role/a'),
  aws.sourceIp.within('0.0.0.0/0', '203.0.113.255', '::/0', '2001:DB8:1234:5678::/64'),
  aws.currentTime.after('2024-02-29'),
  aws.currentTime.after('2026-04-01T00:00:00.5+02:00'),
];

test('a value that a request can hold is taken', () => {
  expect(RIGHT.every(({ values }) => values.length > 0)).toBe(true);
});
