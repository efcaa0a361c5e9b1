import { answer, type World } from './endpoint.ts';

/** What an AWS SDK client gives to its request handler, by the part that is used. */
interface SdkRequest {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** A `requestHandler` for AWS SDK for JavaScript v3 clients. The SDK's own types are not named, so that it is not needed. */
export interface RequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: { readonly aborted: boolean } },
  ): Promise<{ response: SdkResponse }>;
  updateHttpClientConfig(key: never, value: never): void;
  httpHandlerConfigs(): object;
  destroy(): void;
}

const encoder = new TextEncoder();

/** Makes the handler that answers SDK clients in their own process, without a port. */
export function createRequestHandler(world: World): RequestHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request, options = {}) {
      if (options.abortSignal?.aborted) throw aborted();
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const {
        status,
        headers: answered,
        body,
      } = await answer(world, {
        method: request.method ?? 'POST',
        path: request.path ?? '/',
        query: queryOf(request.query),
        headers,
        body: bodyOf(request.body),
        secure: true,
        sourceIp: '127.0.0.1',
      });
      return { response: { statusCode: status, headers: answered, body: encoder.encode(body) } };
    },
    // There is no connection to configure, keep or close.
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
}

function queryOf(query: SdkRequest['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === null ? [name] : [value].flat().map((each) => `${escape(name)}=${escape(each)}`),
  );
  return pairs.join('&');
}

/** As in RFC 3986, which signatures go by. */
function escape(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The services' clients send text or bytes; none of them streams. */
function bodyOf(body: unknown): string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array ? body : '';
}

/** By this name the SDK knows that the user, not the network, ended the request. */
function aborted(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}
