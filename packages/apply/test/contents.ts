import type { Attachment, ManagedPolicyDefinition, UserDefinition } from '@leastwise/policy';
import fc from 'fast-check';
import {
  instanceProfile,
  managedPolicy,
  oidcProvider,
  removed,
  role,
  samlProvider,
  type StackContents,
  user,
} from '../src/index.ts';
import { lettingIn, reading, SAGEMAKER, samlMetadata } from './documents.ts';

/*
 * Any stack of a few entities of few names, so that two of them often share some and differ in others.
 */

const ACCOUNT = '111122223333';
const documents = fc
  .subarray(['a', 'b', 'c', 'd'], { minLength: 1 })
  .map((resources) => reading(...resources));
const inline = fc.dictionary(fc.constantFrom('one', 'two'), documents, { noNullPrototype: true });
const tags = fc.dictionary(fc.constantFrom('team', 'stage'), fc.constantFrom('x', 'y'), {
  noNullPrototype: true,
});

const holders: fc.Arbitrary<StackContents> = fc
  .tuple(
    fc.subarray(['Data', 'logs', 'limit']),
    fc.subarray(['train', 'Deploy', 'etl']),
    fc.subarray(['ada', 'Bob']),
  )
  .chain(([policyNames, roleNames, userNames]) =>
    fc.tuple(
      fc.tuple(...policyNames.map((name) => policyOf(name))),
      fc.constant(roleNames),
      fc.constant(userNames),
    ),
  )
  .chain(([policies, roleNames, userNames]) =>
    fc.tuple(...userNames.map((name) => userOf(name, policies))).chain((users) =>
      fc.record({
        policies: fc.constant(policies),
        users: fc.constant(users),
        roles: fc.tuple(...roleNames.map((name) => roleOf(name, policies, roleNames))),
        groups: fc
          .subarray(['team', 'Ops'])
          .chain((names) => fc.tuple(...names.map((name) => groupOf(name, policies, users)))),
      }),
    ),
  );

function policyOf(name: string) {
  // Always the same: IAM cannot change it in place.
  const description = name === 'logs' ? `what ${name} may` : '';
  return fc
    .tuple(documents, tags)
    .map(([document, given]) => managedPolicy(name, document, { description, tags: given }));
}

const some = (policies: readonly ManagedPolicyDefinition[]): fc.Arbitrary<Attachment[]> =>
  fc.subarray([...policies]);

const boundary = (policies: readonly ManagedPolicyDefinition[]) =>
  fc.constantFrom(undefined, ...policies).map((policy) => (policy === undefined ? {} : { boundary: policy }));

function userOf(name: string, policies: readonly ManagedPolicyDefinition[]) {
  return fc
    .tuple(
      fc.record({ policies: some(policies), inline, tags, path: fc.constantFrom('/', '/a/') }),
      boundary(policies),
      fc.constantFrom({}, { login: { secret: `login/${name}` } }),
    )
    .map(([options, bounded, login]) => user(name, { ...options, ...bounded, ...login }));
}

function roleOf(name: string, policies: readonly ManagedPolicyDefinition[], roleNames: readonly string[]) {
  const principals = roleNames
    .map((each) => `arn:aws:iam::${ACCOUNT}:role/${each}`)
    .concat(`arn:aws:iam::${ACCOUNT}:root`);
  return fc
    .tuple(
      fc.oneof(
        fc.constant(SAGEMAKER),
        fc.subarray(principals, { minLength: 1 }).map((arns) => lettingIn(...arns)),
      ),
      fc.record({ policies: some(policies), inline, tags, description: fc.constantFrom('', 'x') }),
      boundary(policies),
    )
    .map(([trust, options, bounded]) => role(name, { trust, ...options, ...bounded }));
}

function groupOf(
  name: string,
  policies: readonly ManagedPolicyDefinition[],
  users: readonly UserDefinition[],
) {
  return fc
    .record({ policies: some(policies), inline, members: fc.subarray([...users]) })
    .map((definition) => ({ name, ...definition }));
}

const providers: fc.Arbitrary<StackContents> = fc.record({
  oidcProviders: fc
    .subarray(['https://ci.example.com', 'https://Hub.example.com/x'])
    .chain((urls) => fc.tuple(...urls.map(oidcOf))),
  samlProviders: fc.subarray(['idp', 'Corp']).chain((names) => fc.tuple(...names.map(samlOf))),
});

function oidcOf(url: string) {
  const clientIds = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
  const thumbprints = fc.subarray(['a'.repeat(40), 'b'.repeat(40)], { minLength: 1 });
  return fc.record({ clientIds, thumbprints, tags }).map((options) => oidcProvider(url, options));
}

function samlOf(name: string) {
  return fc
    .tuple(fc.constantFrom('one', 'two'), tags)
    .map(([certificate, given]) => samlProvider(name, samlMetadata(certificate), { tags: given }));
}

/** What an account has one of is said or, because it has no owner, said to be gone. */
const settings: fc.Arbitrary<StackContents> = fc
  .tuple(
    fc.option(fc.record({ minimumLength: fc.constantFrom(8, 20), requireSymbols: fc.boolean() }), {
      nil: undefined,
    }),
    fc.constantFrom('team-one', 'team-two', undefined),
  )
  .map(([passwordPolicy, alias]) => ({
    ...(passwordPolicy === undefined ? {} : { passwordPolicy }),
    ...(alias === undefined ? {} : { alias }),
    removed: [
      ...(passwordPolicy === undefined ? [removed('account/password-policy')] : []),
      ...(alias === undefined ? [removed('account/alias')] : []),
    ],
  }));

function profilesOf({ roles = [] }: StackContents): fc.Arbitrary<StackContents> {
  const held = fc.constantFrom(undefined, ...roles.map(({ name }) => name));
  const profileOf = (name: string) =>
    fc
      .tuple(held, tags)
      .map(([one, given]) =>
        instanceProfile(name, { ...(one === undefined ? {} : { role: one }), tags: given }),
      );
  return fc
    .subarray(['nodes', 'Workers'])
    .chain((names) => fc.tuple(...names.map(profileOf)))
    .map((instanceProfiles) => ({ instanceProfiles }));
}

export const contents: fc.Arbitrary<StackContents> = holders.chain((held) =>
  fc
    .tuple(profilesOf(held), providers, settings)
    .map((parts) => parts.reduce<StackContents>((all, part) => ({ ...all, ...part }), held)),
);
