/** One condition of a statement: a key, an operator and the values to compare with. Built by a condition key's methods. */
export interface Condition<Key extends string = string, Optional extends boolean = boolean> {
  readonly key: Key;
  /** The operator as IAM spells it, with its set prefix and `IfExists`: `ForAnyValue:StringLike`. */
  readonly operator: string;
  readonly values: readonly string[];
  /** Whether a request without the key meets the condition. */
  readonly optional: Optional;
}
