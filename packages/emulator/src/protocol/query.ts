import { decodeForm } from './decode-form.ts';
import { parseForm } from './form.ts';
import { onTheWire, Refusal, refusePath } from './refusal.ts';
import { QUERY_SERVICES } from './services.ts';
import type { Protocol, WireResponse } from './wire.ts';
import { element, encodeXml, escapeXml } from './xml.ts';

/** AWS Query: a form in, XML out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const queryProtocol: Protocol = {
  read({ method, path, query, headers }, body) {
    refusePath(path);
    // Presigned addresses hold the form in their query: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
    const isGet = method === 'GET';
    if (!isGet && !headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
      throw new Refusal(
        'malformed',
        'The emulator takes AWS Query requests (content type application/x-www-form-urlencoded) and AWS JSON requests (with the header X-Amz-Target).',
      );
    }
    const form = parseForm(isGet ? query : body);
    const operation = form.children.get('Action')?.value ?? '';
    const version = form.children.get('Version')?.value ?? '';
    if (operation === '') {
      throw new Refusal('noOperation', 'The request names no operation: the parameter Action is missing.');
    }
    const service = QUERY_SERVICES.find((each) => each.version === version);
    if (!service) {
      throw new Refusal(
        'notImplemented',
        `The emulator does not implement ${operation} of version ${version || '(none given)'}; it knows ${KNOWN_VERSIONS}.`,
      );
    }
    return { service, operation, decode: (structure) => decodeForm(form, structure, service.table) };
  },

  answer({ service, operation }, output, requestId) {
    const structure = service.table.operations[operation]?.output ?? null;
    const result =
      structure === null
        ? ''
        : element(
            `${operation}Result`,
            encodeXml({ type: 'structure', name: structure }, output, service.table),
          );
    const metadata = element('ResponseMetadata', element('RequestId', requestId));
    return respond(200, `${operation}Response`, namespaceOf(service.id), result + metadata, requestId);
  },

  refuse(refusal, service, requestId) {
    const { code, status } = onTheWire(refusal, 'query', service?.table.errors ?? {});
    const error =
      element('Type', status < 500 ? 'Sender' : 'Receiver') +
      element('Code', code) +
      element('Message', escapeXml(refusal.message));
    const content = element('Error', error) + element('RequestId', requestId);
    const response = respond(status, 'ErrorResponse', namespaceOf(service?.id), content, requestId);
    return { ...response, errorCode: code };
  },
};

const KNOWN_VERSIONS = QUERY_SERVICES.map(({ id, version }) => `${version} (${id})`).join(' and ');

function namespaceOf(service: string | undefined): string | undefined {
  return QUERY_SERVICES.find(({ id }) => id === service)?.xmlNamespace;
}

function respond(
  status: number,
  root: string,
  namespace: string | undefined,
  content: string,
  requestId: string,
): WireResponse {
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<${root}${attribute}>${content}</${root}>`,
  };
}
