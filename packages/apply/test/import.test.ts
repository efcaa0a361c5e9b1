import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyDocument, StatementJson } from '@leastwise/policy';
import fc from 'fast-check';
import ts from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';
import { importAccount } from '../src/import.ts';
import { type Account, diff, type Stack } from '../src/index.ts';
import { account, aGroup, aPolicy, aRole, aUser, tagsOf } from './an-account.ts';
import { identity, lettingIn, reading, trust } from './documents.ts';

const ROOT = join(import.meta.dirname, '../../..');
const OUT = join(ROOT, '.tmp/import-test');
afterAll(() => rmSync(OUT, { recursive: true, force: true }));

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

const ACTIONS = [
  's3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:*', 's3:Get*', '*', 'glue:GetTable', 'iam:PassRole', 'iam:Get*',
  'sagemaker:CreateTrainingJob', 'sagemaker:Describe*', 'kms:Decrypt', 'logs:PutLogEvents', 'ec2:RunInstances',
  's3:getobject', 'ec2:Describe*', 'sts:AssumeRole', 'nowhere:Go', 'lambda:InvokeFunction', 'dynamodb:Query',
]; // prettier-ignore
const RESOURCES = [
  '*', 'arn:aws:s3:::data', 'arn:aws:s3:::data/*', 'arn:aws:s3:::data-*', 'arn:aws:s3:::data/${aws:username}/*',
  'arn:aws:glue:eu-west-1:111122223333:table/sales/orders', 'arn:aws:glue:*:111122223333:catalog',
  'arn:aws:iam::111122223333:role/x', 'arn:aws:iam::111122223333:role/*', 'arn:aws-cn:s3:::data/*',
  'arn:aws:kms:eu-west-1:111122223333:key/1234', 'arn:aws:logs:eu-west-1:111122223333:log-group:g:log-stream:s',
  'arn:aws:sagemaker:eu-west-1:111122223333:training-job/*', 'arn:aws:lambda:eu-west-1:111122223333:function:f',
  'arn:aws:dynamodb:eu-west-1:111122223333:table/t', 'arn:aws:ec2:eu-west-1:111122223333:instance/*', 'arn:*:s3:::x/y',
]; // prettier-ignore
const CONDITIONS: readonly (readonly [string, string, string | readonly string[]])[] = [
  ['StringEquals', 'aws:username', ['a', '${aws:userid}']],
  ['StringLike', 's3:prefix', 'a/*'],
  ['StringEqualsIfExists', 'iam:PassedToService', 'glue.amazonaws.com'],
  ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/x*'],
  ['StringLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/x*'],
  ['ArnEqualsIfExists', 'aws:SourceArn', ['arn:aws:s3:::a', 'arn:aws:s3:::b']],
  ['Bool', 'aws:MultiFactorAuthPresent', 'false'],
  ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'],
  ['StringEquals', 'aws:SecureTransport', 'true'],
  ['NumericLessThan', 'aws:MultiFactorAuthAge', '3600'],
  ['NumericEquals', 's3:max-keys', ['1', '2']],
  ['DateGreaterThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z'],
  ['DateLessThan', 'aws:EpochTime', '1700000000'],
  ['IpAddress', 'aws:SourceIp', ['192.0.2.0/24', '2001:db8::/32']],
  ['StringEquals', 'aws:SourceIp', '192.0.2.1'],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['team']],
  ['ForAnyValue:StringLikeIfExists', 'aws:CalledVia', '*.amazonaws.com'],
  ['ForAllValues:StringEquals', 'aws:username', 'a'],
  ['StringEquals', 'aws:ResourceTag/cost centre', 'x'],
  ['StringEquals', "aws:RequestTag/it's", 'x'],
  ['StringEquals', 's3:ExistingObjectTag/team', 'ml'],
  ['Null', 'aws:TokenIssueTime', 'true'],
  ['Null', 's3:x-amz-acl', ['true', 'false']],
  ['ForAnyValue:StringEquals', 'kms:GrantOperations', 'Decrypt'],
  ['StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com'],
  ['StringEquals', 'nowhere:Key', 'x'],
  ['BinaryEquals', 'aws:username', 'eA=='],
];
const PRINCIPALS: readonly StatementJson['Principal'][] = [
  '*',
  { AWS: '*' },
  { AWS: '111122223333' },
  { AWS: ['arn:aws:iam::444455556666:root', 'arn:aws-cn:iam::444455556666:root'] },
  {
    AWS: 'arn:aws:iam::444455556666:role/path/x',
    Service: ['glue.amazonaws.com', 'brand-new.amazonaws.com'],
  },
  { Federated: 'arn:aws:iam::111122223333:saml-provider/idp' },
  { Federated: 'cognito-identity.amazonaws.com' },
  { AWS: 'arn:aws:sts::111122223333:assumed-role/x/y' },
  { AWS: 'AIDAEXAMPLEEXAMPLE123' },
];

const lone = <T>(values: readonly T[]): T | readonly T[] =>
  values.length === 1 && values[0] !== undefined ? values[0] : values;
const conditionBlock = fc
  .uniqueArray(fc.constantFrom(...CONDITIONS), {
    maxLength: 3,
    selector: ([operator, key]) => `${operator} ${key}`,
  })
  .map((picked) => {
    const block: Record<string, Record<string, string | readonly string[]>> = {};
    for (const [operator, key, value] of picked) (block[operator] ??= {})[key] = value;
    return block;
  });
const optionalCondition = fc.option(conditionBlock, { nil: undefined, freq: 2 });
const statement = fc
  .record({
    effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    action: fc.constantFrom('Action' as const, 'Action' as const, 'Action' as const, 'NotAction' as const),
    actions: fc.uniqueArray(fc.constantFrom(...ACTIONS), { minLength: 1, maxLength: 3 }),
    resource: fc.constantFrom('Resource' as const, 'Resource' as const, 'NotResource' as const),
    resources: fc.uniqueArray(fc.constantFrom(...RESOURCES), { minLength: 1, maxLength: 2 }),
    condition: optionalCondition,
  })
  .map(({ effect, action, actions, resource, resources, condition }): StatementJson => {
    const what = action === 'Action' ? { Action: lone(actions) } : { NotAction: lone(actions) };
    const on = resource === 'Resource' ? { Resource: lone(resources) } : { NotResource: lone(resources) };
    return { Effect: effect, ...what, ...on, ...(condition === undefined ? {} : { Condition: condition }) };
  });
const trusting = fc
  .record({
    principal: fc.constantFrom(...PRINCIPALS),
    action: fc.constantFrom('sts:AssumeRole', 'sts:*', 'sts:AssumeRoleWithSAML'),
    condition: optionalCondition,
  })
  .map(({ principal, action, condition }): StatementJson => {
    const more = condition === undefined ? {} : { Condition: condition };
    return { Effect: 'Allow', Principal: principal ?? '*', Action: action, ...more };
  });
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

test(
  'what is imported compiles and plans empty, whatever the account holds',
  { timeout: 120_000 },
  async () => {
    const all = fc.sample(accounts, { seed: 7, numRuns: 12 });
    const imported = await Promise.all(all.map((each) => importAccount(each)));
    const sources = Object.fromEntries(imported.map(({ source }, i) => [`account-${i}`, source]));
    expect(await complaints(sources)).toEqual([]);
    const literals = imported.flatMap((each) => each.literals);
    const documents = all.length * 14;
    // Neither all nor none: the generators reach both ways.
    expect(literals.length).toBeGreaterThan(documents / 10);
    expect(literals.length).toBeLessThan((documents * 9) / 10);
    for (const [i, existing] of all.entries()) {
      const { stack } = await load(`account-${i}`, sources[`account-${i}`] ?? '');
      expect(stack).toEqual(imported[i]?.stack);
      expect(stepsBeside(stack, existing)).toEqual([]);
    }
  },
);

/** What the compiler says of programs, all in one go. */
async function complaints(sources: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const files = Object.entries(sources).map(([name, source]) => written(name, source));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram(files, {
    ...options,
    types: ['node'],
    noEmit: true,
    rewriteRelativeImportExtensions: false,
    isolatedDeclarations: false,
  });
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0 }) =>
        `${ts.flattenDiagnosticMessageText(messageText, '\n')} at ${source?.text.slice(start, start + 200)}`,
    );
  });
}

/** Runs a program. */
async function load(name: string, source: string): Promise<{ readonly stack: Stack }> {
  const { imported } = (await import(written(name, source))) as { readonly imported: Stack };
  return { stack: imported };
}

function written(name: string, source: string): string {
  mkdirSync(OUT, { recursive: true });
  const file = join(OUT, `${name}.ts`);
  writeFileSync(file, source);
  return file;
}
