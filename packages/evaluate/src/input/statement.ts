import type { ConditionValue } from '@leastwise/policy';
import type { StatementReference } from '../decision.ts';
import type { PolicyType } from '../policies.ts';
import type { ConditionOperator } from './condition-operator.ts';

/** An element that has a negation: `Action` or `NotAction`. */
export interface Element<T> {
  readonly not: boolean;
  readonly entries: readonly T[];
}

/** One principal of a statement; `{ "AWS": "*" }` is the same as `"*"`. */
export interface NamedPrincipal {
  readonly kind: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser' | '*';
  readonly name: string;
}

/** One key under one operator. */
export interface ConditionTest {
  readonly operator: ConditionOperator;
  /** The key as it is written. */
  readonly name: string;
  /** The key in lower case: keys are the same in any case. */
  readonly key: string;
  readonly values: readonly ConditionValue[];
}

/** A statement in one form, however it was written. */
export interface Statement {
  readonly type: PolicyType;
  /** The place in the list of levels of `scps` and `rcps`; 0 for every other type. */
  readonly level: number;
  readonly effect: 'Allow' | 'Deny';
  readonly reference: StatementReference;
  /** Whether policy variables count: from version 2012-10-17 on. */
  readonly variables: boolean;
  readonly principal: Element<NamedPrincipal> | undefined;
  readonly action: Element<string>;
  readonly resource: Element<string> | undefined;
  readonly conditions: readonly ConditionTest[];
}
