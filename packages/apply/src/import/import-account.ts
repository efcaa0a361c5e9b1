import { LeastwiseError } from '@leastwise/core';
import { type PolicyDocument, size } from '@leastwise/policy';
import type { Account, AccountEntity } from '../account.ts';
import { passwordPolicyOf } from '../collect.ts';
import { entitiesOf } from '../diff/scene.ts';
import { byIdentity, type Entity } from '../entity.ts';
import { stack as makeStack, type StackOptions } from '../make-stack.ts';
import { otherStack } from '../ownership.ts';
import { DEFAULT_QUOTAS, type Quotas } from '../quotas.ts';
import { type Code, call, literal, list, object, quote } from '../source/code.ts';
import { identifiers } from '../source/identifiers.ts';
import type { Stack } from '../stack.ts';
import { loadCatalog } from './catalog.ts';
import {
  type Context,
  declareGroup,
  declareOidc,
  declarePolicy,
  declareProfile,
  declareRole,
  declareSaml,
  declareUser,
} from './definitions.ts';
import { localIdent, TAKEN } from './expression.ts';
import { contentsOf, type Declarations, type Declared, writeProgram } from './program.ts';

/** What of an account becomes a program, and under which name. */
export interface ImportOptions {
  /** The name of the stack that what exists becomes; `imported` unless said otherwise. */
  readonly stack?: string;
  /** Which entities to take; all that can be unless said otherwise. What others refer to and is not taken is named by its ARN. */
  readonly select?: (entity: AccountEntity) => boolean;
}

/** What exists in an account, as a program. */
export interface ImportedAccount {
  /** A TypeScript module that exports the stack as `imported`, and each definition as a constant of its own. */
  readonly source: string;
  /** What the module exports, as it is when it has run. */
  readonly stack: Stack;
  /** The documents that the builders do not say and that stand there as they were read: `role/x trust`. */
  readonly literals: readonly string[];
  /** What is not in it, and why. */
  readonly skipped: readonly Skipped[];
  /** What was not read, in words, and is therefore not in it either: the descriptions of policies, where the account was read without. */
  readonly notices: readonly string[];
}

/** Something of the account that was left out. */
export interface Skipped {
  readonly entity: Entity;
  readonly reason: string;
}

/**
 * Turns what exists in an account into TypeScript: documents through the builders of `@leastwise/aws` where these say
 * exactly the same, and as parsed literals where not. With `adopt: true` the stack plans nothing but its adoption. Access
 * keys, passwords and what belongs to AWS or to another stack are no part of it.
 *
 * @param account as `readAccount` gives it, read without a scope
 * @throws LeastwiseError `MALFORMED_NAME` for an impossible stack name
 * @example
 * ```ts
 * import { project, diff, managedPolicy, stack } from '@leastwise/apply';
 * import { importAccount } from '@leastwise/apply/import';
 * import { s3 } from '@leastwise/aws/s3';
 * import { allow, policy } from '@leastwise/policy';
 *
 * const empty = {
 *   ...{ id: '111122223333', partition: 'aws', policies: [], roles: [], users: [], groups: [] },
 *   ...{ instanceProfiles: [], oidcProviders: [], samlProviders: [], quotas: {}, notices: [] },
 * };
 * const read = managedPolicy('read-data', policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*'))));
 * const account = project(empty, diff(stack('team', { policies: [read] }), empty).steps);
 * console.log((await importAccount(account, { stack: 'team' })).source);
 * ```
 * ```text
 * // What exists in account 111122223333, as leastwise read it.
 * import { managedPolicy, stack, type Stack } from '@leastwise/apply';
 * import { s3 } from '@leastwise/aws/s3';
 * import { allow, policy } from '@leastwise/policy';
 *
 * export const readDataPolicy = managedPolicy(
 *   'read-data',
 *   policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*'))),
 * );
 *
 * export const imported: Stack = stack('team', { policies: [readDataPolicy] });
 *
 * ```
 */
export async function importAccount(
  account: Account,
  { stack: name = 'imported', select = () => true }: ImportOptions = {},
): Promise<ImportedAccount> {
  const catalog = await loadCatalog(entitiesOf(account).flatMap(documentsOf));
  const taken = [...TAKEN, ...[...catalog.values()].map(localIdent)];
  const context: Context = {
    catalog,
    name: identifiers(taken),
    policies: new Map(),
    roles: new Map(),
    users: new Map(),
  };
  const skipped: Skipped[] = [];
  const declarations = declareAll(account, context, (entity, declare) => {
    const reason = select(entity) ? foreign(entity, name) : 'it was not selected';
    const result = reason ?? attempt(declare);
    if (typeof result !== 'string') return result;
    skipped.push({ entity: { type: entity.type, name: entity.name }, reason: result });
    return undefined;
  });
  const options = optionsFor(declarations);
  const settings = settingsOf(account);
  return {
    source: writeProgram(
      declarations,
      stackCode(name, declarations, settings, options),
      `What exists in account ${account.id}, as leastwise read it.`,
    ),
    stack: makeStack(name, { ...contentsOf(declarations), ...settings }, options),
    literals: literalsOf(declarations),
    skipped,
    notices: [...account.notices, ...unread(account, skipped)],
  };
}

/** A description that was not read is no empty one: other tools would replace a policy to take it away. */
function unread({ policies }: Account, skipped: readonly Skipped[]): readonly string[] {
  const names = policies
    .filter(
      ({ name, description }) =>
        description === undefined && !skipped.some(({ entity }) => entity.name === name),
    )
    .map(({ name }) => `\`${name}\``);
  return names.length === 0 ? [] : [`the descriptions of these policies were not read: ${names.join(', ')}`];
}

type Take = <T>(entity: AccountEntity, declare: () => Declared<T>) => Declared<T> | undefined;

function declareAll(account: Account, context: Context, take: Take): Declarations {
  const each = <E extends AccountEntity, T>(
    entities: readonly E[],
    declare: (entity: E, context: Context) => Declared<T>,
    note: (entity: E, declared: Declared<T>) => void = () => undefined,
  ): readonly Declared<T>[] =>
    entities.toSorted(byIdentity).flatMap((entity) => {
      const declared = take(entity, () => tried(declare(entity, context), entity));
      if (declared === undefined) return [];
      note(entity, declared);
      return [declared];
    });
  const policies = each(account.policies, declarePolicy, ({ arn }, it) => context.policies.set(arn, it));
  const users = each(account.users, declareUser, (entity, it) =>
    context.users.set(entity.name.toLowerCase(), it),
  );
  const roles = each(account.roles, declareRole, (entity, it) =>
    context.roles.set(entity.name.toLowerCase(), it),
  );
  return {
    policies,
    users,
    roles,
    groups: each(account.groups, declareGroup),
    instanceProfiles: each(account.instanceProfiles, declareProfile),
    oidcProviders: each(account.oidcProviders, declareOidc),
    samlProviders: each(account.samlProviders, declareSaml),
  };
}

/** A stack of this alone says whether it could be in one. */
function tried<T>(declared: Declared<T>, { type }: AccountEntity): Declared<T> {
  makeStack('tried', { [PARTS[type]]: [declared.value] }, { quotas: RAISED });
  return declared;
}

const PARTS = {
  policy: 'policies',
  role: 'roles',
  user: 'users',
  group: 'groups',
  'instance-profile': 'instanceProfiles',
  'oidc-provider': 'oidcProviders',
  'saml-provider': 'samlProviders',
} as const;

/** What AWS may have raised for the account is no reason to leave something out. */
const RAISED: Partial<Quotas> = { trust: Infinity, attachments: Infinity };

function attempt<T>(declare: () => Declared<T>): Declared<T> | string {
  try {
    return declare();
  } catch (error) {
    if (error instanceof LeastwiseError) return error.message;
    throw error;
  }
}

/** Why an entity is not for the stack to take. */
function foreign(entity: AccountEntity, stack: string): string | undefined {
  if (/^\/aws-(service-role|reserved)\//.test(entity.path)) return 'it belongs to an AWS service';
  const other = otherStack(entity, stack);
  return other === undefined ? undefined : `it belongs to the stack \`${other}\``;
}

function documentsOf(entity: AccountEntity): readonly PolicyDocument[] {
  if (entity.type === 'policy') return entity.versions.map(({ document }) => document);
  const inline = 'inline' in entity ? Object.values(entity.inline) : [];
  return entity.type === 'role' ? [...inline, entity.trust] : inline;
}

/** What the account has one of, as far as it says more than AWS does by itself. */
function settingsOf({ passwordPolicy, alias }: Account): { passwordPolicy?: object; alias?: string } {
  const usual = Object.entries(passwordPolicyOf({}));
  const own = Object.entries(passwordPolicy ?? {}).filter(
    ([name, value]) => !usual.some(([known, plain]) => known === name && plain === value),
  );
  return {
    ...(passwordPolicy ? { passwordPolicy: Object.fromEntries(own) } : {}),
    ...(typeof alias === 'string' ? { alias } : {}),
  };
}

/** Quotas that AWS must have raised, because the account goes beyond what it starts with. */
function optionsFor({ policies: _, ...rest }: Declarations): StackOptions {
  const trust = Math.max(0, ...rest.roles.map(({ value }) => size(value.trust, 'trust').used));
  const holders = [...rest.roles, ...rest.users, ...rest.groups].map(({ value }) => value.policies ?? []);
  const attachments = Math.max(0, ...holders.map(({ length }) => length));
  const quotas = {
    ...(trust > DEFAULT_QUOTAS.trust ? { trust } : {}),
    ...(attachments > DEFAULT_QUOTAS.attachments ? { attachments } : {}),
  };
  return Object.keys(quotas).length === 0 ? {} : { quotas };
}

function stackCode(name: string, declarations: Declarations, settings: object, options: StackOptions): Code {
  const parts = Object.entries(declarations) as [string, readonly Declared<unknown>[]][];
  const lists = parts
    .filter(([, all]) => all.length > 0)
    .map(([part, all]) => [part, list(all.map(({ constant }) => constant))] as const);
  const rest = Object.entries(settings).map(([part, value]) => [part, literal(value)] as const);
  const more = Object.keys(options).length === 0 ? [] : [literal(options)];
  return call('stack', quote(name), object([...lists, ...rest]), ...more);
}

function literalsOf(declarations: Declarations): readonly string[] {
  const parts = Object.entries(declarations) as [keyof Declarations, readonly Declared<Entity>[]][];
  return parts.flatMap(([part, all]) =>
    all.flatMap(({ value, literals }) => {
      const type = Object.entries(PARTS).find(([, name]) => name === part)?.[0] ?? '';
      return literals.map((document) => `${type}/${value.name} ${document}`);
    }),
  );
}
