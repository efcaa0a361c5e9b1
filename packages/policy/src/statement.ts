import type { AnyAction } from './action.ts';
import type { CheckConditions, CheckResources, CheckSid, Effect } from './checks.ts';
import type { Condition } from './condition.ts';
import type { StatementJson } from './document.ts';
import type { Principal } from './principal.ts';
import type { AnyResource } from './resource.ts';

declare const state: unique symbol;

/** What the compiler knows of a statement. */
export interface StatementState {
  readonly effect: Effect;
  readonly actions: AnyAction;
  readonly principal: boolean;
  readonly resource: boolean;
}
export type StateOf<S extends AnyStatement> = S[typeof state];

/** Any statement, finished or not. */
export interface AnyStatement {
  readonly [state]: StatementState;
  /** The statement as it stands in a policy document. */
  toJSON(): StatementJson;
}

/** A statement ready for `policy(...)`: the type to annotate helpers with. */
export interface IdentityStatement extends AnyStatement {
  readonly [state]: StatementState & { readonly principal: false; readonly resource: true };
}

/** A statement under construction. Each method gives a new one; none changes the one it is called on. */
export interface Statement<
  E extends Effect,
  A extends AnyAction,
  P extends boolean,
  R extends boolean,
> extends AnyStatement {
  readonly [state]: { readonly effect: E; readonly actions: A; readonly principal: P; readonly resource: R };
  /** The resources that the actions may touch. Each must be one that an action takes, and each action needs one. */
  on<T extends readonly AnyResource[]>(...resources: CheckResources<A, T>): Statement<E, A, P, true>;
  /** `"Resource": "*"`: whatever resource there is */
  onAnyResource(): Statement<E, A, P, true>;
  /** Conditions, all of which must hold. */
  when<C extends readonly Condition[]>(...conditions: CheckConditions<E, A, C>): Statement<E, A, P, R>;
  /** Who is meant. Only resource and trust policies say so. */
  to(...principals: readonly [Principal, ...Principal[]]): Statement<E, A, true, R>;
  /** A name for the statement, of A-Z, a-z and 0-9. */
  sid<const S extends string>(sid: CheckSid<S>): Statement<E, A, P, R>;
}
