import { answer, type World } from './endpoint.ts';
import type { Headers } from './protocol/wire.ts';

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
  body: Uint8Array | ReadableStream;
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
      const sent = request.body;
      const {
        status,
        headers: answered,
        body,
      } = await answer(world, {
        method: request.method ?? 'POST',
        path: request.path ?? '/',
        query: queryOf(request.query),
        headers: lowerCased(request.headers),
        body: typeof sent === 'string' || sent instanceof Uint8Array ? sent : await bodyOf(sent),
        secure: true,
        sourceIp: '127.0.0.1',
      });
      const bytes = typeof body === 'string' ? encoder.encode(body) : body;
      // As a server would say it; of what has no body, the answer says it itself.
      const sized = { 'content-length': String(bytes.length), ...answered };
      return { response: { statusCode: status, headers: sized, body: bodyFor(bytes, typeof body) } };
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

function lowerCased(headers: SdkRequest['headers']): Headers {
  const lower: Record<string, string> = {};
  // Unlike Object.entries, this makes no lists.
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) lower[name.toLowerCase()] = value;
  }
  return lower;
}

/** A body that is neither text nor bytes: for an object of S3, clients send a stream. */
async function bodyOf(body: unknown): Promise<string | Uint8Array> {
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (!isIterable(body)) return '';
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of body) {
    chunks.push(typeof chunk === 'string' ? encoder.encode(chunk) : Uint8Array.from(chunk));
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function isIterable(body: unknown): body is AsyncIterable<string | Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** The S3 client wants its objects as a stream, and takes none but the platform's own; everything else is read as bytes. */
function bodyFor(bytes: Uint8Array, kind: string): SdkResponse['body'] {
  return kind === 'string' ? bytes : new Blob([Uint8Array.from(bytes)]).stream();
}

/** By this name the SDK knows that the user, not the network, ended the request. */
function aborted(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}
