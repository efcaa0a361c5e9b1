import { checkOptions, checkParameter } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';
import type { Account, AccountEntity } from '../account.ts';
import { expectAccount } from '../check-given.ts';
import { entitiesOf } from '../diff/scene.ts';
import type { Entity } from '../entity.ts';
import { stack as makeStack } from '../make-stack.ts';
import { otherStack } from '../ownership.ts';
import { identifiers } from '../source/identifiers.ts';
import type { Stack } from '../stack.ts';
import { loadCatalog } from './catalog.ts';
import { attempt, declareAll, literalsOf } from './declare-all.ts';
import type { Context } from './definitions.ts';
import { localIdent, TAKEN } from './expression.ts';
import { contentsOf, writeProgram } from './program.ts';
import { optionsFor, settingsOf, stackCode } from './stack-code.ts';

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
export async function importAccount(account: Account, options: ImportOptions = {}): Promise<ImportedAccount> {
  expectAccount(account);
  checkOptions('options', options, ['stack', 'select']);
  checkParameter('options', options, { 'stack?': 'text', 'select?': 'function' });
  const { stack: name = 'imported', select = () => true } = options;
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
  const raised = optionsFor(declarations);
  const settings = settingsOf(account);
  return {
    source: writeProgram(
      declarations,
      stackCode(name, declarations, settings, raised),
      `What exists in account ${account.id}, as leastwise read it.`,
    ),
    stack: makeStack(name, { ...contentsOf(declarations), ...settings }, raised),
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
