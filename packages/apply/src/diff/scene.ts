import type {
  Account,
  AccountEntity,
  AccountGroup,
  AccountPolicy,
  AccountRole,
  AccountUser,
} from '../account.ts';
import { type Entity, identityOf } from '../entity.ts';
import { isOwn } from '../ownership.ts';
import type { PolicyReference, Stack, StackEntity } from '../stack.ts';
import type { DocumentPlace } from '../statement-elements.ts';

/** Which entities that are not the stack's own it may take over: every one that no stack owns, or those named. */
export type Adopt = true | readonly string[];

/** What a difference is computed from, with the look-ups that every part of it needs. */
export interface Scene {
  readonly stack: Stack;
  readonly account: Account;
  readonly adopt: Adopt;
  readonly policy: (name: string) => AccountPolicy | undefined;
  readonly role: (name: string) => AccountRole | undefined;
  readonly user: (name: string) => AccountUser | undefined;
  readonly group: (name: string) => AccountGroup | undefined;
  /** The stack's own that it no longer names. */
  readonly doomed: readonly AccountEntity[];
  /** What of the stack has this identity. */
  readonly wanted: ReadonlyMap<string, StackEntity>;
  /** What of the stack will have this ARN. */
  readonly wantedByArn: ReadonlyMap<string, StackEntity>;
  /** Whether something has this ARN after the plan. */
  readonly remains: (arn: string) => boolean;
  readonly identityPlace: DocumentPlace;
  readonly trustPlace: DocumentPlace;
}

export function sceneOf(stack: Stack, account: Account, adopt: Adopt): Scene {
  const wantedEntities: StackEntity[] = [...stack.policies, ...stack.users, ...stack.roles, ...stack.groups];
  const wanted = new Map(wantedEntities.map((entity) => [identityOf(entity), entity]));
  const wantedByArn = new Map(wantedEntities.map((entity) => [arnOfEntity(entity, account), entity]));
  const existing = entitiesOf(account);
  const doomed = existing.filter((entity) => isOwn(entity, stack.name) && !wanted.has(identityOf(entity)));
  const doomedArns = new Set(doomed.map(({ arn }) => arn));
  const remaining = new Set(existing.map(({ arn }) => arn).filter((arn) => !doomedArns.has(arn)));
  const arnOfId = new Map([...account.roles, ...account.users].map(({ id, arn }) => [id, arn]));
  const place = { partition: account.partition, arnOf: (id: string) => arnOfId.get(id) };
  return {
    stack,
    account,
    adopt,
    policy: byName(account.policies),
    role: byName(account.roles),
    user: byName(account.users),
    group: byName(account.groups),
    doomed,
    wanted,
    wantedByArn,
    remains: (arn) => wantedByArn.has(arn) || remaining.has(arn),
    identityPlace: { ...place, kind: 'identity' },
    trustPlace: { ...place, kind: 'trust' },
  };
}

/** Every entity of an account. */
export function entitiesOf({ policies, users, roles, groups }: Account): AccountEntity[] {
  return [...policies, ...users, ...roles, ...groups];
}

function byName<T extends Entity>(entities: readonly T[]): (name: string) => T | undefined {
  const byIdentity = new Map(entities.map((entity) => [entity.name.toLowerCase(), entity]));
  return (name) => byIdentity.get(name.toLowerCase());
}

/** The ARN that an entity of the stack has or gets. */
export function arnOfEntity(
  { type, path, name }: Entity & { readonly path: string },
  { id, partition }: Pick<Account, 'id' | 'partition'>,
): string {
  return `arn:${partition}:iam::${id}:${type}${path}${name}`;
}

/** The ARN of a policy that an entity of the stack refers to. */
export function arnOfReference(reference: PolicyReference, { stack, account }: Scene): string {
  if ('arn' in reference) return reference.arn;
  const policy = stack.policies.find(({ name }) => name === reference.policy);
  return arnOfEntity({ type: 'policy', name: reference.policy, path: policy?.path ?? '/' }, account);
}
