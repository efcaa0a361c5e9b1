import type { PolicyType } from './policies.ts';

/** `ExplicitDeny`: a statement says no. `ImplicitDeny`: no statement that would be needed says yes. */
export type DecisionEffect = 'Allow' | 'ExplicitDeny' | 'ImplicitDeny';

/** A statement and where it stands. */
export interface StatementReference {
  readonly policy: PolicyType;
  /** JSON path in the policies that were compiled: `$.identity[0].Statement[1]` */
  readonly path: string;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
}

/**
 * What decided: a type of policy, `root` for the root user's own right, `no-permission-needed` for what everyone who is
 * signed in may do.
 */
export type DecidedBy = PolicyType | 'root' | 'no-permission-needed';

/** The answer to a request. */
export interface Decision {
  readonly effect: DecisionEffect;
  /** For an allow what granted it, for an explicit deny what denied first, for an implicit deny what did not allow. */
  readonly by: DecidedBy;
  /**
   * For an explicit deny every statement that denies; for an allow one statement of each policy that had to allow, the
   * first that does; for an implicit deny none.
   */
  readonly statements: readonly StatementReference[];
  /**
   * The context keys that the request does not give, that do not follow from the caller, and whose presence could turn
   * the answer into another, alone or together with others of them. Worked out when it is read.
   *
   * None of these is left out. One is listed in vain where several conditions ask for it and no value could please them as the
   * answer would need, `StringEquals` and `StringNotEquals` of the same text: each is taken to be open for itself.
   */
  readonly missingKeys: readonly string[];
  /** The reasons in words, statement by statement. Worked out when it is called. */
  explain(): string;
}
