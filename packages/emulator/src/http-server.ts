import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { LeastwiseError } from '@leastwise/core';
import { answer, LARGEST_OBJECT, type World } from './endpoint.ts';
import type { Headers, WireResponse } from './protocol/wire.ts';
import { answerUnreadable } from './unreadable.ts';

/** An HTTP server, on the loopback interface unless it was told otherwise. */
export interface AwsServer {
  /** `http://<host>:<port>`: an SDK client's `endpoint`, or `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Stops listening and ends every connection, idle or not. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Where a server listens, and how patient it is. */
export interface ListenOptions {
  /** A free one unless said otherwise. */
  readonly port?: number | undefined;
  /** `127.0.0.1` unless said otherwise. Whoever reaches another address can send requests. */
  readonly host?: string | undefined;
  /** In milliseconds: how long a client may take to send a request; half a minute unless said otherwise. */
  readonly requestTimeout?: number | undefined;
}

/** In milliseconds: how often it is looked for clients that take too long. */
const CHECKS = 500;

/**
 * Serves a world over HTTP.
 *
 * @throws LeastwiseError `CANNOT_LISTEN`
 */
export async function listen(world: World, options: ListenOptions): Promise<AwsServer> {
  const { port = 0, host = LOOPBACK, requestTimeout = 30_000 } = options;
  const limits = { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval: CHECKS };
  const server = createServer(limits, (request, response) => {
    serve(world, request, response).catch(() => response.destroy());
  });
  server.on('clientError', answerUnreadable);
  const bound = await bind(server, port, host);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function bind(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(cannotListen(error, port, host));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

const ANOTHER_PORT = 'choose another port, or 0 for one that is free';
const OWN_ADDRESS = `name an address of this machine; ${LOOPBACK} is reached from here alone`;

/** What the system says, and what to do. */
const REASONS: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  EADDRINUSE: ['another program listens there', ANOTHER_PORT],
  EACCES: ['the system does not allow it', ANOTHER_PORT],
  EADDRNOTAVAIL: ['this machine has no such address', OWN_ADDRESS],
  ENOTFOUND: ['there is no such host', OWN_ADDRESS],
};

function cannotListen(cause: NodeJS.ErrnoException, port: number, host: string): LeastwiseError {
  const [what, hint] = REASONS[cause.code ?? ''] ?? [cause.message, ANOTHER_PORT];
  return new LeastwiseError({
    code: 'CANNOT_LISTEN',
    what: `cannot listen on \`${host}:${port}\`: ${what}`,
    hint,
    cause,
  });
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const { method = 'GET', url = '/', socket } = request;
  const mark = url.indexOf('?');
  const [path, query] = mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  const sourceIp = socket.remoteAddress ?? LOOPBACK;
  const headers = headersOf(request);
  const answered = await answer(world, { method, path, query, headers, body, secure: false, sourceIp });
  await othersAreRead();
  write(response, answered);
}

/**
 * Waits until the requests that have come by now are read. Every answer wakes its client, which can take the machine longer than
 * the answer took: clients that ask at the same time are woken one after the other, and not between the requests of the others.
 */
function othersAreRead(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** By lower-case name, as Node gives them. It joins those that came more than once, but for one that no client sends. */
function headersOf({ headers }: IncomingMessage): Headers {
  return hasNoLists(headers) ? headers : { ...headers, 'set-cookie': headers['set-cookie']?.join() };
}

function hasNoLists(headers: IncomingHttpHeaders): headers is IncomingHttpHeaders & Headers {
  return headers['set-cookie'] === undefined;
}

/**
 * The body, or as much of it as shows that it is too large. The rest is read and dropped, because a client that is
 * still sending does not see the answer; the request timeout bounds how long that can take.
 */
function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    // Events, because reading by `for await` takes a good part of a small request's time.
    request.on('data', (chunk: Uint8Array) => {
      if (length <= LARGEST_OBJECT) chunks.push(chunk);
      length += chunk.length;
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function write(response: ServerResponse, { status, headers, body }: WireResponse): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}
