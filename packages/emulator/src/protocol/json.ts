import { decodeJson, encodeJson } from './json-values.ts';
import { onTheWire, Refusal, refusePath } from './refusal.ts';
import { JSON_SERVICES } from './services.ts';
import type { Protocol, WireResponse } from './wire.ts';

/** AWS JSON 1.1. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export const jsonProtocol: Protocol = {
  read({ path, headers }, body) {
    refusePath(path);
    const [target = '', operation = ''] = (headers['x-amz-target'] ?? '').split('.', 2);
    if (operation === '') {
      throw new Refusal('noOperation', 'The header X-Amz-Target names no operation.');
    }
    const service = JSON_SERVICES.find((each) => each.target === target);
    if (!service) {
      throw new Refusal(
        'notImplemented',
        `The emulator does not implement ${operation} of ${target}; it knows ${JSON_SERVICES.map((each) => each.target).join(', ')}.`,
      );
    }
    if (!headers['content-type']?.startsWith('application/x-amz-json-1.1')) {
      throw new Refusal('malformed', 'The content type of this request must be application/x-amz-json-1.1.');
    }
    return {
      service,
      operation,
      decode: (structure) => decodeJson(parse(body), structure, service.table),
    };
  },

  answer({ service, operation }, output, requestId) {
    const structure = service.table.operations[operation]?.output ?? null;
    const body = structure === null ? {} : encodeJson(output, structure, service.table);
    return respond(200, body, requestId);
  },

  refuse(refusal, service, requestId) {
    const { code, status } = onTheWire(refusal, 'json', service?.table.errors ?? {});
    return { ...respond(status, { __type: code, Message: refusal.message }, requestId), errorCode: code };
  },
};

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own message quotes the body, which may hold a secret.
    throw new Refusal('malformed', 'The request body is not JSON.');
  }
}

function respond(status: number, body: object, requestId: string): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  };
}
