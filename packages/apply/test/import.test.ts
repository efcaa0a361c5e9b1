import type { PolicyDocument, StatementJson } from '@leastwise/policy';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { importAccount } from '../src/import.ts';
import { type Account, diff, type Stack, stack as stackOf, type StackContents } from '../src/index.ts';
import { byHand, type ByHand, fill, RESERVED } from './by-hand.ts';
import { openCloud } from './cloud.ts';
import { contents } from './contents.ts';
import { complaints, load, tidyUp } from './imported-program.ts';
import { statement, trusting } from './odd-documents.ts';
import { account, aGroup, aPolicy, aRole, aUser, tagsOf } from './an-account.ts';
import { identity, lettingIn, reading, trust } from './documents.ts';

afterAll(tidyUp);

/** The steps that a stack still asks for, but for taking over what it is made of. */
function stepsBeside(stack: Stack, existing: Account): readonly string[] {
  const plan = diff(stack, existing, { adopt: true });
  return plan.steps.filter(({ kind, blocked }) => kind !== 'adopt' || blocked).map(({ id }) => id);
}

async function sourceOf(existing: Account): Promise<string> {
  return (await importAccount(existing)).source;
}

async function policySource(...statements: StatementJson[]): Promise<string> {
  const versions = [{ id: 'v1', document: identity(...statements) }];
  const source = await sourceOf(account({ policies: [aPolicy('p', { versions })] }));
  const [, body = ''] =
    /managedPolicy\(\s*'p',\s*([\s\S]*?),?\s*\);\n\nexport const imported/.exec(source) ?? [];
  // However it is broken into lines.
  return body
    .replace(/,?\n\s*(?=[\])}])/g, '')
    .replace(/(?<=[([{])\n\s*/g, '')
    .replace(/\n\s*(?=\.)/g, '')
    .replace(/\s+/g, ' ');
}

describe('a statement goes through the builders', () => {
  const on = (statement: Partial<StatementJson>): StatementJson => ({ Effect: 'Allow', ...statement });
  test.each<[string, StatementJson, string]>([
    [
      'with actions and resources of the catalog',
      on({ Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::data/train/*' }),
      "policy(allow(s3.GetObject, s3.PutObject).on(s3.object('data', 'train/*')))",
    ],
    [
      'with patterns',
      on({ Action: ['s3:Get*', 'glue:*'], Resource: '*' }),
      "policy(allow(s3.match('Get*'), glue.all).onAnyResource())",
    ],
    [
      'with a place',
      on({ Action: 'glue:GetTable', Resource: 'arn:aws:glue:eu-west-1:111122223333:table/sales/orders' }),
      "policy(allow(glue.GetTable).on(glue.table('sales', 'orders', { region: 'eu-west-1', account: '111122223333' })))",
    ],
    [
      'with conditions of the service and of all',
      on({
        Sid: 'List',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::data',
        Condition: {
          StringLikeIfExists: { 's3:prefix': ['a/*', 'b/*'] },
          Bool: { 'aws:SecureTransport': 'true' },
          'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' },
          Null: { 'aws:PrincipalTag/team': 'false' },
          NumericLessThanEquals: { 's3:max-keys': '10' },
        },
      }),
      "policy(allow(s3.ListBucket).sid('List').on(s3.bucket('data')).when(s3.keys.prefix.ifExists.like('a/*', 'b/*'), aws.secureTransport.is(true), aws.tagKeys.forAny.equals('team'), aws.principalTag('team').exists(), s3.keys.maxKeys.atMost(10)))",
    ],
    [
      'with everything but what it names',
      { Effect: 'Deny', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::data/*' },
      "policy(denyAllExcept(iam.all).onAllExcept(arn('arn:aws:s3:::data/*')))",
    ],
  ])('%s', async (_, statement, expected) => {
    expect(await policySource(statement)).toBe(expected);
  });
});

describe('what the builders refuse stays as it was read', () => {
  const parsed = /^parsePolicy\(JSON\.stringify\(\{ ?Version/;
  test.each<[string, StatementJson]>([
    ['an action that does not exist', { Effect: 'Allow', Action: 's3:GetObjekt', Resource: '*' }],
    ['an unknown service', { Effect: 'Allow', Action: 'nowhere:Go', Resource: '*' }],
    ['a pattern that fits only in another case', { Effect: 'Allow', Action: 's3:getobj*', Resource: '*' }],
    [
      'an action that does not take the resource',
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::data/x' },
    ],
    [
      'a resource among all of them',
      { Effect: 'Allow', Action: 's3:*', Resource: ['*', 'arn:aws:s3:::a/b'] },
    ],
    [
      'an operator of another type',
      {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: '*',
        Condition: { NumericEquals: { 'aws:username': '1' } },
      },
    ],
    [
      'a number that would be written otherwise',
      {
        Effect: 'Deny',
        Action: 's3:ListBucket',
        Resource: '*',
        Condition: { NumericEquals: { 's3:max-keys': '010' } },
      },
    ],
    [
      'a set operator on a key with one value',
      {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: '*',
        Condition: { 'ForAnyValue:StringEquals': { 'aws:username': 'a' } },
      },
    ],
  ])('%s', async (_, statement) => {
    expect(await policySource(statement)).toMatch(parsed);
  });

  test('a document of 2008, where a variable is plain text, and one with an Id', async () => {
    const old = { Statement: reading('a').Statement } as PolicyDocument;
    const versions = (document: PolicyDocument) => [{ id: 'v1', document }];
    const existing = account({
      policies: [
        aPolicy('old', { versions: versions(old) }),
        aPolicy('named', { versions: versions({ ...reading('a'), Id: 'x' }) }),
      ],
    });
    const { literals, stack } = await importAccount(existing);
    expect(literals).toEqual(['policy/named document', 'policy/old document']);
    expect(stepsBeside(stack, existing)).toEqual([]);
  });

  test('the id of a deleted principal', async () => {
    const existing = account({ roles: [aRole('r', { trust: lettingIn('AROAEXAMPLEEXAMPLE123') })] });
    expect((await importAccount(existing)).literals).toEqual(['role/r trust']);
  });
});

describe('what is left out is said', () => {
  test('what belongs to AWS, to another stack, or was not selected', async () => {
    const existing = account({
      roles: [
        aRole('AWSServiceRoleForX', { path: '/aws-service-role/x.amazonaws.com/' }),
        aRole('theirs', { tags: tagsOf('other', 'role/theirs') }),
        aRole('mine'),
        aRole('unwanted'),
      ],
    });
    const { skipped, stack } = await importAccount(existing, { select: ({ name }) => name !== 'unwanted' });
    expect(skipped.map(({ entity, reason }) => `${entity.name}: ${reason}`)).toEqual([
      'AWSServiceRoleForX: it belongs to an AWS service',
      'theirs: it belongs to the stack `other`',
      'unwanted: it was not selected',
    ]);
    expect(stack.roles.map(({ name }) => name)).toEqual(['mine']);
  });

  test('a document that IAM would not have taken', async () => {
    for (const odd of [
      { Action: '../policy:Go', Resource: '*' },
      { Action: 's3:*', Resource: 'data/*' },
    ]) {
      const versions = [{ id: 'v1', document: identity({ Effect: 'Allow', ...odd }) }];
      const { skipped, stack } = await importAccount(account({ policies: [aPolicy('odd', { versions })] }));
      expect(skipped).toEqual([
        {
          entity: { type: 'policy', name: 'odd' },
          reason: expect.stringContaining(
            Object.values(odd)[0] === 's3:*' ? 'data/*' : '../policy:Go',
          ) as string,
        },
      ]);
      expect(stack.policies).toEqual([]);
    }
  });

  test('that descriptions were not read, as far as they were not', async () => {
    const policies = [aPolicy('known', { description: 'for Ana' }), aPolicy('unknown')];
    const { notices, source } = await importAccount(account({ policies, notices: ['tags were not read'] }));
    expect(notices).toEqual([
      'tags were not read',
      'the descriptions of these policies were not read: `unknown`',
    ]);
    expect(source).toContain("{ description: 'for Ana' }");
  });

  test('a group is not taken without all of its members, who would be taken out of it', async () => {
    const existing = account({
      users: [aUser('ada'), aUser('bob', { tags: tagsOf('other', 'user/bob') })],
      groups: [aGroup('team', { members: ['ada', 'bob'] })],
    });
    const { skipped, stack } = await importAccount(existing);
    expect(skipped.map(({ entity }) => entity.name)).toEqual(['bob', 'team']);
    expect(stepsBeside(stack, existing)).toEqual([]);
  });
});

const namesakes = account({
  policies: ['a-b', 'a.b', 'aB', '1x', 'policy', 'new', '+', '_'].map((name) => aPolicy(name)),
  users: [aUser('stack'), aUser('__proto__')],
});

test('names that come to the same identifier stay apart', async () => {
  const { source, stack } = await importAccount(namesakes);
  const constants = [...source.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  expect(constants).toHaveLength(11);
  expect(new Set(constants).size).toBe(constants.length);
  expect(stepsBeside(stack, namesakes)).toEqual([]);
});

test('text from the account stays text in the program', async () => {
  const hostile = "'; process.exit(1); // ${x} `\\ \u2028\n";
  const existing = account({ roles: [aRole('r', { description: hostile })] });
  const { source } = await importAccount(existing).catch(() => ({ source: '' }));
  const { stack } = await load(
    'hostile',
    (await importAccount(account({ roles: [aRole('r', { description: hostile })] }))).source,
  );
  expect(stack.roles[0]?.description).toBe(hostile);
  expect(source).not.toContain(hostile);
});

/* ------------------------------------------------------------------------------------------------ the property */

const accounts = fc
  .record({
    documents: fc.array(fc.array(statement, { minLength: 1, maxLength: 2 }), { minLength: 6, maxLength: 6 }),
    trusts: fc.array(trusting, { minLength: 4, maxLength: 4 }),
    shared: fc.nat(5),
  })
  .map(({ documents, trusts, shared }): Account => {
    const policies = documents.map((statements, i) =>
      aPolicy(`policy-${i}`, { versions: [{ id: 'v1', document: identity(...statements) }] }),
    );
    const arn = policies[shared]?.arn ?? '';
    return account({
      policies,
      roles: trusts.map((each, i) =>
        aRole(`role-${i}`, {
          trust: trust(each),
          policies: [arn],
          inline: { own: identity(...(documents[i] ?? [])) },
        }),
      ),
      users: [
        aUser('AML@Packt', {
          path: '/people/',
          boundary: arn,
          policies: ['arn:aws:iam::aws:policy/IAMReadOnlyAccess'],
        }),
      ],
      groups: [aGroup('team', { members: ['AML@Packt'], policies: [arn] })],
    });
  });

const handMade = fc.record({ contents, hand: byHand });

/** An account that somebody has worked in, with leastwise and without. */
async function lived(made: { readonly contents: StackContents; readonly hand: ByHand }): Promise<Account> {
  const cloud = openCloud();
  await cloud.bring(stackOf('team', made.contents));
  await fill(cloud, made.hand);
  return cloud.read();
}

test(
  'what is imported compiles and plans empty, whatever the account holds',
  { timeout: 120_000 },
  async () => {
    const written = fc.sample(accounts, { seed: 7, numRuns: 8 });
    const filled = await Promise.all(fc.sample(handMade, { seed: 11, numRuns: 6 }).map(lived));
    const all = [...written, ...filled];
    const imported = await Promise.all(all.map((each) => importAccount(each, { stack: 'team' })));
    const sources = Object.fromEntries(imported.map(({ source }, i) => [`account-${i}`, source]));
    expect(complaints(sources)).toEqual([]);
    const literals = imported.flatMap((each) => each.literals);
    const documents = imported.flatMap(({ stack }) => stack.policies).length * 2;
    // Neither all nor none: the generators reach both ways.
    expect(literals.length).toBeGreaterThan(documents / 10);
    expect(literals.length).toBeLessThan((documents * 9) / 10);
    for (const [i, existing] of all.entries()) {
      const { stack } = await load(`account-${i}`, sources[`account-${i}`] ?? '');
      expect(stack).toEqual(imported[i]?.stack);
      expect(stepsBeside(stack, existing)).toEqual([]);
    }
    // All that can be taken is, and a description that nobody read would be one that other tools take away.
    for (const [i, { skipped, notices, stack }] of imported.slice(written.length).entries()) {
      expect(skipped.map(({ entity }) => entity.name)).toEqual(RESERVED);
      expect(notices).toEqual([]);
      expect(stack.policies.map(({ description }) => description)).toEqual(
        filled[i]?.policies.map(({ description }) => description),
      );
    }
  },
);
