import { fromBase64 } from '../protocol/base64.ts';
import type { Json } from './encode.ts';

/** The opposite of `encode`. */
export function decode(json: Json): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (isList(json)) return json.map(decode);
  const { $map, $bytes, $absent } = json;
  if ($absent === true) return undefined;
  if (typeof $bytes === 'string') return fromBase64($bytes);
  if ($map !== undefined && isList($map)) return new Map($map.map(pair));
  return Object.fromEntries(
    Object.entries(json).map(([name, each]) => [name.replace(/^\$\$/, '$'), decode(each)]),
  );
}

function pair(entry: Json): readonly [unknown, unknown] {
  const [key = null, value = null] = isList(entry) ? entry : [];
  return [decode(key), decode(value)];
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
