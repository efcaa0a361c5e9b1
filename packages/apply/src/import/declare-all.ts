import { LeastwiseError } from '@leastwise/core';
import type { Account, AccountEntity } from '../account.ts';
import { byIdentity, type Entity } from '../entity.ts';
import { stack as makeStack } from '../make-stack.ts';
import type { Quotas } from '../quotas.ts';
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
import type { Declarations, Declared } from './program.ts';

/** Declares an entity, or leaves it out. */
type Take = <T>(entity: AccountEntity, declare: () => Declared<T>) => Declared<T> | undefined;

/** Everything of an account that is taken, each declared once; what others refer to comes before them. */
export function declareAll(account: Account, context: Context, take: Take): Declarations {
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

/** What is declared, or in words why it cannot be. */
export function attempt<T>(declare: () => Declared<T>): Declared<T> | string {
  try {
    return declare();
  } catch (error) {
    if (error instanceof LeastwiseError) return error.message;
    throw error;
  }
}

/** The documents that stand there as they were read, with whose they are: `role/x trust`. */
export function literalsOf(declarations: Declarations): readonly string[] {
  const parts = Object.entries(declarations) as [keyof Declarations, readonly Declared<Entity>[]][];
  return parts.flatMap(([part, all]) =>
    all.flatMap(({ value, literals }) => {
      const type = Object.entries(PARTS).find(([, name]) => name === part)?.[0] ?? '';
      return literals.map((document) => `${type}/${value.name} ${document}`);
    }),
  );
}
