import { LeastwiseError } from '@leastwise/core';
import type {
  Attachment,
  GroupDefinition,
  IdentityPolicy,
  InstanceProfileDefinition,
  ManagedPolicyDefinition,
  OidcProviderDefinition,
  RoleDefinition,
  SamlProviderDefinition,
  Tags,
  UserDefinition,
} from '@leastwise/policy';
import type {
  AccountGroup,
  AccountInstanceProfile,
  AccountOidcProvider,
  AccountPolicy,
  AccountRole,
  AccountSamlProvider,
  AccountUser,
} from '../account.ts';
import {
  group,
  instanceProfile,
  managedPolicy,
  oidcProvider,
  role,
  samlProvider,
  user,
} from '../definitions.ts';
import { ID_TAG, STACK_TAG } from '../ownership.ts';
import { call, type Code, list, literal, object, quote } from '../source/code.ts';
import type { Catalog } from './catalog.ts';
import { writeDocument, type WrittenDocument } from './documents.ts';
import type { Expression, Writing } from './expression.ts';
import type { Declared } from './program.ts';

/** What is declared so far, for others to refer to, and how to name and write what comes. */
export interface Context {
  readonly catalog: Catalog;
  readonly name: (...words: readonly string[]) => string;
  /** By ARN. */
  readonly policies: Map<string, Declared<ManagedPolicyDefinition>>;
  /** By name in lower case. */
  readonly roles: Map<string, Declared<RoleDefinition>>;
  readonly users: Map<string, Declared<UserDefinition>>;
}

/** Everything that a definition says beside its name, each with its source; what is as usual is left out. */
type Members = Readonly<Record<string, Expression<unknown> | undefined>>;

export function declarePolicy(existing: AccountPolicy, context: Context): Declared<ManagedPolicyDefinition> {
  const { name, path, description, tags, versions, defaultVersion } = existing;
  const inForce = versions.find(({ id }) => id === defaultVersion) ?? { document: { Statement: [] } };
  const document = writeDocument(inForce.document, 'identity', context.catalog);
  const members = { path: plainPath(path), description: text(description), tags: tagsOf(tags) };
  const options = codeOf(members);
  return declared(context, 'policy', 'managedPolicy', name, {
    code: call('managedPolicy', quote(name), document.code, ...(options === undefined ? [] : [options])),
    value: managedPolicy(name, document.value, valueOf(members)),
    documents: { document },
  });
}

export function declareRole(existing: AccountRole, context: Context): Declared<RoleDefinition> {
  const { name, path, description, maxSessionDuration, boundary, policies, tags } = existing;
  const trust = writeDocument(existing.trust, 'trust', context.catalog);
  const inline = writeInline(existing.inline, context);
  const members = {
    path: plainPath(path),
    description: text(description),
    trust,
    maxSessionDuration: maxSessionDuration === 3_600 ? undefined : plain(maxSessionDuration),
    policies: attachments(policies, context),
    inline: inlineOf(inline),
    boundary: boundary === undefined ? undefined : attachment(boundary, context),
    tags: tagsOf(tags),
  };
  return declared(context, 'role', 'role', name, {
    code: call('role', quote(name), codeOf(members) ?? '{}'),
    value: role(name, { ...valueOf<Omit<RoleDefinition, 'kind' | 'name'>>(members), trust: trust.value }),
    documents: { trust, ...inline },
  });
}

export function declareUser(existing: AccountUser, context: Context): Declared<UserDefinition> {
  const { name, path, boundary, policies, tags } = existing;
  const inline = writeInline(existing.inline, context);
  const members = {
    path: plainPath(path),
    policies: attachments(policies, context),
    inline: inlineOf(inline),
    boundary: boundary === undefined ? undefined : attachment(boundary, context),
    tags: tagsOf(tags),
  };
  return simple(context, 'user', name, members, inline, user(name, valueOf(members)));
}

export function declareGroup(existing: AccountGroup, context: Context): Declared<GroupDefinition> {
  const { name, policies, members: names } = existing;
  const inline = writeInline(existing.inline, context);
  const found = names.map((each) => context.users.get(each.toLowerCase()));
  const known = found.filter((each) => each !== undefined);
  const strangers = names.filter((_, i) => found[i] === undefined);
  if (strangers.length > 0) throw holdsStrangers(name, strangers);
  const members = {
    policies: attachments(policies, context),
    inline: inlineOf(inline),
    members:
      known.length === 0
        ? undefined
        : { code: list(known.map(({ constant }) => constant)), value: known.map(({ value }) => value) },
  };
  return simple(context, 'group', name, members, inline, group(name, valueOf(members)));
}

/** A group's members are exactly what a stack says, so that leaving one out would have it taken out of the group. */
function holdsStrangers(name: string, users: readonly string[]): LeastwiseError {
  return new LeastwiseError({
    code: 'MEMBER_NOT_IMPORTED',
    what: `its members ${users.map((user) => `\`${user}\``).join(', ')} are not part of what is imported`,
    path: `group/${name}`,
  });
}

export function declareProfile(
  existing: AccountInstanceProfile,
  context: Context,
): Declared<InstanceProfileDefinition> {
  const { name, path, role: held, tags } = existing;
  const known = held === undefined ? undefined : context.roles.get(held.toLowerCase());
  const members = {
    path: plainPath(path),
    role: known === undefined ? text(held) : { code: known.constant, value: known.value },
    tags: tagsOf(tags),
  };
  return simple(context, 'instanceProfile', name, members, {}, instanceProfile(name, valueOf(members)));
}

export function declareOidc(
  existing: AccountOidcProvider,
  context: Context,
): Declared<OidcProviderDefinition> {
  const { name, clientIds, thumbprints, tags } = existing;
  const url = `https://${name}`;
  const members = {
    clientIds: plain(clientIds),
    thumbprints: thumbprints.length === 0 ? undefined : plain(thumbprints),
    tags: tagsOf(tags),
  };
  return declared(context, 'oidcProvider', 'oidcProvider', name, {
    code: call('oidcProvider', quote(url), codeOf(members) ?? '{}'),
    value: oidcProvider(url, {
      ...valueOf<Omit<OidcProviderDefinition, 'kind' | 'url'>>(members),
      clientIds,
    }),
    documents: {},
  });
}

export function declareSaml(
  existing: AccountSamlProvider,
  context: Context,
): Declared<SamlProviderDefinition> {
  const { name, metadata, tags } = existing;
  const members = { tags: tagsOf(tags) };
  const options = codeOf(members);
  return declared(context, 'samlProvider', 'samlProvider', name, {
    code: call('samlProvider', quote(name), quote(metadata), ...(options === undefined ? [] : [options])),
    value: samlProvider(name, metadata, valueOf(members)),
    documents: {},
  });
}

type Documents = Readonly<Record<string, WrittenDocument<'identity' | 'trust'>>>;

function simple<T>(
  context: Context,
  maker: string,
  name: string,
  members: Members,
  documents: Documents,
  value: T,
): Declared<T> {
  const options = codeOf(members);
  const code = call(maker, quote(name), ...(options === undefined ? [] : [options]));
  return declared(context, maker, maker, name, { code, value, documents });
}

function declared<T>(
  context: Context,
  word: string,
  maker: string,
  name: string,
  { code, value, documents }: Expression<T> & { readonly documents: Documents },
): Declared<T> {
  const used: readonly Writing[] = Object.values(documents).map((document) => document.used);
  const literals = Object.entries(documents)
    .filter(([, { isLiteral }]) => isLiteral)
    .map(([part]) => part);
  return { constant: context.name(name, word), code, value, used, maker, literals };
}

function writeInline(
  inline: AccountRole['inline'],
  { catalog }: Context,
): Record<string, WrittenDocument<'identity'>> {
  return Object.fromEntries(
    Object.entries(inline).map(([name, document]) => [
      `inline ${name}`,
      writeDocument(document, 'identity', catalog),
    ]),
  );
}

function inlineOf(
  documents: Readonly<Record<string, WrittenDocument<'identity'>>>,
): Expression<Readonly<Record<string, IdentityPolicy>>> | undefined {
  const entries = Object.entries(documents).map(
    ([part, document]) => [part.slice('inline '.length), document] as const,
  );
  if (entries.length === 0) return undefined;
  return {
    code: object(entries.map(([name, { code }]) => [name, code] as const)),
    value: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
  };
}

function attachments(
  arns: readonly string[],
  context: Context,
): Expression<readonly Attachment[]> | undefined {
  if (arns.length === 0) return undefined;
  const all = arns.map((arn) => attachment(arn, context));
  return { code: list(all.map(({ code }) => code)), value: all.map(({ value }) => value) };
}

function attachment(arn: string, { policies }: Context): Expression<Attachment> {
  const own = policies.get(arn);
  return own === undefined ? { code: quote(arn), value: arn } : { code: own.constant, value: own.value };
}

/** What says whose an entity is is no part of what it should be. */
function tagsOf(tags: Tags): Expression<Tags> | undefined {
  const own = Object.entries(tags).filter(([key]) => key !== STACK_TAG && key !== ID_TAG);
  return own.length === 0 ? undefined : plain(Object.fromEntries(own));
}

function plainPath(path: string): Expression<string> | undefined {
  return path === '/' ? undefined : plain(path);
}

function text(value: string | undefined): Expression<string> | undefined {
  return value === undefined || value === '' ? undefined : plain(value);
}

function plain<T>(value: T): Expression<T> {
  return { code: literal(value), value };
}

function codeOf(members: Members): Code | undefined {
  const given = Object.entries(members).map(([name, member]) => [name, member?.code] as const);
  return given.some(([, code]) => code !== undefined) ? object(given) : undefined;
}

/** The boundary from members by name to a definition's options: each `declare...` above names just those. */
function valueOf<Options extends object>(members: Members): Options {
  const given = Object.entries(members).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, member.value] as const],
  );
  return Object.fromEntries(given) as Options;
}
