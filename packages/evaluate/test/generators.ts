/*
 * Random policies and requests that run into each other: few names, many wildcards and variables, the same keys everywhere.
 * They shrink.
 */
import type { PolicyDocument } from '@leastwise/policy';
import fc from 'fast-check';
import type { AccessRequest, Policies } from '../src/index.ts';

const HERE = '111122223333';
const THERE = '444455556666';
const USER = `arn:aws:iam::${HERE}:user/team/ana`;
const ROLE = `arn:aws:iam::${HERE}:role/ml/training`;
const SESSION = `arn:aws:sts::${HERE}:assumed-role/training/job`;
const FEDERATED = `arn:aws:sts::${HERE}:federated-user/bo`;
const PROVIDER = `arn:aws:iam::${HERE}:oidc-provider/token.actions.githubusercontent.com`;
const LINKED = `arn:aws:iam::${HERE}:role/aws-service-role/x.amazonaws.com/training`;

const of = fc.constantFrom;

const actions = of(
  's3:GetObject',
  's3:PutObject',
  's3:ListAllMyBuckets',
  'kms:Decrypt',
  'sts:AssumeRole',
  'sts:GetCallerIdentity',
);
const actionPatterns = of(
  '*',
  's3:*',
  'S3:getobject',
  's3:Get*',
  's3:*Object',
  's3:???Object',
  '*:Get*',
  'kms:*',
  'kms:Decrypt',
  'sts:*',
  'sts:Assume*',
  's3:PutObject',
);
const resources = of(
  '*',
  'arn:aws:s3:::data/ana/1',
  'arn:aws:s3:::data/*/1',
  'arn:aws:s3:::data/ml:x/1',
  `arn:aws:kms:eu-west-1:${HERE}:key/1`,
  `arn:aws:iam::${HERE}:role/etl`,
  `arn:aws:iam::${THERE}:role/etl`,
  `arn:aws:logs:eu-west-1:${HERE}:log-group:a:log-stream:b`,
);
const resourcePatterns = of(
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::data/*',
  'arn:aws:s3:::data/${aws:username}/*',
  "arn:aws:s3:::data/${aws:PrincipalTag/team, 'ana'}/?",
  'arn:aws:s3:::data/${aws:PrincipalTag/team}/1',
  'arn:aws:s3:::data/${*}/1',
  'arn:aws:s3:::*:*/1',
  'arn:aws:s3*',
  'arn:*',
  'arn:aws:kms:*:*:key/*',
  'arn:a*s:kms:eu*1:1*3:key/?',
  'arn:aws:iam::*:role/*',
  'arn:aws:logs:*:log-group:*',
  'arn:aws:logs:e*1:log-group:a:*',
  'arn:aws:logs:eu-*-1:*:*:log-stream:b',
  'arn:aws:*:::data/*',
);
const principalNames = of(
  '*',
  HERE,
  THERE,
  `arn:aws:iam::${HERE}:root`,
  USER,
  ROLE,
  SESSION,
  FEDERATED,
  `arn:aws:iam::${HERE}:user/*`,
);
const principals = fc.oneof(
  fc.constant('*' as const),
  fc.record(
    {
      AWS: fc.oneof(principalNames, fc.array(principalNames, { maxLength: 4 })),
      Service: of('glue.amazonaws.com', 's3.amazonaws.com'),
      Federated: of(PROVIDER, 'accounts.google.com'),
    },
    { requiredKeys: [] },
  ),
);

const keys = of(
  'aws:PrincipalTag/team',
  'aws:principaltag/TEAM',
  'aws:username',
  'aws:PrincipalArn',
  'aws:userid',
  'aws:PrincipalType',
  'aws:TagKeys',
  's3:prefix',
  'aws:MultiFactorAuthPresent',
);
const texts = of(
  '',
  'a',
  'A',
  'ana',
  'ml',
  'a*',
  '*',
  '?',
  '${aws:username}',
  "${aws:PrincipalTag/team,'a'}",
  '${aws:TagKeys}*',
  '${$}{x}',
  'true',
  'False',
  '1',
);
const numbers = of<string | number>('1', 1, '01.0', '-2', 2.5, '1e0', 'x');
const dates = of<string | number>(
  '2026-01-01',
  '2026-01-01T00:00:00Z',
  '1767225600',
  1767225600,
  '2026-02-30',
  'x',
);
const addresses = of(
  '10.0.0.1',
  '10.0.0.0/8',
  '0.0.0.0/0',
  '::/0',
  '2001:db8::1',
  '2001:DB8::/32',
  '::ffff:10.0.0.1',
  'x',
);
const arns = of(
  ROLE,
  USER,
  'arn:aws:iam::*:role/*',
  'arn:aws:iam::*:*/ana',
  'arn:*',
  '*',
  'arn:aws:iam::${aws:PrincipalAccount}:user/*',
  '${aws:PrincipalArn}',
  'arn:aws:logs:*:*:log-group:*',
);
const binaries = of('YQ==', 'YQ', 'YWI=', '!');

const families: readonly (readonly [readonly string[], fc.Arbitrary<string | number | boolean>])[] = [
  [
    [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
    texts,
  ],
  [
    [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    numbers,
  ],
  [
    [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
    dates,
  ],
  [['Bool'], of<string | boolean>('true', 'FALSE', true, false, 'x')],
  [['BinaryEquals'], binaries],
  [['IpAddress', 'NotIpAddress'], addresses],
  [['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'], arns],
];

const decorated = (operator: string): fc.Arbitrary<string> =>
  fc
    .tuple(of('', '', 'ForAllValues:', 'ForAnyValue:'), of('', '', 'IfExists'))
    .map(([set, exists]) => set + operator + exists);

const tests = fc.oneof(
  ...families.map(([operators, values]) =>
    fc.tuple(of(...operators).chain(decorated), keys, fc.oneof(values, fc.array(values, { maxLength: 3 }))),
  ),
  fc.tuple(
    fc.constant('Null'),
    keys,
    of<string | boolean | string[]>('true', 'false', true, ['true', 'false']),
  ),
);

const conditions = fc.array(tests, { maxLength: 3 }).map((some) => {
  const block: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, values] of some) block[operator] = { ...block[operator], [key]: values };
  return block;
});

/** An element or, less often, its negation. */
function either(name: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  return fc.tuple(of(name, name, `Not${name}`), values).map(([key, value]) => ({ [key]: value }));
}

type Kind = 'identity' | 'resource' | 'trust';

function statement(kind: Kind): fc.Arbitrary<object> {
  const some = (values: fc.Arbitrary<string>): fc.Arbitrary<string | string[]> =>
    fc.oneof(values, fc.array(values, { maxLength: 3 }));
  const parts: fc.Arbitrary<object>[] = [
    of({ Effect: 'Allow' }, { Effect: 'Allow' }, { Effect: 'Deny' }),
    either('Action', some(actionPatterns)),
    fc.oneof(fc.constant({}), fc.record({ Condition: conditions })),
  ];
  if (kind !== 'trust') parts.push(either('Resource', some(resourcePatterns)));
  if (kind !== 'identity') parts.push(either('Principal', principals));
  return fc.tuple(...parts).map((members) => Object.assign({}, ...members) as object);
}

/** A random document of a kind. */
export function document(kind: Kind): fc.Arbitrary<PolicyDocument> {
  return fc
    .tuple(
      of({}, { Version: '2008-10-17' }, { Version: '2012-10-17' }, { Version: '2012-10-17' }),
      fc.array(statement(kind), { minLength: 1, maxLength: 3 }),
    )
    .map(([version, Statement]) => ({ ...version, Statement }) as PolicyDocument);
}

const everything: PolicyDocument = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const identityDocument = fc.oneof({ weight: 3, arbitrary: document('identity') }, fc.constant(everything));
const levels = (inner: fc.Arbitrary<PolicyDocument>): fc.Arbitrary<PolicyDocument[][]> =>
  fc.array(fc.array(inner, { maxLength: 2 }), { maxLength: 2 });

/** Policies of every type, each of them there or not. */
export const policySets: fc.Arbitrary<Policies> = fc.record(
  {
    identity: fc.array(identityDocument, { maxLength: 2 }),
    resource: fc.oneof(document('resource'), document('trust')),
    boundary: identityDocument,
    session: fc.oneof(identityDocument, fc.array(identityDocument, { maxLength: 2 })),
    scps: levels(identityDocument),
    rcps: levels(document('resource')),
    vpcEndpoint: document('resource'),
  },
  { requiredKeys: [] },
);

const callers = of<AccessRequest['principal']>(
  USER,
  { arn: USER, userId: 'AIDA' },
  SESSION,
  ROLE,
  { arn: SESSION, roleArn: ROLE, userId: 'AROA' },
  { arn: SESSION, roleArn: LINKED },
  FEDERATED,
  { arn: FEDERATED, federatedBy: USER },
  `arn:aws:iam::${HERE}:root`,
  'glue.amazonaws.com',
  PROVIDER,
  'accounts.google.com',
  '*',
);

const contextValues = fc.oneof(
  of(
    '',
    'a',
    'ana',
    'ml',
    '*',
    'true',
    '1',
    '2026-01-01T00:00:00Z',
    '10.0.0.1',
    '2001:db8::1',
    ROLE,
    USER,
    'YQ==',
  ),
  of(true, false, 1, 2.5, 1767225600, new Date('2026-01-01')),
);

const contexts = fc
  .dictionary(
    keys,
    fc.oneof({ weight: 3, arbitrary: contextValues }, fc.array(contextValues, { maxLength: 3 })),
    {
      maxKeys: 4,
    },
  )
  .map((context) => {
    const seen = new Map(
      Object.entries(context).map(([key, value]) => [key.toLowerCase(), [key, value] as const]),
    );
    return Object.fromEntries(seen.values());
  });

/** Requests of every kind of caller, within an account and across. */
export const requests: fc.Arbitrary<AccessRequest> = fc.record(
  {
    principal: callers,
    action: actions,
    resource: resources,
    resourceAccount: of(HERE, THERE),
    context: contexts,
  },
  { requiredKeys: ['principal', 'action', 'resource'] },
);

/** A policy set and a request that one part of one statement decides: what large sets drown, these show. */
export const narrowQuestions: fc.Arbitrary<readonly [Policies, AccessRequest]> = fc.oneof(
  oneCondition(),
  onePattern(),
  onePrincipal(),
);

/** Key, operator, policy value and request value of one family, so that they often meet. */
function oneCondition(): fc.Arbitrary<readonly [Policies, AccessRequest]> {
  const question = ([operators, values]: (typeof families)[number]): fc.Arbitrary<
    readonly [Policies, AccessRequest]
  > =>
    fc
      .record({
        operator: of(...operators).chain(decorated),
        key: keys,
        wanted: fc.oneof(values, fc.array(values, { maxLength: 3 })),
        given: fc.oneof(values, fc.array(values, { maxLength: 3 })),
        team: fc.option(of('ana', '*', 'a'), { nil: undefined }),
        version: of('2008-10-17', '2012-10-17', '2012-10-17'),
        principal: callers,
      })
      .map(({ operator, key, wanted, given, team, version, principal }) => {
        const Condition = { [operator]: { [key]: wanted } };
        const identity = { Effect: 'Allow', Action: '*', Resource: '*', Condition } as const;
        const policies = {
          identity: [{ Version: version, Statement: identity }],
          resource: { Version: version, Statement: { ...identity, Principal: '*' } },
        };
        const tag = team === undefined || /principaltag/i.test(key) ? {} : { 'aws:PrincipalTag/team': team };
        const context = { ...tag, [key]: given };
        return [policies as Policies, { principal, action: 's3:GetObject', resource: '*', context }] as const;
      });
  return fc.oneof(...families.map(question));
}

function onePattern(): fc.Arbitrary<readonly [Policies, AccessRequest]> {
  return fc
    .tuple(
      either('Action', actionPatterns),
      either('Resource', resourcePatterns),
      actions,
      resources,
      contexts,
    )
    .map(([action, resource, asked, on, context]) => {
      const Statement = { Effect: 'Allow', ...action, ...resource };
      const identity = [{ Version: '2012-10-17', Statement }];
      return [{ identity } as Policies, { principal: USER, action: asked, resource: on, context }] as const;
    });
}

function onePrincipal(): fc.Arbitrary<readonly [Policies, AccessRequest]> {
  const lists = fc.uniqueArray(principalNames, { minLength: 1, maxLength: 5 });
  return fc
    .record({
      means: fc.oneof(
        either(
          'Principal',
          lists.map((AWS) => ({ AWS })),
        ),
        either('Principal', principals),
      ),
      effect: of('Allow', 'Deny'),
      principal: callers,
      resource: resources,
      more: fc.constantFrom<Policies>({}, { boundary: everything }, { identity: [everything] }),
    })
    .map(({ means, effect, principal, resource, more }) => {
      const base = { Action: '*', Resource: '*' };
      const Statement = [
        { Effect: effect, ...base, ...means },
        ...(effect === 'Deny' ? [{ Effect: 'Allow', ...base, Principal: '*' }] : []),
      ];
      const policies = { ...more, resource: { Statement } } as Policies;
      return [policies, { principal, action: 's3:GetObject', resource }] as const;
    });
}
