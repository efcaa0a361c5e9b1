import { DOMParser } from '@xmldom/xmldom';
import { element, escapeXml } from '../protocol/xml.ts';
import { malformedXml } from './errors.ts';
import type { S3Response } from './request.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** What an element holds: text, or elements in their order. */
export type Content =
  string | number | boolean | readonly (readonly [name: string, content: Content | undefined])[];

/** An answer in XML. Members without content are left out. */
export function xmlAnswer(root: string, content: Content): S3Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${write(content)}</${root}>`;
  return { headers: { 'content-type': 'application/xml' }, body };
}

function write(content: Content): string {
  if (typeof content !== 'object') return escapeXml(String(content));
  return content.map(([name, inner]) => (inner === undefined ? '' : element(name, write(inner)))).join('');
}

/**
 * Reads a body in XML.
 *
 * @throws Refusal MalformedXML
 */
export function readXml(body: Uint8Array, root: string): Element {
  const refuse = (): never => {
    throw malformedXml();
  };
  const text = new TextDecoder().decode(body);
  // Entities are not declared in what S3 takes, and could grow without end.
  if (text.includes('<!')) refuse();
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  const found = text.trim() === '' ? null : parser.parseFromString(text, 'text/xml').documentElement;
  if (found?.localName !== root) throw malformedXml();
  return found;
}

/** The elements of this name directly within another. */
export function childrenOf(parent: Element, name: string): Element[] {
  return Array.from(parent.childNodes).filter(
    (node): node is Element => node.nodeType === 1 && (node as Element).localName === name,
  );
}

/** The text of the first element of this name. */
export function textOf(parent: Element, name: string): string | undefined {
  return childrenOf(parent, name)[0]?.textContent ?? undefined;
}
