import type { AnyAction } from './action.ts';
import type { CheckConditions, CheckExceptions, CheckResources, CheckSid, SidOf } from './checks.ts';
import type { Condition } from './condition.ts';
import type { Effect, StatementJson } from './document.ts';
import type { Principal, PrincipalKind } from './principal.ts';
import type { AnyResource } from './resource.ts';

declare const state: unique symbol;

/**
 * What a statement may hold beside its effect. A negated element is there under both names: `NotResource` is
 * a statement's resource too. `Anyone` is the principal `*`, `ThisResource` the resource that holds the policy, and
 * `FreeSid` a Sid that only some kinds of policy take.
 */
export type Element =
  | 'Action'
  | 'Principal'
  | 'NotPrincipal'
  | 'Anyone'
  | 'Resource'
  | 'NotResource'
  | 'ThisResource'
  | 'NotAction'
  | 'FreeSid';

/** What the compiler knows of a statement. */
interface StatementState<E extends Effect, A extends AnyAction, Has extends Element> {
  readonly effect: E;
  readonly actions: A;
  readonly has: Has;
}
export type EffectOf<S extends AnyStatement> = S[typeof state]['effect'];
export type ActionsOf<S extends AnyStatement> = S[typeof state]['actions'];
export type HasOf<S extends AnyStatement> = S[typeof state]['has'];

/** Any statement, finished or not. */
export interface AnyStatement {
  readonly [state]: StatementState<Effect, AnyAction, Element>;
  /** The statement as it stands in a policy document. */
  toJSON(): StatementJson;
}

/** A statement ready for `policy(...)`: the type to annotate helpers with. */
export interface IdentityStatement extends AnyStatement {
  readonly [state]: StatementState<Effect, AnyAction, 'Action' | 'Resource' | 'NotResource' | 'NotAction'>;
  readonly [finished]: (elements: 'Action' | 'Resource') => void;
}

/** A statement ready for `resourcePolicy(...)`: the type to annotate helpers with. */
export interface ResourceStatement extends AnyStatement {
  readonly [finished]: (elements: 'Action' | 'Resource' | 'Principal') => void;
}

/** Contravariant in what a statement has, so that a type can ask for an element to be there. */
declare const finished: unique symbol;

/** A statement under construction. Each method gives a new one; none changes the one it is called on. */
export interface Statement<E extends Effect, A extends AnyAction, Has extends Element> extends AnyStatement {
  readonly [state]: StatementState<E, A, Has>;
  readonly [finished]: (elements: Has) => void;
  /** The resources that the actions may touch. Each must be one that an action takes, and each action needs one. */
  on<T extends readonly AnyResource[]>(...resources: CheckResources<A, T>): Statement<E, A, Has | 'Resource'>;
  /** `"Resource": "*"`: whatever resource there is */
  onAnyResource(): Statement<E, A, Has | 'Resource'>;
  /**
   * No `Resource`: the one that holds the policy. Some services take it in their resource policies, such as Amazon ECR
   * for repositories; no other kind of policy does.
   * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html
   */
  onThisResource(): Statement<E, A, Has | 'ThisResource'>;
  /** `NotResource`: every resource but these, those that are made tomorrow too */
  onAllExcept<T extends readonly AnyResource[]>(
    ...resources: CheckExceptions<A, T>
  ): Statement<E, A, Has | 'Resource' | 'NotResource'>;
  /** Conditions, all of which must hold. */
  when<C extends readonly Condition[]>(...conditions: CheckConditions<E, A, C>): Statement<E, A, Has>;
  /** Who is meant. Only resource and trust policies say so. */
  to<K extends PrincipalKind>(
    ...principals: readonly [Principal<K>, ...Principal<K>[]]
  ): Statement<E, A, Has | 'Principal' | (K extends '*' ? 'Anyone' : never)>;
  /**
   * `NotPrincipal`: everyone but these. In an allow it lets the whole world in; in a deny it must list the account and
   * the role of a session too. Prefer a deny with a condition on `aws.principalArn`.
   * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
   */
  toAllExcept(
    ...principals: readonly [Principal, ...Principal[]]
  ): Statement<E, A, Has | 'Principal' | 'NotPrincipal'>;
  /** A name for the statement, of A-Z, a-z and 0-9; in resource and VPC endpoint policies of any characters. */
  sid<const S extends string>(sid: CheckSid<S>): Statement<E, A, Has | SidOf<S>>;
}
