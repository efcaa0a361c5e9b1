import type { Condition } from './condition.ts';
import type {
  ArnOperators,
  BinaryOperators,
  BoolOperators,
  DateOperators,
  IpOperators,
  NumericOperators,
  StringOperators,
} from './operators.ts';
import type { SingleValued } from './variable.ts';

/** What every condition key can be asked, whatever its type. */
export interface ConditionKey<Key extends string = string> {
  /** The key as IAM spells it: `s3:prefix`. */
  readonly name: Key;
  /** `"Null": "false"`: the request carries the key */
  exists(): Condition<Key, false>;
  /** `"Null": "true"`: the request does not carry the key */
  missing(): Condition<Key, true>;
}

/** The operators of a family, and the same with `IfExists`: also true where the request does not carry the key. */
export interface StringSet<Key extends string, Optional extends boolean> extends StringOperators<
  Key,
  Optional
> {
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: StringOperators<Key, true>;
}
export interface ArnSet<Key extends string, Optional extends boolean> extends ArnOperators<Key, Optional> {
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: ArnOperators<Key, true>;
}
export interface NumericSet<Key extends string, Optional extends boolean> extends NumericOperators<
  Key,
  Optional
> {
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: NumericOperators<Key, true>;
}
export interface BoolSet<Key extends string, Optional extends boolean> extends BoolOperators<Key, Optional> {
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: BoolOperators<Key, true>;
}

/**
 * A key that holds text. `equals` compares whole texts, `equalsIgnoreCase` in whatever case, and `like` takes patterns, in which `*` and
 * `?` are wildcards. What it is compared with is text, in which a policy variable stands for a value of the request.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String
 *
 * @example `s3.keys.prefix.like('train/*')`
 */
export interface StringKey<Key extends string>
  extends ConditionKey<Key>, SingleValued<Key>, StringSet<Key, false> {}
/**
 * A key that holds a number, compared with finite numbers, whole or not. The key's own description says what it counts.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric
 *
 * @example `aws.multiFactorAuthAge.lessThan(3600)`
 */
export interface NumericKey<Key extends string>
  extends ConditionKey<Key>, SingleValued<Key>, NumericSet<Key, false> {}
/**
 * A key that holds a moment, compared with a `Date`, or with text of ISO 8601, which has a whole date and is passed on as it stands.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 *
 * @example `aws.currentTime.before('2027-01-01T00:00:00Z')`
 */
export interface DateKey<Key extends string>
  extends ConditionKey<Key>, SingleValued<Key>, DateOperators<Key, false> {
  /** The numeric operators, which AWS takes on a moment too: seconds since 1970 */
  readonly asNumber: NumericSet<Key, false>;
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: DateOperators<Key, true>;
}
/**
 * A key that holds an ARN, compared with ARNs part by part, so that no `*` reaches past a colon. `*` and `?` are wildcards in `equals`
 * too. An ARN that a builder made fits, and so does text, in which a policy variable stands for a value of the request.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 *
 * @example `aws.sourceArn.like(s3.bucket('my-ml-*'))`
 */
export interface ArnKey<Key extends string> extends ConditionKey<Key>, SingleValued<Key>, ArnSet<Key, false> {
  /** The string operators, which AWS takes on an ARN too: their `*` also matches colons */
  readonly asString: StringSet<Key, false>;
}
/**
 * A key that holds true or false, compared with a boolean, not with text. Many requests carry no such key: `ifExists` and `missing` are
 * there for these.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Boolean
 *
 * @example `aws.secureTransport.is(false)`
 */
export interface BoolKey<Key extends string>
  extends ConditionKey<Key>, SingleValued<Key>, BoolSet<Key, false> {}
/**
 * A key that holds an IP address, compared with ranges in CIDR notation, or single addresses, of IPv4 and IPv6. A range holds no policy
 * variable: `asString` takes one.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 *
 * @example `aws.sourceIp.within('192.0.2.0/24', '2001:db8::/32')`
 */
export interface IpKey<Key extends string>
  extends ConditionKey<Key>, SingleValued<Key>, IpOperators<Key, false> {
  /** The string operators, which alone can compare an address with another of the request, a policy variable */
  readonly asString: StringSet<Key, false>;
  /** The same operators with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: IpOperators<Key, true>;
}
/**
 * A key that holds bytes, compared with base64 text. No key of the catalog does.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_BinaryEquals
 *
 * @example `unsafeKey.binary('example:Digest').equals('aGVsbG8=')`
 */
export interface BinaryKey<Key extends string> extends ConditionKey<Key>, BinaryOperators<Key, false> {
  /** The same operator with `IfExists`: also true where the request does not carry the key */
  readonly ifExists: BinaryOperators<Key, true>;
}

/**
 * A key that holds several texts in one request, and so must be asked about all of them or any of them, as {@link StringKey} is about one.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 *
 * @example `aws.tagKeys.forAll.equals('team', 'project')`
 */
export interface StringListKey<Key extends string> extends ConditionKey<Key> {
  /** `ForAllValues:` also true where the request carries no value: add `.exists()` in an allow */
  readonly forAll: StringSet<Key, true>;
  /** `ForAnyValue:` */
  readonly forAny: StringSet<Key, false>;
  /** The operators without a set, for requests that hold one value alone, such as each entry of `events:PutEvents` */
  readonly asSingle: StringSet<Key, false>;
}
/**
 * A key that holds several ARNs in one request, and so must be asked about all of them or any of them, as {@link ArnKey} is about one.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 *
 * @example `sagemaker.keys.imageArns.forAny.like('arn:aws:sagemaker:*:111122223333:image/*')`
 */
export interface ArnListKey<Key extends string> extends ConditionKey<Key> {
  /** `ForAllValues:` also true where the request carries no value: add `.exists()` in an allow */
  readonly forAll: ArnSet<Key, true>;
  /** `ForAnyValue:` */
  readonly forAny: ArnSet<Key, false>;
  /** The operators without a set, for requests that hold one value alone */
  readonly asSingle: ArnSet<Key, false>;
  /** The string operators, which AWS takes on ARNs too: their `*` also matches colons */
  readonly asString: Pick<StringListKey<Key>, 'forAll' | 'forAny'>;
}
/**
 * A key that holds several booleans in one request, and so must be asked about all of them or any of them, as {@link BoolKey} is about
 * one.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 *
 * @example `apigateway.keys.requestApiKeyRequired.forAny.is(true)`
 */
export interface BoolListKey<Key extends string> extends ConditionKey<Key> {
  /** `ForAllValues:` also true where the request carries no value: add `.exists()` in an allow */
  readonly forAll: BoolSet<Key, true>;
  /** `ForAnyValue:` */
  readonly forAny: BoolSet<Key, false>;
}

/** The type of a key's values; the letters are those of the packed catalog. */
export interface KeysByKind<Key extends string> {
  s: StringKey<Key>;
  n: NumericKey<Key>;
  d: DateKey<Key>;
  a: ArnKey<Key>;
  b: BoolKey<Key>;
  i: IpKey<Key>;
  y: BinaryKey<Key>;
  S: StringListKey<Key>;
  A: ArnListKey<Key>;
  B: BoolListKey<Key>;
}
export type KeyKind = keyof KeysByKind<string>;
