/*
 * Every check that the compiler makes of a statement or a policy. A check gives back the argument's own type where the
 * argument is right and otherwise a sentence, so that the compiler prints the sentence at the wrong argument.
 * Sentences never hold a union: TypeScript 7 orders unions differently.
 */
import type { AccessLevel, ActionFacts, AnyAction, KeysOf, NameOf, TypesOf } from './action.ts';
import type { Condition } from './condition.ts';
import type { AnyResource, TypeOf, Unchecked } from './resource.ts';
import type { Effect } from './document.ts';
import type {
  NAMES_PRINCIPAL,
  NAMES_RESOURCE,
  NO_ACTION,
  NO_FREE_SID,
  NO_PRINCIPAL,
  NO_RESOURCE,
  NO_RESOURCE_NOR_ITSELF,
  NamingService,
  RCP_ALLOWS,
  RCP_NOT_ACTION,
  RCP_NOT_EVERYONE,
  RCP_OTHER_SERVICE,
  TRUST_NAMES_RESOURCE,
  TRUST_OTHER_ACTION,
  RcpService,
} from './rules.ts';
import type { ActionsOf, AnyStatement, EffectOf, Element, HasOf, IdentityStatement } from './statement.ts';

/**
 * Nothing once the arguments are known, and open until then: a comparison that holds it waits for the call to be read.
 * The compiler takes a type that only mentions `T` for a closed one, and would compare before. A tuple of the two sides
 * waits too, but each tuple that is compared takes on all the members of an array first.
 */
type Pending<T> = T extends unknown ? never : never;

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
export type CheckResources<A extends AnyAction, R extends readonly AnyResource[]> =
  A | Pending<R> extends ActionFacts<AccessLevel, TypeOf<R[number]>, never>
    ? R
    : R extends readonly string[]
      ? ExplainResources<A, R>
      : R;

/** `NotResource` needs no coverage: each resource must only be of a type that some action takes. */
export type CheckExceptions<A extends AnyAction, R extends readonly AnyResource[]> = {
  [I in keyof R]: TypeOf<R[I]> extends TypesOf<A> | Unchecked
    ? R[I]
    : `${TypeOf<R[I]>} is the resource of none of these actions`;
};

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
export type CheckConditions<E extends Effect, A extends AnyAction, C extends readonly Condition[]> =
  A | Pending<C> extends ActionFacts<AccessLevel, never, C[number]['key']>
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

export type CheckSid<S extends string> = S extends '' ? 'a Sid cannot be empty' : S;

/** What a statement has by its Sid: whether a kind of policy takes it is known when the policy is made. */
export type SidOf<S extends string> = S extends `${string}${NotInSid}${string}` ? 'FreeSid' : never;

// ----------------------------------------------------------------------------------------------------- policies

type Lacks<S extends AnyStatement, E extends Element> = E extends HasOf<S> ? false : true;

/** The statements of an identity policy; those that are right as they stand take the short way, as resources do. */
export type CheckIdentities<S extends readonly AnyStatement[]> = S[number] extends IdentityStatement
  ? S
  : S extends readonly object[]
    ? { [I in keyof S]: CheckIdentity<S[I]> }
    : S;

/** Identity policies, boundaries, session policies and service control policies. */
type CheckIdentity<S extends AnyStatement> =
  Lacks<S, 'Action'> extends true
    ? typeof NO_ACTION
    : Lacks<S, 'Principal'> extends false
      ? typeof NAMES_PRINCIPAL
      : Lacks<S, 'Resource'> extends false
        ? PlainSid<S>
        : typeof NO_RESOURCE;

type PlainSid<S extends AnyStatement> = Lacks<S, 'FreeSid'> extends false ? typeof NO_FREE_SID : S;

export type CheckResourcePolicy<S extends AnyStatement> =
  Lacks<S, 'Action'> extends true
    ? typeof NO_ACTION
    : Lacks<S, 'Principal'> extends false
      ? Lacks<S, 'Resource'> extends false
        ? S
        : Lacks<S, 'ThisResource'> extends false
          ? [Extract<ActionsOf<S>, `${NamingService}:${string}`>] extends [never]
            ? S
            : typeof NAMES_RESOURCE
          : typeof NO_RESOURCE_NOR_ITSELF
      : typeof NO_PRINCIPAL;

export type CheckEndpoint<S extends AnyStatement> =
  Lacks<S, 'Action'> extends true
    ? typeof NO_ACTION
    : Lacks<S, 'Principal'> extends false
      ? Lacks<S, 'Resource'> extends false
        ? S
        : typeof NO_RESOURCE
      : typeof NO_PRINCIPAL;

export type CheckTrust<S extends AnyStatement> =
  Lacks<S, 'Action'> extends true
    ? typeof NO_ACTION
    : Lacks<S, 'Principal'> extends false
      ? Lacks<S, 'Resource'> extends false
        ? typeof TRUST_NAMES_RESOURCE
        : ActionsOf<S> extends `sts:${string}`
          ? PlainSid<S>
          : typeof TRUST_OTHER_ACTION
      : typeof NO_PRINCIPAL;

export type CheckResourceControl<S extends AnyStatement> =
  Lacks<S, 'Action'> extends true
    ? typeof NO_ACTION
    : EffectOf<S> extends 'Deny'
      ? Lacks<S, 'NotAction'> extends false
        ? typeof RCP_NOT_ACTION
        : Lacks<S, 'Anyone'> extends false
          ? Lacks<S, 'Resource'> extends false
            ? ActionsOf<S> extends `${RcpService}:${string}`
              ? PlainSid<S>
              : typeof RCP_OTHER_SERVICE
            : typeof NO_RESOURCE
          : typeof RCP_NOT_EVERYONE
      : typeof RCP_ALLOWS;
