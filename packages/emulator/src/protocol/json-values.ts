import { fromBase64, toBase64 } from './base64.ts';
import { Refusal } from './refusal.ts';
import type { ServiceTable, Type } from './table.ts';
import type { Members } from './wire.ts';

/**
 * Reads a structure from parsed JSON. Members that the structure does not have are ignored, as AWS does, and so is `null`.
 *
 * @throws Refusal for a value that is not of its type.
 */
export function decodeJson(value: unknown, structure: string, table: ServiceTable): Members {
  return decodeStructure(value, structure, 'request', table);
}

function decodeStructure(value: unknown, structure: string, path: string, table: ServiceTable): Members {
  if (!isObject(value)) throw notA('an object', path);
  const members: Record<string, unknown> = {};
  const types = table.structures[structure]?.members ?? {};
  // Unlike Object.entries, this makes no lists.
  for (const name in types) {
    const [type, member] = [types[name], Object.hasOwn(value, name) ? value[name] : undefined];
    if (type && member !== undefined && member !== null) members[name] = decode(member, type, name, table);
  }
  return members;
}

function decode(value: unknown, type: Type, path: string, table: ServiceTable): unknown {
  switch (type.type) {
    case 'structure':
      return decodeStructure(value, type.name, path, table);
    case 'list':
      if (!Array.isArray(value)) throw notA('a list', path);
      return value.map((item: unknown) => decode(item, type.of, path, table));
    case 'map':
      if (!isObject(value)) throw notA('an object', path);
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, decode(item, type.of, path, table)]),
      );
    case 'timestamp':
      if (typeof value !== 'number') throw notA('a number of seconds', path);
      return Math.round(value * 1000);
    case 'blob': {
      const bytes = typeof value === 'string' ? fromBase64(value) : undefined;
      if (!bytes) throw notA('base64 text', path);
      return bytes;
    }
    default:
      if (typeof value !== type.type) throw notA(`a ${type.type}`, path);
      return value;
  }
}

/** Writes a structure as a value for `JSON.stringify`. */
export function encodeJson(value: Members, structure: string, table: ServiceTable): Members {
  const members: Record<string, unknown> = {};
  const types = table.structures[structure]?.members ?? {};
  for (const name in types) {
    const [type, member] = [types[name], value[name]];
    if (type && member !== undefined) members[name] = encode(member, type, table);
  }
  return members;
}

function encode(value: unknown, type: Type, table: ServiceTable): unknown {
  switch (type.type) {
    case 'structure':
      return encodeJson(value as Members, type.name, table);
    case 'list':
      return (value as readonly unknown[]).map((item) => encode(item, type.of, table));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as Members).map(([key, item]) => [key, encode(item, type.of, table)]),
      );
    case 'timestamp':
      return (value as number) / 1000;
    case 'blob':
      return toBase64(value as Uint8Array);
    default:
      return value;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notA(what: string, path: string): Refusal {
  return new Refusal('malformed', `The value of ${path} is not ${what}.`);
}
