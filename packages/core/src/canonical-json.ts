import { LeastwiseError } from './errors.ts';

/**
 * JSON with sorted keys and no white space: equal values give equal bytes, whatever order their keys were written in.
 * Follows the JSON Canonicalization Scheme (RFC 8785); members that are `undefined` are left out, as in `JSON.stringify`.
 *
 * @throws LeastwiseError `NOT_JSON` for what JSON cannot hold: a function, a symbol, a bigint, NaN, infinity, a lone
 * surrogate, `undefined` in an array, or a value that contains itself.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', []);
}

function write(value: unknown, path: string, within: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, path);
    case 'number':
      if (!Number.isFinite(value)) throw notJson(String(value), path);
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : writeObject(value, path, within);
    default:
      throw notJson(typeof value, path);
  }
}

function writeString(value: string, path: string): string {
  if (/[\uD800-\uDFFF]/u.test(value)) throw notJson('a lone surrogate', path);
  return JSON.stringify(value);
}

function writeObject(value: object, path: string, within: readonly object[]): string {
  if (within.includes(value)) throw notJson('a value that contains itself', path);
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return write((value.toJSON as () => unknown)(), path, [...within, value]);
  }
  const inner = [...within, value];
  if (Array.isArray(value))
    return `[${Array.from(value, (item, i) => write(item, `${path}[${i}]`, inner)).join()}]`;
  // The default order of sort() is by UTF-16 code units, which is the order RFC 8785 asks for.
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${writeString(key, path)}:${write(member, `${path}.${key}`, inner)}`);
  return `{${members.join()}}`;
}

function notJson(what: string, path: string): LeastwiseError {
  return new LeastwiseError({ code: 'NOT_JSON', what: `${what} cannot be written as JSON`, path });
}
