/*
 * What the generated modules of the catalog are made with. Not for use by hand: the packed strings are the generator's.
 */
import type { KeyKind } from './condition-key.ts';
import { keyMember } from './key-member.ts';
import { memberName, unpackList, unpackText } from './packing.ts';
import { refusal } from './refusal.ts';
import { type Place, resourceBuilder } from './resource-builder.ts';
import { resourceParser } from './resource-parser.ts';

export type { Action, GlobalKey } from './action.ts';
export { globalKeyName } from './cross-service-keys.ts';
export type { Resource } from './resource.ts';
export { memberName, packList, unpackText } from './packing.ts';
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

/** A format of a resource type and the member that builds it. */
interface ResourceFormat {
  readonly member: string;
  readonly type: string;
  readonly format: string;
}

/**
 * Builds a service from three lists that the generator packed (see packing.ts), parted by `%`:
 * actions by their names; resources as `type>member=format|format`, where a type of another service holds a colon; keys
 * as `name!kind>member`, where `~` stands for the prefix and a colon and `{}` for the part that the user gives.
 * `>member` is left out where the type or name says it.
 */
export function service(prefix: string, ident: string, packed: string): object {
  const [names = [], resources = [], keys = []] = unpackText(packed).split('%').map(unpackList);
  const formats = resources.flatMap((row) => formatsOf(prefix, row));
  let keyMembers: object | undefined;

  /** A pattern may come with its service, as `expand` itself gives them. */
  const nameOf = (pattern: unknown): string => {
    const text = String(pattern);
    return text.startsWith(`${prefix}:`) ? text.slice(prefix.length + 1) : text;
  };
  const expand = (pattern: string): readonly string[] => {
    const source = nameOf(pattern)
      .replace(/[^\w*?]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    const matcher = new RegExp(`^${source}$`, 'i');
    return names.filter((name) => matcher.test(name)).map((name) => `${prefix}:${name}`);
  };
  const withBuilders = (target: Record<string, unknown>, bound?: Place): object => {
    for (const { member, format } of formats)
      target[member] = resourceBuilder(`${ident}.${member}`, format, bound);
    return target;
  };
  const self: Record<string, unknown> = {
    prefix,
    all: `${prefix}:*`,
    expand,
    match: (pattern: string): string => {
      if (expand(pattern).length === 0)
        throw refusal('INVALID_ACTION', `no ${prefix} action matches ${nameOf(pattern)}`);
      return `${prefix}:${nameOf(pattern)}`;
    },
    parse: resourceParser(formats),
    at: (place: Place): object => withBuilders(Object.create(self) as Record<string, unknown>, place),
    get keys(): object {
      return (keyMembers ??= Object.fromEntries(keys.map((row) => keyOf(prefix, row))));
    },
  };
  for (const name of names) self[name] = `${prefix}:${name}`;
  return withBuilders(self);
}

/** The second and later formats of a resource type have members of their own: `function`, `functionAlt`. */
function formatsOf(prefix: string, row: string): readonly ResourceFormat[] {
  const [head = '', formats = ''] = row.split('=');
  const [type = '', member = memberName(type)] = head.split('>');
  return formats.split('|').map((format, i) => ({
    member: i === 0 ? member : `${member}Alt${i === 1 ? '' : i}`,
    type: type.includes(':') ? type : `${prefix}:${type}`,
    format,
  }));
}

function keyOf(prefix: string, row: string): readonly [member: string, key: unknown] {
  const [name = '', rest = ''] = row.split('!');
  return [
    rest.slice(2) || memberName(name.replace('~', '')),
    keyMember(rest.charAt(0) as KeyKind, name.replace('~', `${prefix}:`)),
  ];
}
