import { canonicalJson } from '@leastwise/core';
import type { NormalizeOptions, OneOrMany, StatementJson } from '@leastwise/policy';
import { compareText } from './entity.ts';

/** Where a document stands: this decides which of its spellings mean the same. */
export interface DocumentPlace extends NormalizeOptions {
  readonly kind: 'identity' | 'trust';
  readonly partition: string;
}

/** One element of a statement: its values by what they mean, each as it was written. */
export interface Element {
  /** `Action`, `Principal AWS`, `Condition StringLike s3:prefix`: what two spellings of one element share. */
  readonly name: string;
  /** The name as it was written. */
  readonly written: string;
  readonly values: ReadonlyMap<string, string>;
}

/** The elements of a statement, freed of every difference in spelling that AWS gives no meaning to, in written order. */
export function elementsOf(statement: StatementJson, place: DocumentPlace): Element[] {
  return Object.entries(statement).flatMap(([name, value]) => readElement(name, value, place));
}

function readElement(name: string, value: unknown, place: DocumentPlace): Element[] {
  switch (name) {
    case 'Action':
    case 'NotAction':
      return [element(name, name, value, (action) => action.toLowerCase())];
    case 'Resource':
    case 'NotResource':
      return [element(name, name, value)];
    case 'Principal':
    case 'NotPrincipal':
      return principals(name, value, place);
    case 'Condition':
      return conditions(value);
    default:
      return [element(name, name, typeof value === 'string' ? value : canonicalJson(value))];
  }
}

function element(
  name: string,
  written: string,
  value: unknown,
  meaning: (text: string) => string = (text) => text,
): Element {
  const texts = listOf(value).map((each) => (typeof each === 'string' ? each : canonicalJson(each)));
  const pairs = texts.map((text): [string, string] => [meaning(text), text]);
  return { name, written, values: new Map(pairs.sort(([a], [b]) => compareText(a, b))) };
}

/** Only a role's trust makes no difference between `"*"` and `{"AWS":"*"}`. */
function principals(name: string, value: unknown, place: DocumentPlace): Element[] {
  if (typeof value === 'string') {
    const everyone = name === 'Principal' && value === '*' && place.kind === 'trust';
    return [element(everyone ? `${name} AWS` : name, name, value)];
  }
  return Object.entries(value ?? {}).map(([type, who]) =>
    element(
      `${name} ${type}`,
      `${name} ${type}`,
      who,
      type === 'AWS' ? (text) => principalMeaning(text, place) : undefined,
    ),
  );
}

function principalMeaning(text: string, { partition, arnOf }: DocumentPlace): string {
  // An account of another partition cannot be named by its number.
  if (/^\d{12}$/.test(text)) return `arn:${partition}:iam::${text}:root`;
  return /^A(RO|ID)A/.test(text) ? (arnOf?.(text) ?? text) : text;
}

/** A key that is written twice in two cases stays two elements: both must hold. */
function conditions(value: unknown): Element[] {
  return Object.entries(value ?? {}).flatMap(([operator, keys]) =>
    Object.entries((keys ?? {}) as Record<string, unknown>).map(([key, values]) =>
      element(`Condition ${operator} ${key.toLowerCase()}`, `Condition ${operator} ${key}`, values),
    ),
  );
}

/** AWS takes a lone value for a list of one. */
export function listOf<T>(value: OneOrMany<T>): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
