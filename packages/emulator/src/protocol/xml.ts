import { toBase64 } from './base64.ts';
import type { ServiceTable, Type } from './table.ts';
import type { Members } from './wire.ts';

/** An element around content that is XML already. */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** Text as XML content. A carriage return is escaped because parsers turn a bare one into a line feed. */
export function escapeXml(text: string): string {
  return SPECIAL.test(text)
    ? text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character)
    : text;
}

/** Most texts have none of these. */
const SPECIAL = /[&<>"\r]/;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

/**
 * The content of the element that holds `value`. The handlers' types are those of the table, so a value is what its
 * type says.
 */
export function encodeXml(type: Type, value: unknown, table: ServiceTable): string {
  switch (type.type) {
    case 'structure':
      return encodeStructure(type.name, value as Members, table);
    case 'list':
      return (value as readonly unknown[])
        .map((item) => element('member', encodeXml(type.of, item, table)))
        .join('');
    case 'map':
      return Object.entries(value as Members)
        .map(([key, item]) => {
          const entry = element('key', escapeXml(key)) + element('value', encodeXml(type.of, item, table));
          return element('entry', entry);
        })
        .join('');
    case 'timestamp':
      // IAM and STS give whole seconds.
      return `${new Date(value as number).toISOString().slice(0, 19)}Z`;
    case 'blob':
      return toBase64(value as Uint8Array);
    default:
      return escapeXml(String(value));
  }
}

function encodeStructure(name: string, value: Members, table: ServiceTable): string {
  const types = table.structures[name]?.members ?? {};
  let content = '';
  // Unlike Object.entries, this makes no lists.
  for (const member in types) {
    const [type, item] = [types[member], value[member]];
    if (type && item !== undefined) content += element(member, encodeXml(type, item, table));
  }
  return content;
}
