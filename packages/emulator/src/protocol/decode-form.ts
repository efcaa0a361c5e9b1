import { fromBase64 } from './base64.ts';
import type { FormNode } from './form.ts';
import { Refusal } from './refusal.ts';
import type { ServiceTable, Type } from './table.ts';
import type { Members } from './wire.ts';

/**
 * Reads a structure from a form. Parameters that the structure does not have are ignored, as AWS does.
 *
 * @throws Refusal for a value that is not of its type.
 */
export function decodeForm(form: FormNode, structure: string, table: ServiceTable): Members {
  const members: Record<string, unknown> = {};
  const types = table.structures[structure]?.members ?? {};
  // Unlike Object.entries, this makes no lists.
  for (const name in types) {
    const [node, type] = [form.children.get(name), types[name]];
    if (node && type) members[name] = decode(node, type, name, table);
  }
  return members;
}

function decode(node: FormNode, type: Type, path: string, table: ServiceTable): unknown {
  switch (type.type) {
    case 'structure':
      return decodeForm(node, type.name, table);
    case 'list':
      return numbered(node.children.get('member')).map((item) => decode(item, type.of, path, table));
    case 'map':
      return Object.fromEntries(
        numbered(node.children.get('entry')).map((entry) => [
          entry.children.get('key')?.value ?? '',
          decode(entry.children.get('value') ?? { children: new Map() }, type.of, path, table),
        ]),
      );
    default:
      return decodeText(node.value ?? '', type.type, path);
  }
}

/** The nodes `1`, `2`, `3` in the order of their numbers. */
function numbered(node: FormNode | undefined): FormNode[] {
  return [...(node?.children ?? [])]
    .filter(([step]) => /^\d+$/.test(step))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, item]) => item);
}

function decodeText(
  text: string,
  type: 'string' | 'number' | 'boolean' | 'timestamp' | 'blob',
  path: string,
): unknown {
  switch (type) {
    case 'string':
      return text;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : notA('a number', path);
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : notA('a boolean', path));
    case 'timestamp': {
      const milliseconds = Date.parse(text);
      return Number.isNaN(milliseconds) ? notA('a timestamp', path) : milliseconds;
    }
    case 'blob':
      return fromBase64(text) ?? notA('base64 text', path);
  }
}

function notA(what: string, path: string): never {
  throw new Refusal('malformed', `The value of ${path} is not ${what}.`);
}
