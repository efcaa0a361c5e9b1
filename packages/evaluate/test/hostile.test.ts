import { expect, test } from 'vitest';
import { compile } from '../src/index.ts';

const principal = 'arn:aws:iam::111122223333:user/ana';
const REPEATED = 40;

test('forty times *a against a long text is decided, in whatever element it stands', () => {
  const stars = '*a'.repeat(REPEATED);
  const text = 'a'.repeat(10_000);
  const statements = [
    { Resource: `arn:aws:s3:::${stars}b` },
    { Resource: `arn:a*a:s3:::${stars}b` },
    { Resource: '*', Condition: { StringLike: { 's3:prefix': `${stars}b` } } },
    { Resource: '*', Condition: { ArnLike: { 's3:prefix': `arn:aws:s3:::${stars}b` } } },
    { Resource: '*', Condition: { StringLike: { 's3:prefix': `${stars}\${aws:username}` } } },
  ];
  for (const statement of statements) {
    const authorizer = compile({
      identity: [{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', ...statement } }],
    });
    const request = {
      principal,
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${text}`,
      context: { 's3:prefix': text },
    };
    expect(authorizer.decide(request).effect).toBe('ImplicitDeny');
  }
});

test('a policy of ten thousand statements and a request with ten thousand keys are decided', () => {
  const Statement = Array.from({ length: 10_000 }, (_, i) => ({
    Sid: `S${i}`,
    Effect: 'Allow' as const,
    Action: [`s3:Get${i}`, `s${i}:*`],
    Resource: `arn:aws:s3:::b${i}/*`,
    Condition: { StringEquals: { [`k:${i}`]: `\${k:${i}, 'none'}` } },
  }));
  const context = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k:${i}`, `v${i}`]));
  const decision = compile({ identity: [{ Version: '2012-10-17', Statement }] }).decide({
    principal,
    action: 's3:Get77',
    resource: 'arn:aws:s3:::b77/x',
    context,
  });
  expect(decision.statements).toMatchObject([{ sid: 'S77' }]);
  expect(decision.explain().split('\n')).toHaveLength(4);
});

test('a condition with a hundred thousand values is decided', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => i);
  const Condition = { NumericLessThan: { 's3:max-keys': many } };
  const authorizer = compile({
    identity: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } }],
  });
  const request = { principal, action: 's3:ListBucket', resource: '*' };
  expect(authorizer.decide({ ...request, context: { 's3:max-keys': 99_998 } }).effect).toBe('Allow');
  expect(authorizer.decide({ ...request, context: { 's3:max-keys': 99_999 } }).effect).toBe('ImplicitDeny');
});

test('a stream of ever new actions is decided', () => {
  const authorizer = compile({
    identity: [{ Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } }],
  });
  const effects = new Set(
    Array.from(
      { length: 20_000 },
      (_, i) => authorizer.decide({ principal, action: `s3:A${i}`, resource: '*' }).effect,
    ),
  );
  expect(effects).toEqual(new Set(['Allow']));
});

test('names that JavaScript gives objects are names like others', () => {
  const Condition = { StringEquals: { constructor: 'x' } };
  const authorizer = compile({
    identity: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } }],
  });
  for (const action of ['constructor:toString', '__proto__:x', 'hasOwnProperty:valueOf'])
    expect(authorizer.decide({ principal, action, resource: '*' }).effect).toBe('ImplicitDeny');
  const context = JSON.parse('{"constructor": "x", "__proto__": "y"}') as Record<string, string>;
  expect(authorizer.decide({ principal, action: 's3:x', resource: '*', context }).effect).toBe('Allow');
});

test('what a decision rests on does not change with the documents afterwards', () => {
  const document = { Statement: [{ Effect: 'Allow' as const, Action: ['s3:*'], Resource: ['*'] }] };
  const authorizer = compile({ identity: [document] });
  document.Statement[0]?.Action.pop();
  document.Statement.pop();
  const decision = authorizer.decide({ principal, action: 's3:GetObject', resource: '*' });
  expect([decision.effect, decision.explain()]).toEqual([
    'Allow',
    `s3:GetObject on * by ${principal} is allowed by an identity policy\n  statement 1 allows it`,
  ]);
});

test('what one request gives is not seen by the next, nor by one that is asked while it is read', () => {
  const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'ml' } };
  const authorizer = compile({
    identity: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } }],
  });
  const bare = { principal, action: 's3:GetObject', resource: '*' };
  const within: string[] = [];
  const context = {
    'aws:principaltag/TEAM': 'ml',
    get 'aws:SourceIp'() {
      within.push(authorizer.decide(bare).effect);
      return '10.0.0.1';
    },
  };
  expect(authorizer.decide({ ...bare, context: { ...context } }).effect).toBe('Allow');
  expect(authorizer.decide({ ...bare, context }).effect).toBe('Allow');
  expect(within).toEqual(['ImplicitDeny', 'ImplicitDeny']);
  expect(() =>
    authorizer.decide({ ...bare, context: { 'aws:PrincipalTag/team': 'ml', 'aws:x': null as never } }),
  ).toThrow(expect.objectContaining({ code: 'INVALID_CONTEXT' }));
  expect(authorizer.decide(bare).effect).toBe('ImplicitDeny');
});

test('a stream of ever new context keys and callers is decided, and keys given twice are still refused', () => {
  const Condition = { StringEquals: { 'k:asked': 'x' } };
  const authorizer = compile({
    identity: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } }],
  });
  for (let i = 0; i < 10_000; i++) {
    const request = { principal: `${principal}${i % 3000}`, action: 's3:GetObject', resource: '*' };
    const context = { [`k:${i}`]: 'x', 'k:Asked': i % 2 === 0 ? 'x' : 'y' };
    expect(authorizer.decide({ ...request, context }).effect).toBe(i % 2 === 0 ? 'Allow' : 'ImplicitDeny');
    if (i % 1000 === 999)
      expect(() => authorizer.decide({ ...request, context: { ...context, [`K:${i}`]: 'y' } })).toThrow(
        expect.objectContaining({ code: 'INVALID_CONTEXT' }),
      );
  }
});
