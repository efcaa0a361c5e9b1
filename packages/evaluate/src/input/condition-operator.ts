/** How two values are compared; the negated operators compare in the same way. */
export type Comparison =
  | 'StringEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringLike'
  | 'NumericEquals'
  | 'NumericLessThan'
  | 'NumericLessThanEquals'
  | 'NumericGreaterThan'
  | 'NumericGreaterThanEquals'
  | 'DateEquals'
  | 'DateLessThan'
  | 'DateLessThanEquals'
  | 'DateGreaterThan'
  | 'DateGreaterThanEquals'
  | 'Bool'
  | 'BinaryEquals'
  | 'IpAddress'
  | 'ArnLike'
  | 'Null';

/**
 * A condition operator taken apart.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface ConditionOperator {
  /** `ForAnyValue:StringNotEqualsIfExists` */
  readonly name: string;
  readonly comparison: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
}

/** Takes an operator apart; the policy has been checked, so its name is one of those that AWS knows. */
export function conditionOperator(name: string): ConditionOperator {
  const set = name.startsWith('ForAllValues:')
    ? 'ForAllValues'
    : name.startsWith('ForAnyValue:')
      ? 'ForAnyValue'
      : undefined;
  const bare = set === undefined ? name : name.slice(set.length + 1);
  const ifExists = bare.endsWith('IfExists');
  const base = ifExists ? bare.slice(0, -'IfExists'.length) : bare;
  const positive = base.replace('Not', '');
  // AWS gives ArnEquals and ArnLike the same meaning.
  const comparison = (positive === 'ArnEquals' ? 'ArnLike' : positive) as Comparison;
  return { name, comparison, negated: positive !== base, ifExists, set };
}
