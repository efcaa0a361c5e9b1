import { toBase64 } from '../protocol/base64.ts';

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * State as JSON: a map is `{ "$map": [[key, value], ...] }`, bytes are `{ "$bytes": "<base64>" }`, and a value of a map that is not
 * there is `{ "$absent": true }`. Absent members of objects are left out. A member whose own name begins with `$` gets another `$` before
 * it: names of metadata are the user's.
 */
export function encode(value: unknown): Json {
  if (value === undefined) return { $absent: true };
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return value;
  if (value instanceof Uint8Array) return { $bytes: toBase64(value) };
  if (value instanceof Map) return { $map: Array.from(value, (entry) => entry.map(encode)) };
  if (Array.isArray(value)) return value.map(encode);
  if (!isPlain(value))
    throw new TypeError(`state cannot hold this: ${Object.prototype.toString.call(value)}`);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [name.replace(/^\$/, '$$$$'), encode(each)]),
  );
}

/** Whatever else JSON would take for an empty object would be lost without a word. */
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
