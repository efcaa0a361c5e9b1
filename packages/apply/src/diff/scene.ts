import type {
  Account,
  AccountEntity,
  AccountGroup,
  AccountInstanceProfile,
  AccountOidcProvider,
  AccountPolicy,
  AccountRole,
  AccountSamlProvider,
  AccountUser,
} from '../account.ts';
import { arnOfEntity } from '../arns.ts';
import { compareText, type Entity, identityOf } from '../entity.ts';
import { isOwn } from '../ownership.ts';
import type { PolicyReference, Stack, StackEntity } from '../stack.ts';
import type { DocumentPlace } from '../statement-elements.ts';

/** Which entities that are not the stack's own it may take over: every one that no stack owns, or those named. */
export type Adopt = true | readonly string[];

/** What a plan may do beyond what the stack owns and IAM does in place. */
export interface Permissions {
  readonly adopt: Adopt;
  /** What may be deleted and made anew, as `role/NAME`. */
  readonly replace: readonly string[];
  /** The new names of users and groups, by what they are now: `user/ada` -> `ada.lovelace`. */
  readonly renames: Readonly<Record<string, string>>;
}

/** What a difference is computed from, with the look-ups that every part of it needs. */
export interface Scene extends Permissions {
  readonly stack: Stack;
  readonly account: Account;
  readonly policy: (name: string) => AccountPolicy | undefined;
  readonly policyAt: (arn: string) => AccountPolicy | undefined;
  readonly role: (name: string) => AccountRole | undefined;
  readonly user: (name: string) => AccountUser | undefined;
  readonly group: (name: string) => AccountGroup | undefined;
  readonly instanceProfile: (name: string) => AccountInstanceProfile | undefined;
  readonly oidcProvider: (name: string) => AccountOidcProvider | undefined;
  readonly samlProvider: (name: string) => AccountSamlProvider | undefined;
  /** Whether an existing entity belongs to the stack. */
  readonly own: (entity: AccountEntity) => boolean;
  /** The stack's own that it no longer names. */
  readonly doomed: readonly AccountEntity[];
  /** The identities of those. */
  readonly doomedIds: ReadonlySet<string>;
  /** The stack's own that it no longer names and that stays, as nobody's. */
  readonly released: readonly AccountEntity[];
  /** What of the stack has this identity. */
  readonly wanted: ReadonlyMap<string, StackEntity>;
  /** What of the stack will have this ARN. */
  readonly wantedByArn: ReadonlyMap<string, StackEntity>;
  /** Whether something has this ARN after the plan. */
  readonly remains: (arn: string) => boolean;
  /** Who holds a policy now, by its ARN: identities. */
  readonly holdersOf: (arn: string) => readonly string[];
  readonly identityPlace: DocumentPlace;
  readonly trustPlace: DocumentPlace;
}

/** What a scene is made of beside the stack and the account. */
export interface SceneOptions extends Permissions {
  readonly own?: (entity: AccountEntity) => boolean;
}

export function sceneOf(stack: Stack, account: Account, options: SceneOptions): Scene {
  const { own = (entity: AccountEntity) => isOwn(entity, stack.name), ...permissions } = options;
  const wantedEntities = wantedOf(stack);
  const wanted = new Map(wantedEntities.map((entity) => [identityOf(entity), entity]));
  const wantedByArn = new Map(wantedEntities.map((entity) => [arnOfEntity(entity, account), entity]));
  const existing = entitiesOf(account);
  const leaving = existing.filter((entity) => own(entity) && !isStillNamed(entity, wanted, permissions));
  const kept = new Set(stack.removed.filter(({ keep }) => keep).map(({ id }) => id.toLowerCase()));
  const doomed = leaving.filter((entity) => !kept.has(identityOf(entity)));
  const doomedArns = new Set(doomed.map(({ arn }) => arn));
  const remaining = new Set(existing.map(({ arn }) => arn).filter((arn) => !doomedArns.has(arn)));
  const arnOfId = new Map([...account.roles, ...account.users].map(({ id, arn }) => [id, arn]));
  const holders = holdersByPolicy(account);
  const policies = new Map(account.policies.map((policy) => [policy.arn, policy]));
  const place = { partition: account.partition, arnOf: (id: string) => arnOfId.get(id) };
  return {
    ...permissions,
    stack,
    account,
    policy: byName(account.policies),
    policyAt: (arn) => policies.get(arn),
    role: byName(account.roles),
    user: byName(account.users),
    group: byName(account.groups),
    instanceProfile: byName(account.instanceProfiles),
    oidcProvider: byName(account.oidcProviders),
    samlProvider: byName(account.samlProviders),
    own,
    doomed,
    doomedIds: new Set(doomed.map(identityOf)),
    released: leaving.filter((entity) => kept.has(identityOf(entity))),
    wanted,
    wantedByArn,
    remains: (arn) => wantedByArn.has(arn) || remaining.has(arn),
    holdersOf: (arn) => holders.get(arn) ?? [],
    identityPlace: { ...place, kind: 'identity' },
    trustPlace: { ...place, kind: 'trust' },
  };
}

function isStillNamed(
  entity: AccountEntity,
  wanted: ReadonlyMap<string, StackEntity>,
  { renames }: Permissions,
): boolean {
  const renamed = renamedTo(entity, renames);
  return (
    wanted.has(identityOf(entity)) ||
    (renamed !== undefined && wanted.has(identityOf({ type: entity.type, name: renamed })))
  );
}

/** The new name of an existing entity, where it was given one. */
export function renamedTo(entity: Entity, renames: Permissions['renames']): string | undefined {
  const from = Object.keys(renames).find((id) => id.toLowerCase() === identityOf(entity));
  return from === undefined ? undefined : renames[from];
}

/** What an entity of the stack was called until now, and still is in the account. */
export function renamedFrom<T extends AccountEntity>(
  { type, name }: Entity,
  existing: readonly T[],
  renames: Permissions['renames'],
): T | undefined {
  return existing.find(
    (entity) => entity.type === type && renamedTo(entity, renames)?.toLowerCase() === name.toLowerCase(),
  );
}

/** Every entity of a stack. */
export function wantedOf(stack: Stack): StackEntity[] {
  return [
    ...stack.oidcProviders,
    ...stack.samlProviders,
    ...stack.policies,
    ...stack.users,
    ...stack.roles,
    ...stack.groups,
    ...stack.instanceProfiles,
  ];
}

/** Every entity of an account. */
export function entitiesOf(account: Account): AccountEntity[] {
  const { policies, users, roles, groups, instanceProfiles, oidcProviders, samlProviders } = account;
  return [
    ...policies,
    ...users,
    ...roles,
    ...groups,
    ...instanceProfiles,
    ...oidcProviders,
    ...samlProviders,
  ];
}

function holdersByPolicy({ roles, users, groups }: Account): Map<string, readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const holder of [...roles, ...users, ...groups]) {
    const boundary = holder.type === 'group' || holder.boundary === undefined ? [] : [holder.boundary];
    for (const arn of [...holder.policies, ...boundary]) {
      const known = holders.get(arn) ?? [];
      known.push(identityOf(holder));
      holders.set(arn, known);
    }
  }
  for (const identities of holders.values()) identities.sort(compareText);
  return holders;
}

function byName<T extends Entity>(entities: readonly T[]): (name: string) => T | undefined {
  const byIdentity = new Map(entities.map((entity) => [entity.name.toLowerCase(), entity]));
  return (name) => byIdentity.get(name.toLowerCase());
}

/** The ARN of a policy that an entity of the stack refers to. */
export function arnOfReference(reference: PolicyReference, { wanted, account }: Scene): string {
  if ('arn' in reference) return reference.arn;
  const policy = wanted.get(identityOf({ type: 'policy', name: reference.policy }));
  return arnOfEntity({ type: 'policy', name: reference.policy, path: policy?.path ?? '/' }, account);
}
