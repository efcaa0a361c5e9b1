import { LeastwiseError } from './errors.ts';

/**
 * An AWS SDK for JavaScript v3 client, by the part of its shape that leastwise uses. The SDK's own types are not named
 * so that core depends on nothing.
 */
export interface AwsClient {
  readonly config: object;
  send(command: AwsCommand<unknown>, options?: SendOptions): Promise<unknown>;
}

/** An AWS SDK for JavaScript v3 command whose reply is an `Output`. */
export interface AwsCommand<Output> {
  readonly middlewareStack: object;
  resolveMiddleware(
    stack: never,
    configuration: never,
    options: never,
  ): (input: never) => Promise<{ output: Output }>;
}

/** What the SDK knows of a call while it runs. */
export interface CallContext {
  /** `IAM`, `STS`, `SecretsManager` */
  readonly service: string;
  /** `CreateRole` */
  readonly operation: string;
}

type Next = (args: unknown) => Promise<unknown>;
type Middleware = (next: Next, context: object) => Next;
interface MiddlewareStack {
  add(middleware: Middleware, options: object): void;
  addRelativeTo(middleware: Middleware, options: object): void;
}
/** What leastwise passes beside a command. */
export interface SendOptions {
  readonly abortSignal?: AbortSignal;
}

/** How far a call got. */
export interface Progress {
  /** Which call it is; absent where the SDK did not even begin it. */
  context?: CallContext;
  /** The request was built and was about to be signed and sent. */
  built?: boolean;
}

/**
 * Carries an error past the SDK's retry middleware, which looks at an error's name, `$metadata`, `$retryable` and
 * `cause` to decide whether to try again. This one has none of them, so it is never tried again.
 */
class Once extends Error {
  readonly original: unknown;

  constructor(original: unknown) {
    super('single attempt');
    this.original = original;
  }
}

/**
 * Sends a command as exactly one HTTP request, whatever retries the client was configured with.
 * A per-send `maxAttempts` is ignored by the SDK and a client's configuration cannot be cloned, so the retry middleware
 * is kept from seeing anything retryable instead.
 */
export async function sendOnce<Output>(
  client: AwsClient,
  command: AwsCommand<Output>,
  progress: Progress,
  abortSignal: AbortSignal | undefined,
): Promise<Output> {
  if ('cacheMiddleware' in client.config && client.config.cacheMiddleware === true) {
    throw new LeastwiseError({
      code: 'CLIENT_CACHES_MIDDLEWARE',
      what: 'the AWS client was made with `cacheMiddleware: true`, which would let the SDK repeat calls on its own',
      hint: 'make the client without that option',
    });
  }
  const begin: Middleware = (next, sdkContext) => (args) => {
    progress.context = contextOf(sdkContext);
    return next(args);
  };
  const once: Middleware = (next) => async (args) => {
    progress.built = true;
    try {
      return await next(args);
    } catch (error) {
      throw new Once(error);
    }
  };
  // The boundary to the SDK: its middleware types are generic over every command and would have to be imported.
  const stack = command.middlewareStack as MiddlewareStack;
  stack.add(begin, { name: 'leastwiseBegin', step: 'initialize', priority: 'high', override: true });
  stack.addRelativeTo(once, {
    name: 'leastwiseOnce',
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    override: true,
  });
  try {
    return (await client.send(command, abortSignal ? { abortSignal } : {})) as Output;
  } catch (error) {
    throw error instanceof Once ? error.original : error;
  }
}

function contextOf(sdkContext: object): CallContext {
  const { clientName = '', commandName = '' } = sdkContext as {
    clientName?: string;
    commandName?: string;
  };
  return {
    service: clientName.replace(/Client$/, ''),
    operation: commandName.replace(/Command$/, ''),
  };
}
