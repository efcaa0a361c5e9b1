import type { CrossServiceKey } from './cross-service-keys.ts';

/** Access level of an action, as the Service Authorization Reference groups them. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

/** Where the compiler keeps what it knows of an action or a resource. Nothing of it exists at run time. */
export declare const facts: unique symbol;

/**
 * What the compiler knows of an action. `Types` and `Keys` are what it takes, and so contravariant: an action that takes
 * more passes for one that takes less, which lets one comparison without any instantiation answer for a whole statement.
 */
export interface ActionFacts<out Level extends AccessLevel, in Types extends string, in Keys extends string> {
  readonly [facts]: (types: Types, keys: Keys) => Level;
}

/**
 * An IAM action: at run time the plain string `service:Name`, and to the compiler also its access level, the resource
 * types it works on and the condition keys its requests carry.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export type Action<
  Name extends string = string,
  Level extends AccessLevel = AccessLevel,
  Types extends string = string,
  Keys extends string = string,
> = Name & ActionFacts<Level, Types, Keys>;

/** The condition keys that requests to every service can carry; each action's keys include them. */
export type GlobalKey = `aws:${string}` | CrossServiceKey;

/** Any action. */
export type AnyAction = string & ActionFacts<AccessLevel, never, never>;

/** The resource types that at least one of the actions works on. */
export type TypesOf<A> =
  A extends ActionFacts<AccessLevel, infer Types extends string, never> ? Types : never;
/** The condition keys that at least one of the actions carries. */
export type KeysOf<A> = A extends ActionFacts<AccessLevel, never, infer Keys extends string> ? Keys : never;
export type LevelOf<A> = A extends ActionFacts<infer Level, never, never> ? Level : never;
/** The name of an action as a literal: `'s3:GetObject'`. */
export type NameOf<A> = A extends Action<infer Name, AccessLevel, never, never> ? Name : never;
