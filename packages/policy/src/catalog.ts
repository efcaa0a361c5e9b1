/*
 * What the generated modules of the catalog are made with. Not for use by hand: the packed strings are the generator's.
 */
import { LeastwiseError } from '@leastwise/core';
import { conditionKey, type KeyKind } from './condition-key.ts';
import { memberName, unpackList } from './packing.ts';
import { type Place, resourceBuilder } from './resource-builder.ts';
import { resourceParser, type TypedFormat } from './resource-parser.ts';

export type { Action, GlobalKey } from './action.ts';
export type { Resource } from './resource.ts';
export { memberName, packList } from './packing.ts';
export { splitFormat } from './resource-builder.ts';
export type { Service, Wildcard } from './service.ts';
export { serviceFacts, type ServiceFacts } from './service-facts.ts';
export type {
  At,
  AtAccount,
  AtPartition,
  AtRegion,
  CheckAccount,
  CheckPartition,
  CheckRegion,
} from './places.ts';
export type {
  ArnKey,
  ArnListKey,
  BoolKey,
  BoolListKey,
  DateKey,
  IpKey,
  NumericKey,
  StringKey,
  StringListKey,
} from './condition-key.ts';

/** One resource type of a service: the member that builds it and the ARN formats it has. */
interface ResourceRow {
  readonly type: string;
  readonly member: string;
  readonly formats: readonly string[];
}

/**
 * Builds a service from what the generator packed as lists (see packing.ts):
 * actions by their names; resources as `type>member=format|format`, where a type of another service holds a colon; keys
 * as `name!kind>member`, where `~` stands for the prefix and a colon and `{}` for the part that the user gives.
 * `>member` is left out where the type or name says it.
 */
export function service(
  prefix: string,
  ident: string,
  actions: string,
  resources: string,
  keys: string,
): object {
  const names = unpackList(actions);
  const rows = unpackList(resources).map((row) => resourceRow(prefix, row));
  const formats = rows.flatMap(({ type, formats }) => formats.map((format): TypedFormat => [type, format]));
  let keyMembers: object | undefined;

  /** A pattern may come with its service, as `expand` itself gives them. */
  const nameOf = (pattern: string): string =>
    pattern.startsWith(`${prefix}:`) ? pattern.slice(prefix.length + 1) : pattern;
  const expand = (pattern: string): readonly string[] => {
    const source = nameOf(pattern)
      .replace(/[^\w*?]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    const matcher = new RegExp(`^${source}$`, 'i');
    return names.filter((name) => matcher.test(name)).map((name) => `${prefix}:${name}`);
  };
  const self = {
    prefix,
    all: `${prefix}:*`,
    expand,
    match: (pattern: string): string => {
      if (expand(pattern).length === 0)
        throw new LeastwiseError({ code: 'UNKNOWN_ACTION', what: `no ${prefix} action matches ${pattern}` });
      return `${prefix}:${nameOf(pattern)}`;
    },
    parse: resourceParser(formats),
    at: (place: Place): object => Object.assign(Object.create(self) as object, builders(ident, rows, place)),
    get keys(): object {
      return (keyMembers ??= keyMembersOf(prefix, keys));
    },
  };
  return Object.assign(
    self,
    Object.fromEntries(names.map((name) => [name, `${prefix}:${name}`])),
    builders(ident, rows),
  );
}

function resourceRow(prefix: string, row: string): ResourceRow {
  const [head = '', formats = ''] = row.split('=');
  const [type = '', member = memberName(type)] = head.split('>');
  return { type: type.includes(':') ? type : `${prefix}:${type}`, member, formats: formats.split('|') };
}

/** The second and later formats of a resource type have members of their own: `function`, `functionAlt`. */
function builders(ident: string, rows: readonly ResourceRow[], bound?: Place): object {
  return Object.fromEntries(
    rows.flatMap(({ member, formats }) =>
      formats.map((format, i) => {
        const name = i === 0 ? member : `${member}Alt${i === 1 ? '' : i}`;
        return [name, resourceBuilder(`${ident}.${name}`, format, bound)];
      }),
    ),
  );
}

function keyMembersOf(prefix: string, keys: string): object {
  return Object.fromEntries(
    unpackList(keys).map((row) => {
      const [packed = '', rest = ''] = row.split('!');
      const kind = rest.charAt(0) as KeyKind;
      const name = packed.replace('~', `${prefix}:`);
      return [
        rest.slice(2) || memberName(packed.replaceAll('{}', '')),
        name.includes('{}')
          ? (part: string) => conditionKey(kind, name.replace('{}', part))
          : conditionKey(kind, name),
      ];
    }),
  );
}
