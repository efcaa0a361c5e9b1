/* What a program in JavaScript passes by mistake, to every public function that computes: the error is leastwise's own, and teaches. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { facts } from '@leastwise/aws/facts/s3';
import { s3 } from '@leastwise/aws/s3';
import * as evaluate from '@leastwise/evaluate';
import * as specification from '@leastwise/evaluate/specification';
import { policyMatchers } from '@leastwise/evaluate/vitest';
import * as policy from '@leastwise/policy';
import { describe, expect, test } from 'vitest';

/** Whatever it is, to be called as a program without types calls it. */
type Any = (...args: readonly unknown[]) => unknown;

const WRONG: readonly unknown[] = [undefined, null, 1, 'x', {}, [], true, [null]];

const PRESETS = join(import.meta.dirname, '../packages/presets/package.json');
const manifest = JSON.parse(readFileSync(PRESETS, 'utf8')) as { readonly exports: object };
const services = Object.keys(manifest.exports).filter((path) => path !== './package.json');
const presets = Object.assign(
  {},
  ...(await Promise.all(
    services.map((path) => import(`@leastwise/presets/${path.slice(2)}`) as Promise<object>),
  )),
) as object;

/** The functions of a module, and those of the objects in it, by name. */
function functionsOf(module: object, path = ''): readonly (readonly [name: string, call: Any])[] {
  return Object.entries(module).flatMap(([name, value]: readonly [string, unknown]) => {
    if (typeof value === 'function') return [[path + name, value.bind(module) as Any] as const];
    const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isPlain && path.split('.').length < 3 ? functionsOf(value, `${path}${name}.`) : [];
  });
}

/** What a call gives: nothing, where it is refused with an error that says what is wrong. Any other error fails the test. */
function outcome(call: () => unknown): unknown {
  try {
    return { gives: call() };
  } catch (error) {
    expect(error).toMatchObject({ name: 'LeastwiseError', what: expect.stringMatching(/\w+ \w+/) });
    return undefined;
  }
}

function isAmong(values: readonly unknown[], wrong: unknown): boolean {
  return values.some((value) => JSON.stringify(value) === JSON.stringify(wrong));
}

/** Every way to call a function with two arguments of the wrong kind, or fewer. */
const CALLS: readonly (readonly unknown[])[] = [
  [],
  ...WRONG.map((first) => [first]),
  ...WRONG.flatMap((first) => WRONG.map((second) => [first, second])),
];

/** Those that take what is wrong elsewhere, each with what it takes. */
const TAKES: Readonly<Record<string, readonly unknown[]>> = {
  // text, whatever it says
  literal: ['x'],
  unsafeArn: ['x'],
  unsafeRegion: ['x'],
  unsafePartition: ['x'],
  // the name of a part of a key
  'aws.principalTag': ['x'],
  'aws.resourceTag': ['x'],
  'aws.requestTag': ['x'],
  // no policies at all
  compile: [{}],
  // what is found in the catalog, which is nothing
  'facts.expand': WRONG,
  'facts.find': WRONG,
  'facts.typeOf': WRONG,
  'facts.kindOf': WRONG,
  'facts.level': WRONG,
  // no parameters
  denyRootKeys: WRONG,
  denyRootUser: WRONG,
  stayInOrganization: WRONG,
};

describe('what is not wanted is refused by', () => {
  const modules = { ...policy, ...evaluate, ...specification, ...policyMatchers, ...presets, facts };
  test.each(functionsOf(modules))('%s', (name, call) => {
    const taken = CALLS.filter((args) => outcome(() => call(...args)) !== undefined);
    const allowed = TAKES[name] ?? (name.startsWith('unsafeKey.') ? ['x'] : []);
    expect(taken.filter(([first]) => !isAmong(allowed, first))).toEqual([]);
  });
});

const read = policy.policy(
  policy.allow(policy.unsafeAction('s3:GetObject')).on(policy.unsafeArn('arn:aws:s3:::data/*')),
);
const trust = policy.trustPolicy(
  policy.allow(policy.unsafeAction('sts:AssumeRole')).to(policy.principal.account('111122223333')),
);
const request = {
  principal: 'arn:aws:iam::111122223333:user/ana',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::data/1.csv',
};
const session = { arn: 'arn:aws:sts::111122223333:assumed-role/x/y' };
const role = { kind: 'role', name: 'training', trust, permissions: read };
const grants = { kind: 'identity', documents: [read], holder: 'arn:aws:iam::111122223333:role/x' };
const calls = new Map(functionsOf({ ...policy, ...evaluate, ...policyMatchers, facts }));

function run(name: string, ...args: readonly unknown[]): unknown {
  const call = calls.get(name);
  if (call === undefined) throw new Error(`there is no ${name}`);
  return call(...args);
}

/** One argument or member is wrong, all others are right; `undefined` leaves it out. */
type OneWrong = readonly [
  name: string,
  make: (wrong: unknown) => unknown,
  /** What is taken all the same. */
  allowed?: readonly unknown[],
];

const begun = policy.allow(policy.unsafeAction('s3:GetObject')) as object as Readonly<Record<string, Any>>;
const calling = (method: string, ...allowed: readonly unknown[]): OneWrong => [
  `statement: ${method}`,
  (wrong) => begun[method]?.(wrong),
  allowed,
];

const ONE_WRONG: readonly OneWrong[] = [
  calling('on', 'x'),
  calling('onAllExcept', 'x'),
  calling('when'),
  calling('to'),
  calling('toAllExcept'),
  calling('sid', 'x'),
  ['s3.match', (pattern) => (s3.match as Any)(pattern)],
  ['s3.expand', (pattern) => s3.expand(pattern as string), WRONG],
  ['s3.keys.requestObjectTag', (tag) => (s3.keys.requestObjectTag as Any)(tag), ['x']],
  ['parsePolicy: kind', (kind) => run('parsePolicy', JSON.stringify(read), kind)],
  ['checkPolicy: kind', (kind) => run('checkPolicy', read, kind)],
  ['normalize: options', (options) => run('normalize', read, options), WRONG],
  ['normalize: kind', (kind) => run('normalize', read, { kind })],
  ['normalize: partition', (partition) => run('normalize', read, { partition }), ['x']],
  ['normalize: arnOf', (arnOf) => run('normalize', read, { arnOf })],
  ['equals: b', (b) => run('equals', read, b)],
  ['merge: second', (second) => run('merge', read, second)],
  ['split: limit', (limit) => run('split', read, limit)],
  ['print: indent', (indent) => run('print', read, indent), WRONG],
  ['size: holder', (holder) => run('size', read, holder)],
  ['size: one of several', (one) => run('size', [one], 'managed'), ['x']],
  ['size: documents', (documents) => run('size', documents, 'managed'), ['x', []]],
  ['checkAgainst: facts', (some) => run('checkAgainst', read, some), [[]]],
  ['principal.oidc: at', (at) => run('principal.oidc', 'gitlab.com', at)],
  ['principal.saml: account', (account) => run('principal.saml', 'x', { account })],
  ['githubActions: runs', (runs) => run('githubActions', { owner: 'a', repository: 'b', ...Object(runs) })],
  ['githubActions: branch', (branch) => run('githubActions', { owner: 'a', repository: 'b', branch }), ['x']],
  [
    'githubActions: anyRun',
    (anyRun) => run('githubActions', { owner: 'a', repository: 'b', anyRun }),
    [true],
  ],
  ['onBehalfOf: resource', (resource) => run('onBehalfOf', { account: '111122223333', resource })],
  ['compile: identity', (identity) => run('compile', { identity }), [[]]],
  ['compile: resource', (resource) => run('compile', { resource })],
  ['compile: scps', (scps) => run('compile', { scps }), [[]]],
  ['authorize: request', (wrong) => run('authorize', {}, wrong)],
  ['authorize: principal', (principal) => run('authorize', {}, { ...request, principal })],
  ['authorize: action', (action) => run('authorize', {}, { ...request, action })],
  ['authorize: resource', (resource) => run('authorize', {}, { ...request, resource })],
  ['authorize: context', (context) => run('authorize', {}, { ...request, context }), [{}]],
  ['authorize: value', (x) => run('authorize', {}, { ...request, context: { x } }), [1, 'x', [], true]],
  [
    'authorize: roleArn',
    (roleArn) => run('authorize', {}, { ...request, principal: { ...session, roleArn } }),
  ],
  [
    'authorize: userId',
    (userId) => run('authorize', {}, { ...request, principal: { ...session, userId } }),
    ['x'],
  ],
  ['decideAll: requests', (requests) => run('decideAll', evaluate.compile({}), requests), [[]]],
  ['decideAll: one', (one) => run('decideAll', evaluate.compile({}), [one])],
  ['compareByWitness: after', (after) => run('compareByWitness', grants, after)],
  ['compareByWitness: kind', (kind) => run('compareByWitness', grants, { ...grants, kind })],
  [
    'compareByWitness: documents',
    (documents) => run('compareByWitness', grants, { ...grants, documents }),
    [[]],
  ],
  ['compareByWitness: document', (one) => run('compareByWitness', grants, { ...grants, documents: [one] })],
  ['compareByWitness: holder', (holder) => run('compareByWitness', grants, { ...grants, holder }), ['x']],
  ['toAllow: claim', (claim) => run('toAllow', read, claim)],
  ['toAllow: resource', (resource) => run('toAllow', role, { ...request, resource })],
  ['toAllow: context', (context) => run('toAllow', role, { ...request, context }), [{}]],
  ['toAllow: policies', (policies) => run('toAllow', role, { ...request, policies }), [{}]],
  ['toAllow: attached', (attached) => run('toAllow', { ...role, policies: ['x'] }, { ...request, attached })],
  ['toAllow: kind', (kind) => run('toAllow', { kind }, request)],
  ['toAllow: name', (name) => run('toAllow', { ...role, name }, request), ['x']],
  ['toAllow: permissions', (permissions) => run('toAllow', { ...role, permissions }, request)],
  ['toAllow: its policies', (policies) => run('toAllow', { ...role, policies }, request), [[]]],
  ['toAllow: an attachment', (one) => run('toAllow', { ...role, policies: [one] }, request)],
  ['toAllow: boundary', (boundary) => run('toAllow', { ...role, boundary }, request)],
];

test.each(ONE_WRONG.map(([name, make, allowed = []]) => ({ name, make, allowed })))(
  'one wrong argument is refused: $name',
  ({ make, allowed }) => {
    const taken = WRONG.filter((wrong) => outcome(() => make(wrong)) !== undefined);
    expect(taken.filter((wrong) => wrong !== undefined && !isAmong(allowed, wrong))).toEqual([]);
  },
);
