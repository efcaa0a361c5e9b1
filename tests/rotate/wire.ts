import type { ClientConfig } from '@leastwise/emulator';

type RequestHandler = ClientConfig['requestHandler'];
type Request = Parameters<RequestHandler['handle']>[0];
export type Reply = Awaited<ReturnType<RequestHandler['handle']>>;

/**
 * Stands between the SDK and the emulator: sees every HTTP request, and may carry it out, delay it, lose it or its reply. `operation` is the
 * operation's name and, where that says little, what it is about: `PutSecretValue AWSPENDING`. `sender` is the access key id that signed.
 */
export type Intercept = (operation: string, send: () => Promise<Reply>, sender: string) => Promise<Reply>;

/** A client's settings with every request going through `intercept`. */
export function intercepted(config: ClientConfig, intercept: Intercept): ClientConfig {
  const { requestHandler } = config;
  return {
    ...config,
    requestHandler: {
      ...requestHandler,
      handle: (request, options) =>
        intercept(
          operationOf(request),
          () => requestHandler.handle(request, options),
          config.credentials.accessKeyId,
        ),
    },
  };
}

function operationOf({ headers, body }: Request): string {
  const target = headers['x-amz-target'];
  if (target === undefined) {
    const form = new URLSearchParams(textOf(body));
    return [form.get('Action'), form.get('Status')].filter(Boolean).join(' ');
  }
  const input = JSON.parse(textOf(body)) as { VersionStages?: string[]; VersionStage?: string };
  const labels = [...(input.VersionStages ?? []), input.VersionStage ?? ''];
  return [target.replace(/^.*\./, ''), ...labels].filter(Boolean).join(' ');
}

export function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : '';
}

/** Lets a request pass through several, the first one outermost. */
export function chain(...intercepts: readonly Intercept[]): Intercept {
  return intercepts.reduceRight(
    (inner, outer) => (operation, send, sender) =>
      outer(operation, () => inner(operation, send, sender), sender),
  );
}

/** What Node gives when the other side hangs up. */
export function reset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}
