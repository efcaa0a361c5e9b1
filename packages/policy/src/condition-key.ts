import { LeastwiseError } from '@leastwise/core';
import type { Condition } from './condition.ts';
import type {
  ArnOperators,
  BoolOperators,
  DateOperators,
  IpOperators,
  NumericOperators,
  StringOperators,
} from './operators.ts';

/** What every condition key can be asked, whatever its type. */
export interface ConditionKey<Key extends string = string> {
  /** The key as IAM spells it: `s3:prefix`. */
  readonly name: Key;
  /** `"Null": "false"`: the request carries the key */
  exists(): Condition<Key, false>;
  /** `"Null": "true"`: the request does not carry the key */
  missing(): Condition<Key, true>;
}

export interface StringKey<Key extends string> extends ConditionKey<Key>, StringOperators<Key, false> {
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: StringOperators<Key, true>;
}
export interface NumericKey<Key extends string> extends ConditionKey<Key>, NumericOperators<Key, false> {
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: NumericOperators<Key, true>;
}
export interface DateKey<Key extends string> extends ConditionKey<Key>, DateOperators<Key, false> {
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: DateOperators<Key, true>;
}
export interface ArnKey<Key extends string> extends ConditionKey<Key>, ArnOperators<Key, false> {
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: ArnOperators<Key, true>;
  /** The string operators, which AWS takes on an ARN too: their `*` also matches colons */
  readonly asString: StringOperators<Key, false>;
}
export interface BoolKey<Key extends string> extends ConditionKey<Key>, BoolOperators<Key, false> {
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: BoolOperators<Key, true>;
}
export interface IpKey<Key extends string> extends ConditionKey<Key>, IpOperators<Key, false> {
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: IpOperators<Key, true>;
}

/**
 * A key that holds several values in one request, and so must be asked about all of them or any of them.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export interface StringListKey<Key extends string> extends ConditionKey<Key> {
  /** `ForAllValues:` also true where the request carries no value: add `.exists()` in an allow */
  readonly forAll: StringOperators<Key, true>;
  /** `ForAnyValue:` */
  readonly forAny: StringOperators<Key, false>;
}
export interface ArnListKey<Key extends string> extends ConditionKey<Key> {
  /** `ForAllValues:` also true where the request carries no value: add `.exists()` in an allow */
  readonly forAll: ArnOperators<Key, true>;
  /** `ForAnyValue:` */
  readonly forAny: ArnOperators<Key, false>;
}
export interface BoolListKey<Key extends string> extends ConditionKey<Key> {
  /** `ForAllValues:` also true where the request carries no value: add `.exists()` in an allow */
  readonly forAll: BoolOperators<Key, true>;
  /** `ForAnyValue:` */
  readonly forAny: BoolOperators<Key, false>;
}

/** The type of a key's values; the letters are those of the packed catalog. */
export interface KeysByKind<Key extends string> {
  s: StringKey<Key>;
  n: NumericKey<Key>;
  d: DateKey<Key>;
  a: ArnKey<Key>;
  b: BoolKey<Key>;
  i: IpKey<Key>;
  S: StringListKey<Key>;
  A: ArnListKey<Key>;
  B: BoolListKey<Key>;
}
export type KeyKind = keyof KeysByKind<string>;

const FAMILIES = { s: 'String', n: 'Numeric', d: 'Date', a: 'Arn', b: 'Bool', i: 'Ip' };

/** The operator behind each method of each family, where `~` stands for the family's name. */
const OPERATORS: Readonly<Record<string, string>> = {
  equals: '~Equals',
  notEquals: '~NotEquals',
  equalsIgnoreCase: '~EqualsIgnoreCase',
  notEqualsIgnoreCase: '~NotEqualsIgnoreCase',
  like: '~Like',
  notLike: '~NotLike',
  lessThan: '~LessThan',
  atMost: '~LessThanEquals',
  greaterThan: '~GreaterThan',
  atLeast: '~GreaterThanEquals',
  before: '~LessThan',
  notAfter: '~LessThanEquals',
  after: '~GreaterThan',
  notBefore: '~GreaterThanEquals',
  is: '~',
  within: '~Address',
  notWithin: 'Not~Address',
};

/** One class stands behind every kind of key: the interfaces above decide which of its methods can be seen. */
class AnyKey {
  readonly name: string;
  readonly #family: string;
  readonly #set: string;
  readonly #suffix: string;

  constructor(name: string, family: string, set = '', suffix = '') {
    this.name = name;
    this.#family = family;
    this.#set = set;
    this.#suffix = suffix;
  }

  exists(): Condition {
    return { key: this.name, operator: 'Null', values: ['false'], optional: false };
  }
  missing(): Condition {
    return { key: this.name, operator: 'Null', values: ['true'], optional: true };
  }
  get ifExists(): AnyKey {
    return new WithOperators(this.name, this.#family, this.#set, 'IfExists');
  }
  get forAll(): AnyKey {
    return new WithOperators(this.name, this.#family, 'ForAllValues:');
  }
  get forAny(): AnyKey {
    return new WithOperators(this.name, this.#family, 'ForAnyValue:');
  }
  get asString(): AnyKey {
    return new WithOperators(this.name, 'String');
  }

  condition(operator: string, values: readonly unknown[]): Condition {
    const full = this.#set + operator.replace('~', this.#family) + this.#suffix;
    if (values.length === 0) throw noValue(full, this.name);
    return {
      key: this.name,
      operator: full,
      values: values.map((value) => textOf(value, full, this.name)),
      optional: this.#suffix !== '' || this.#set === 'ForAllValues:',
    };
  }
}

/** The class with a method for each operator; written out, the methods would be most of a small bundle. */
const WithOperators = /* @__PURE__ */ withOperators();

function withOperators(): typeof AnyKey {
  class Key extends AnyKey {}
  for (const [method, operator] of Object.entries(OPERATORS))
    Object.defineProperty(Key.prototype, method, {
      value(this: AnyKey, ...values: unknown[]): Condition {
        return this.condition(operator, values);
      },
    });
  return Key;
}

function textOf(value: unknown, operator: string, key: string): string {
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
  throw new LeastwiseError({
    code: 'CONDITION_VALUE',
    what: `${operator} on ${key} compares with text, a finite number, true, false or a valid date, not ${String(value)}`,
    path: 'Condition',
  });
}

function noValue(operator: string, key: string): LeastwiseError {
  return new LeastwiseError({
    code: 'CONDITION_VALUE',
    what: `${operator} on ${key} has no value to compare with`,
    path: 'Condition',
    hint: 'give at least one value',
  });
}

/**
 * Makes a condition key from its kind and name. The boundary where the one class takes on the type of the kind: the
 * methods that an interface names are all there, only its parameter types are narrower.
 */
export function conditionKey<Kind extends KeyKind, const Key extends string>(
  kind: Kind,
  name: Key,
): KeysByKind<Key>[Kind] {
  const family = FAMILIES[kind.toLowerCase() as keyof typeof FAMILIES];
  return new WithOperators(name, family) as object as KeysByKind<Key>[Kind];
}
