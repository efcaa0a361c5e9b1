import type { KeysByKind } from './condition-key.ts';
import { conditionKey } from './make-condition-key.ts';
import { mustBeText } from './must-be-text.ts';

/** The type that fits every statement: the compiler takes it for a global key. */
type Anywhere = `aws:${string}`;

/**
 * Condition keys that the catalog does not know, by the type of their values: any statement takes them.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER` for a name that is no text
 * @example `unsafeKey.string('newservice:Colour').equals('blue')`
 */
export const unsafeKey = {
  string: (name: string): KeysByKind<Anywhere>['s'] => unchecked('s', name),
  numeric: (name: string): KeysByKind<Anywhere>['n'] => unchecked('n', name),
  date: (name: string): KeysByKind<Anywhere>['d'] => unchecked('d', name),
  arn: (name: string): KeysByKind<Anywhere>['a'] => unchecked('a', name),
  bool: (name: string): KeysByKind<Anywhere>['b'] => unchecked('b', name),
  binary: (name: string): KeysByKind<Anywhere>['y'] => unchecked('y', name),
  ip: (name: string): KeysByKind<Anywhere>['i'] => unchecked('i', name),
  stringList: (name: string): KeysByKind<Anywhere>['S'] => unchecked('S', name),
  arnList: (name: string): KeysByKind<Anywhere>['A'] => unchecked('A', name),
};

function unchecked<Kind extends keyof KeysByKind<string>>(
  kind: Kind,
  name: string,
): KeysByKind<Anywhere>[Kind] {
  mustBeText(name, 'the name of a condition key');
  return conditionKey(kind, name as Anywhere);
}
