/*
 * Every check that the compiler makes of a statement or a policy. A check gives back the argument's own type where the
 * argument is right and otherwise a sentence, so that the compiler prints the sentence at the wrong argument.
 * Sentences never hold a union: TypeScript 7 orders unions differently.
 */
import type { AccessLevel, ActionFacts, AnyAction, KeysOf, NameOf, TypesOf } from './action.ts';
import type { Condition } from './condition.ts';
import type { AnyResource, TypeOf, Unchecked } from './resource.ts';
import type { AnyStatement, StateOf } from './statement.ts';

export type Effect = 'Allow' | 'Deny';

// ---------------------------------------------------------------------------------------------------- resources

/** A sentence for each action that works on none of the types, `never` where every action finds one. */
type Uncovered<A extends AnyAction, Types extends string> = A extends unknown
  ? [TypesOf<A>] extends [never]
    ? `${NameOf<A>} works on no particular resource: give it its own statement with .onAnyResource()`
    : [Types & TypesOf<A>] extends [never]
      ? `${NameOf<A>} works on none of these resources`
      : never
  : never;

/**
 * The resources of a statement: each must be of a type that some action takes, and each action must find one.
 *
 * A statement whose actions all take all of its types is right at one comparison. Anything else is explained, behind a
 * condition that stays open while the arguments are still being inferred: the sentences cost much more than the answer.
 */
export type CheckResources<A extends AnyAction, R extends readonly AnyResource[]> = [A] extends [
  ActionFacts<AccessLevel, TypeOf<R[number]>, never>,
]
  ? R
  : R extends readonly string[]
    ? ExplainResources<A, R>
    : R;

type ExplainResources<A extends AnyAction, R extends readonly AnyResource[]> =
  Unchecked extends TypeOf<R[number]> ? R : { [I in keyof R]: ExplainResource<A, R[I], TypeOf<R[number]>> };

type ExplainResource<A extends AnyAction, R extends AnyResource, All extends string> =
  TypeOf<R> extends TypesOf<A>
    ? [Uncovered<A, All>] extends [never]
      ? R
      : Uncovered<A, All>
    : `${TypeOf<R>} is the resource of none of these actions`;

// --------------------------------------------------------------------------------------------------- conditions

/** The names of the actions that never carry the key. */
type WithoutKey<A, Key extends string> =
  A extends ActionFacts<AccessLevel, never, infer Keys extends string>
    ? Key extends Keys
      ? never
      : NameOf<A>
    : never;

/**
 * A condition must be able to hold. In an allow every action must carry the key, unless the operator takes a missing
 * key; in a deny at least one must. Every action carries the global keys. Explained as late as resources are.
 */
export type CheckConditions<E extends Effect, A extends AnyAction, C extends readonly Condition[]> = [
  A,
] extends [ActionFacts<AccessLevel, never, C[number]['key']>]
  ? C
  : C extends readonly object[]
    ? { [I in keyof C]: CheckCondition<E, A, C[I]> }
    : C;

type CheckCondition<E extends Effect, A extends AnyAction, C extends Condition> = string extends C['key']
  ? C
  : C['key'] extends KeysOf<A>
    ? [E, C['optional']] extends ['Allow', false]
      ? [WithoutKey<A, C['key']>] extends [never]
        ? C
        : `${WithoutKey<A, C['key']>} never carries ${C['key']}, so it would never be allowed: move it to another statement or use .ifExists`
      : C
    : `${C['key']} is a condition key of none of these actions`;

// --------------------------------------------------------------------------------------------------------- sids

type NotInSid =
  | ' ' | '-' | '_' | '.' | ',' | ':' | ';' | '/' | '\\' | '|' | '+' | '*' | '?' | '!' | '@' | '#' | '$' | '%' | '^'
  | '&' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '=' | '~' | '`' | '"' | "'"; // prettier-ignore

export type CheckSid<S extends string> = S extends ''
  ? 'a Sid cannot be empty'
  : S extends `${string}${NotInSid}${string}`
    ? 'a Sid takes only A-Z, a-z and 0-9'
    : S;

// ----------------------------------------------------------------------------------------------------- policies

type NoResource = 'this statement has no resource: add .on(...) or .onAnyResource()';
type NoAction = 'this statement has no action';

export type CheckIdentity<S extends AnyStatement> = [StateOf<S>['actions']] extends [never]
  ? NoAction
  : StateOf<S>['principal'] extends true
    ? 'an identity policy names no principal: drop .to(...), or use resourcePolicy(...)'
    : StateOf<S>['resource'] extends true
      ? S
      : NoResource;

export type CheckResourcePolicy<S extends AnyStatement> = [StateOf<S>['actions']] extends [never]
  ? NoAction
  : StateOf<S>['principal'] extends true
    ? StateOf<S>['resource'] extends true
      ? S
      : NoResource
    : 'a resource policy must say who: add .to(...)';

export type CheckTrust<S extends AnyStatement> = [StateOf<S>['actions']] extends [never]
  ? NoAction
  : StateOf<S>['principal'] extends true
    ? StateOf<S>['resource'] extends true
      ? 'a trust policy takes no resource: drop .on(...)'
      : StateOf<S>['actions'] extends `sts:${string}`
        ? S
        : 'a trust policy takes only sts: actions'
    : 'a trust policy must say who: add .to(...)';
