import { Readable } from 'node:stream';
import type { Clock } from '@leastwise/core';

/** What the endpoint does with one request: answer it, or fail as the network would. */
export type Scripted = Reply | Error;

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ScriptedEndpoint {
  /** Goes into an SDK client as its `requestHandler`. */
  readonly requestHandler: {
    readonly metadata: { readonly handlerProtocol: string };
    handle(request: unknown): Promise<{ response: Answer }>;
    updateHttpClientConfig(): void;
    httpHandlerConfigs(): object;
  };
  /** How many HTTP requests have arrived. */
  requests(): number;
}

interface Answer {
  readonly statusCode: number;
  readonly reason: string;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

/** An endpoint that plays its script one request at a time and repeats the last entry for ever. */
export function scriptedEndpoint(...script: [Scripted, ...Scripted[]]): ScriptedEndpoint {
  let arrived = 0;
  return {
    requests: () => arrived,
    requestHandler: {
      metadata: { handlerProtocol: 'http/1.1' },
      handle: async () => {
        const step = script[Math.min(arrived++, script.length - 1)] ?? script[0];
        if (step instanceof Error) throw step;
        const { status, body, headers = {} } = step;
        const answer = {
          statusCode: status,
          reason: '',
          headers: { ...headers },
          body: Readable.from([Buffer.from(body)]),
        };
        return { response: answer };
      },
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    },
  };
}

/** What IAM and STS answer when all is well. */
export function queryReply(operation: string, result: string): Reply {
  const body = `<${operation}Response><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></${operation}Response>`;
  return { status: 200, body };
}

/** What IAM and STS answer when not. */
export function queryError(code: string, message = '', status = 400): Reply {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-2</RequestId></ErrorResponse>`;
  return { status, body };
}

/** What Secrets Manager answers when not. */
export function jsonError(code: string, message = '', status = 400): Reply {
  return {
    status,
    body: JSON.stringify({ __type: code, message }),
    headers: { 'content-type': 'application/x-amz-json-1.1' },
  };
}

/** A failure of the network, as Node reports it. */
export function networkError(code: string): Error {
  return Object.assign(new Error(`network: ${code}`), { code });
}

export interface HandClock extends Clock {
  /** Every sleep so far, in milliseconds. */
  readonly slept: readonly number[];
}

/** A clock on which sleeping is instant and moves the time. */
export function handClock(): HandClock {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
  };
}
