import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Condition } from './condition.ts';
import { aws } from './global-keys.ts';

interface Asked {
  readonly name?: string;
  equals?(value: string): Condition;
  readonly forAny?: { equals(value: string): Condition };
}

const source = readFileSync(new URL('global-keys.ts', import.meta.url), 'utf8');
const declared = [...source.matchAll(/^ {2}(?:readonly )?(\w+)(<[^(]*\()?.*?: (\w+)Key<['`]([\w/:]+)/gm)].map(
  ([, member = '', template, kind = '', name = '']) => ({
    member,
    template: Boolean(template),
    kind,
    name,
  }),
);

/** How each type of key begins the operator of equality. */
const FAMILIES: Readonly<Record<string, string>> = {
  String: 'StringEquals',
  Arn: 'ArnEquals',
  Numeric: 'NumericEquals',
  Date: 'DateEquals',
  Bool: 'BoolEquals',
  Ip: 'IpEquals',
  StringList: 'ForAnyValue:StringEquals',
};

const keyOf = (member: string, template: boolean): Asked => {
  const value: unknown = Reflect.get(aws, member);
  return (template ? (value as (tag: string) => Asked)('team') : value) as Asked;
};

describe('the packed list of global keys holds what the interface declares', () => {
  test('the same members', () => {
    expect(declared.length).toBeGreaterThan(40);
    expect(Object.keys(aws).sort()).toEqual(declared.map(({ member }) => member).sort());
  });

  test.each(declared)('$member is $name, of kind $kind', ({ member, template, kind, name }) => {
    const key = keyOf(member, template);
    expect(key.name).toBe(`${name}${template ? 'team' : ''}`);
    const asked = kind.endsWith('List') ? key.forAny?.equals('x') : key.equals?.('x');
    expect(asked?.operator).toBe(FAMILIES[kind]);
  });
});
