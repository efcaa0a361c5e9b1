import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Condition } from './condition.ts';
import { aws } from './global-keys.ts';

interface Asked {
  readonly name?: string;
  equals?(value: unknown): Condition;
  readonly forAny?: { equals(value: unknown): Condition };
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

/** What a type of key compares with, where that is not text. */
const VALUES: Readonly<Record<string, unknown>> = {
  Numeric: 1,
  Date: '2026-11-21T00:00:00Z',
  Bool: true,
  Ip: '192.0.2.0/24',
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
    const value = VALUES[kind] ?? '${aws:userid}';
    const asked = kind.endsWith('List') ? key.forAny?.equals(value) : key.equals?.(value);
    expect(asked?.operator).toBe(FAMILIES[kind]);
  });
});
