import { DOMParser } from '@xmldom/xmldom';
import { Refusal } from '../protocol/refusal.ts';

const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';

/**
 * Parses XML that comes from outside.
 *
 * @throws Refusal for what is not well-formed, and for a document type, which could define entities.
 */
function parseXml(text: string): Document {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw invalid('The document holds a document type definition.');
  const stop = (): never => {
    throw invalid('The document is not well-formed XML.');
  };
  const parser = new DOMParser({ errorHandler: { warning: () => undefined, error: stop, fatalError: stop } });
  const document = parser.parseFromString(text, 'text/xml');
  // The parser gives nothing for what holds no element, whatever its type says.
  return (document as Document | undefined)?.documentElement ? document : stop();
}

/** What the metadata of an identity provider says of it. */
export interface ProviderMetadata {
  readonly entityId: string;
  /** In PEM form. */
  readonly certificates: readonly string[];
}

export function readMetadata(text: string): ProviderMetadata {
  const root = parseXml(text).documentElement;
  const keys = elements(root, METADATA, 'KeyDescriptor').filter((key) =>
    ['', 'signing'].includes(key.getAttribute('use') ?? ''),
  );
  const certificates = keys.flatMap((key) =>
    elements(key, SIGNATURE, 'X509Certificate').map((each) => toPem(each.textContent)),
  );
  return { entityId: root.getAttribute('entityID') ?? '', certificates };
}

function toPem(base64: string): string {
  const lines = base64.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/**
 * The part of a SAML response that its signature covers, and nothing else of it: what stands beside it, anyone may have added.
 *
 * @throws Refusal InvalidIdentityToken
 */
export async function signedAssertion(response: string, certificates: readonly string[]): Promise<Element> {
  const document = parseXml(response);
  const signatures = elements(document.documentElement, SIGNATURE, 'Signature');
  if (signatures.length === 0) throw invalid('The SAML response is not signed.');
  for (const signature of signatures) {
    for (const certificate of certificates) {
      const [covered] = await coveredBy(signature, response, certificate);
      const root = covered === undefined ? undefined : parseXml(covered).documentElement;
      const found = root && assertionIn(root);
      if (found) return found;
    }
  }
  throw invalid('Response signature invalid');
}

/** Loaded when it is needed, because few programs sign in by SAML. */
async function coveredBy(
  signature: Element,
  response: string,
  publicCert: string,
): Promise<readonly string[]> {
  const { SignedXml } = await import('xml-crypto');
  // A key that comes with the signature proves nothing.
  const checker = new SignedXml({ publicCert, getCertFromKeyInfo: () => null });
  try {
    checker.loadSignature(signature);
    return checker.checkSignature(response) ? checker.getSignedReferences() : [];
  } catch {
    return [];
  }
}

function assertionIn(root: Element): Element | undefined {
  if (root.namespaceURI === ASSERTION && root.localName === 'Assertion') return root;
  const [assertion, ...more] = elements(root, ASSERTION, 'Assertion');
  return more.length === 0 ? assertion : undefined;
}

/** Elements of the SAML namespace inside of another. */
export function samlElements(parent: Element, name: string): readonly Element[] {
  return elements(parent, ASSERTION, name);
}

function elements(parent: Element, namespace: string, name: string): readonly Element[] {
  return Array.from(parent.getElementsByTagNameNS(namespace, name));
}

function invalid(message: string): Refusal {
  return new Refusal('InvalidIdentityToken', message);
}
