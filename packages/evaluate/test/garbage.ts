/*
 * How many bytes of heap a decision leaves behind, for each kind of policy, as one line of JSON:
 * `node --expose-gc --max-semi-space-size=64 --import tsx --conditions=@leastwise/source packages/evaluate/test/garbage.ts`
 */
import type { PolicyDocument } from '@leastwise/policy';
import { type AccessRequest, compile, type Policies } from '../src/index.ts';

const HERE = '111122223333';
const session = {
  arn: `arn:aws:sts::${HERE}:assumed-role/training/job`,
  roleArn: `arn:aws:iam::${HERE}:role/ml/training`,
  userId: 'AROAEXAMPLE',
};
const request: AccessRequest = {
  principal: `arn:aws:iam::${HERE}:user/ana`,
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::data/ana/1',
};

function allow(more: object): PolicyDocument {
  const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*', ...more };
  return { Version: '2012-10-17', Statement: [statement] } as PolicyDocument;
}

/** An Allow under one condition, which the context meets. */
function under(operator: string, key: string, wanted: unknown, given: unknown): [Policies, AccessRequest] {
  const context = { 'aws:SecureTransport': 'true', [key]: given } as NonNullable<AccessRequest['context']>;
  return [{ identity: [allow({ Condition: { [operator]: { [key]: wanted } } })] }, { ...request, context }];
}

const everything = allow({ Action: '*' });

const KINDS: Readonly<Record<string, readonly [Policies, AccessRequest]>> = {
  'a pattern': [{ identity: [allow({ Resource: 'arn:aws:s3:::data/*' })] }, request],
  'a pattern within a segment': [
    { identity: [allow({ Resource: 'arn:aws:logs:e*1:*:log-group:?' })] },
    { ...request, action: 's3:x', resource: `arn:aws:logs:eu-west-1:${HERE}:log-group:a` },
  ],
  'a variable': [{ identity: [allow({ Resource: 'arn:aws:s3:::data/${aws:username}/*' })] }, request],
  'an implicit deny': [{ identity: [allow({ Action: 'sqs:*' })] }, request],
  'an explicit deny': [{ identity: [everything, allow({ Effect: 'Deny' })] }, request],
  StringEquals: under('StringEquals', 'aws:PrincipalTag/team', ['a', 'ml'], 'ml'),
  StringEqualsIgnoreCase: under('StringEqualsIgnoreCase', 'aws:PrincipalTag/team', 'ML', 'ml'),
  StringLike: under('StringLike', 's3:prefix', '${aws:username}/*', 'ana/1'),
  'ForAllValues:StringLike': under(
    'ForAllValues:StringLike',
    'aws:TagKeys',
    ['team*', 'cost'],
    ['team', 'cost'],
  ),
  ArnLike: under('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::${aws:username}*', 'arn:aws:s3:::ana-data'),
  Bool: under('Bool', 'aws:SecureTransport', 'true', 'true'),
  NumericLessThan: under('NumericLessThan', 's3:max-keys', '100', '10'),
  DateLessThan: under('DateLessThan', 'aws:CurrentTime', '2030-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
  IpAddress: under('IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '2001:db8::/32'], '2001:db8::1:2'),
  'keys that follow from the caller': [
    {
      identity: [
        allow({ Condition: { StringEquals: { 'aws:PrincipalAccount': HERE, 'aws:ResourceAccount': HERE } } }),
      ],
    },
    { ...request, action: 's3:x', resource: `arn:aws:s3:eu-west-1:${HERE}:accesspoint/x` },
  ],
  'a resource policy': [
    { resource: allow({ Principal: { AWS: session.roleArn } }), identity: [everything] },
    { ...request, principal: session },
  ],
  'a KMS key': [
    {
      resource: allow({ Principal: { AWS: HERE }, Action: 'kms:*' }),
      identity: [allow({ Action: 'kms:Decrypt' })],
    },
    { ...request, action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${HERE}:key/1` },
  ],
  'every type of policy': [
    {
      scps: [[everything], [everything]],
      rcps: [
        [allow({ Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': false } } })],
      ],
      vpcEndpoint: allow({ Principal: '*' }),
      resource: allow({ Principal: { AWS: '*' } }),
      identity: [everything],
      boundary: everything,
      session: everything,
    },
    { ...request, principal: session, context: { 'aws:SecureTransport': true } },
  ],
};

const DECISIONS = 10_000;
const ROUNDS = 4;

/** What one kind of decision leaves behind. */
export interface Garbage {
  readonly bytes: number;
  /** How many statements the decision names. */
  readonly statements: number;
}

/** The least of some rounds: whatever else the process does meanwhile comes on top. */
function garbageOf([policies, asked]: readonly [Policies, AccessRequest]): Garbage {
  const authorizer = compile(policies);
  const round = (): number => {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < DECISIONS; i++) authorizer.decide(asked);
    return (process.memoryUsage().heapUsed - before) / DECISIONS;
  };
  const rounds = Array.from({ length: ROUNDS }, round);
  // The first round warms up.
  return { bytes: Math.min(...rounds.slice(1)), statements: authorizer.decide(asked).statements.length };
}

if (globalThis.gc === undefined) throw new Error('start it with --expose-gc');
const found = Object.entries(KINDS).map(([name, kind]) => [name, garbageOf(kind)]);
console.log(JSON.stringify(Object.fromEntries(found)));
