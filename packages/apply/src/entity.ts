/** The kinds of things that a stack brings into an account. */
export type EntityType =
  | 'policy'
  | 'role'
  | 'user'
  | 'group'
  | 'instance-profile'
  | 'oidc-provider'
  | 'saml-provider'
  /** What an account has one of: `account/alias`, `account/password-policy`. */
  | 'account';

/** One of them, by its name as written. */
export interface Entity {
  readonly type: EntityType;
  readonly name: string;
}

/** How an entity is written in plans, events and errors: `role/churn-training`. */
export function entityId({ type, name }: Entity): string {
  return `${type}/${name}`;
}

/** What makes two entities the same one: IAM keeps the case of a name and ignores it when it compares. */
export function identityOf({ type, name }: Entity): string {
  return `${type}/${name.toLowerCase()}`;
}

/** Orders entities by identity, so that nothing depends on the order in which they were given. */
export function byIdentity(a: Entity, b: Entity): number {
  return compareText(identityOf(a), identityOf(b));
}

/** Orders by UTF-16 code units: the same everywhere, unlike `localeCompare`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
