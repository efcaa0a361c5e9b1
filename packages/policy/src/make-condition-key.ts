import type { KeyKind, KeysByKind } from './condition-key.ts';
import type { Condition } from './condition.ts';
import { isMoment, wrongArn, wrongForm, wrongRange } from './key-forms.ts';
import { refusal } from './refusal.ts';
import { remembered } from './remembered.ts';
import { wrongVariable } from './variable.ts';

/** A type of values, with operators of its own. */
interface Family {
  /** An operator by what it ends with: text that is the same object each time is a quick key of the JSON. */
  readonly operator: (end: string) => string;
  /** What it compares with, in words and as a test. */
  readonly words: string;
  readonly isOne: (value: unknown) => boolean;
}

const FAMILIES = /* @__PURE__ */ families();

function families(): Readonly<Record<Lowercase<KeyKind>, Family>> {
  const family = (
    name: string,
    words = 'text',
    isOne = (value: unknown): boolean => typeof value === 'string',
  ): Family => ({
    operator: remembered((end) => name + end),
    words,
    isOne,
  });
  return {
    s: family('String'),
    n: family('Numeric', 'a finite number', Number.isFinite),
    d: family('Date', 'a valid date', isMoment),
    a: family('Arn'),
    b: family('Bool', 'true or false', (value) => typeof value === 'boolean'),
    i: family('Ip'),
    y: family('Binary'),
  };
}

/** One class stands behind every kind of key: the interfaces of condition keys decide which of its methods can be seen. */
class AnyKey {
  readonly name: string;
  readonly #family: Family;
  readonly #set: string;
  readonly #suffix: string;

  constructor(name: string, family: Family, set = '', suffix = '') {
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
  get variable(): string {
    return `\${${this.name}}`;
  }
  variableOr(fallback: string): string {
    const text = `\${${this.name}, '${fallback}'}`;
    refuseWrong(wrongVariable(text), this.name);
    return text;
  }
  get ifExists(): AnyKey {
    return new AnyKey(this.name, this.#family, this.#set, 'IfExists');
  }
  get forAll(): AnyKey {
    return new AnyKey(this.name, this.#family, FOR_ALL);
  }
  get forAny(): AnyKey {
    return new AnyKey(this.name, this.#family, 'ForAnyValue:');
  }
  get asSingle(): AnyKey {
    return new AnyKey(this.name, this.#family);
  }
  get asString(): AnyKey {
    return new AnyKey(this.name, FAMILIES.s);
  }
  get asNumber(): AnyKey {
    return new AnyKey(this.name, FAMILIES.n);
  }

  // The methods of all families, each with what its operator says after the name of the family.
  equals(...values: unknown[]): Condition {
    return this.#ask('Equals', values);
  }
  notEquals(...values: unknown[]): Condition {
    return this.#ask('NotEquals', values);
  }
  equalsIgnoreCase(...values: unknown[]): Condition {
    return this.#ask('EqualsIgnoreCase', values);
  }
  notEqualsIgnoreCase(...values: unknown[]): Condition {
    return this.#ask('NotEqualsIgnoreCase', values);
  }
  like(...values: unknown[]): Condition {
    return this.#ask('Like', values);
  }
  notLike(...values: unknown[]): Condition {
    return this.#ask('NotLike', values);
  }
  lessThan(...values: unknown[]): Condition {
    return this.#ask('LessThan', values);
  }
  atMost(...values: unknown[]): Condition {
    return this.#ask('LessThanEquals', values);
  }
  greaterThan(...values: unknown[]): Condition {
    return this.#ask('GreaterThan', values);
  }
  atLeast(...values: unknown[]): Condition {
    return this.#ask('GreaterThanEquals', values);
  }
  before(...values: unknown[]): Condition {
    return this.#ask('LessThan', values);
  }
  notAfter(...values: unknown[]): Condition {
    return this.#ask('LessThanEquals', values);
  }
  after(...values: unknown[]): Condition {
    return this.#ask('GreaterThan', values);
  }
  notBefore(...values: unknown[]): Condition {
    return this.#ask('GreaterThanEquals', values);
  }
  is(...values: unknown[]): Condition {
    return this.#ask('', values);
  }
  within(...values: unknown[]): Condition {
    return this.#ask('Address', values);
  }
  notWithin(...values: unknown[]): Condition {
    return this.#ask('Address', values, 'Not');
  }

  #ask(operator: string, values: readonly unknown[], not = ''): Condition {
    const { name } = this;
    const family = this.#family;
    const full = this.#set + not + family.operator(operator) + this.#suffix;
    const isPattern = family === FAMILIES.a || operator.endsWith('Like');
    if (values.length === 0)
      throw refusal(
        CODE,
        `${full} on ${name} has no value to compare with`,
        'give at least one value',
        PLACE,
      );
    return {
      key: name,
      operator: full,
      values: values.map((value) => textOf(value, family, full, name, isPattern)),
      optional: this.#suffix !== '' || this.#set === FOR_ALL,
    };
  }
}

const FOR_ALL = 'ForAllValues:';
const CODE = 'CONDITION_VALUE';
const PLACE = 'Condition';

function textOf(value: unknown, family: Family, operator: string, key: string, isPattern: boolean): string {
  if (!family.isOne(value))
    throw refusal(
      CODE,
      `${operator} on ${key} compares with ${family.words}, not ${String(value)}`,
      undefined,
      PLACE,
    );
  const text = value instanceof Date ? value.toISOString() : String(value);
  refuseWrong(wrongText(text, family, key, isPattern), key);
  return text;
}

function wrongText(text: string, family: Family, key: string, isPattern: boolean): string | undefined {
  if (family === FAMILIES.i) return wrongRange(text);
  return (
    wrongVariable(text) ??
    (family === FAMILIES.a ? wrongArn(text) : undefined) ??
    wrongForm(key, text, isPattern)
  );
}

function refuseWrong(what: string | undefined, key: string): void {
  if (what !== undefined) throw refusal(CODE, what, undefined, `${PLACE} on ${key}`);
}

/**
 * Makes a condition key from its kind and name. The boundary where the one class takes on the type of the kind: the
 * methods that an interface names are all there, only its parameter types are narrower.
 */
export function conditionKey<Kind extends KeyKind, const Name extends string>(
  kind: Kind,
  name: Name,
): KeysByKind<Name>[Kind] {
  return new AnyKey(
    name,
    FAMILIES[kind.toLowerCase() as Lowercase<Kind>],
  ) as object as KeysByKind<Name>[Kind];
}
