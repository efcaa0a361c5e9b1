import { IAMClient } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '@leastwise/core';
import { createAws } from '@leastwise/emulator';
import {
  type Account,
  apply,
  type ApplyOutcome,
  diff,
  type DiffOptions,
  readAccount,
  type Stack,
} from '../src/index.ts';

type Handler = ReturnType<ReturnType<typeof createAws>['rootClientConfig']>['requestHandler'];
type Handle = Handler['handle'];
type Reply = Awaited<ReturnType<Handle>>;

/** What to do with one request instead of answering it. */
export type Interference = (operation: string, answer: () => Promise<Reply>, body: string) => Promise<Reply>;

/** An emulated account, its clients, and a record of what they asked for. */
export interface Cloud {
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly secretsManager: SecretsManagerClient;
  /** What reading is given where it is to ask for tags together; `read` and `bring` do without. */
  readonly tagging: ResourceGroupsTaggingAPIClient;
  /** The operations asked for, in order. */
  readonly operations: string[];
  /** Set to interfere with the requests that follow. */
  interfere: Interference | undefined;
  read(scope?: Stack): Promise<Account>;
  /** Reads, plans and applies. */
  bring(stack: Stack, options?: DiffOptions): Promise<ApplyOutcome>;
}

export function openCloud(): Cloud {
  // Policies are judged where that is what a test is about; here it would only take time.
  const config = createAws({ unsafeWithoutEnforcement: true }).rootClientConfig();
  const { requestHandler } = config;
  const handle: Handle = (request, options) => {
    const body = textOf(request.body);
    const target = request.headers['x-amz-target']?.split('.')[1];
    const operation = target ?? new URLSearchParams(body).get('Action') ?? '';
    cloud.operations.push(operation);
    const answer = (): Promise<Reply> => requestHandler.handle(request, options);
    return cloud.interfere === undefined ? answer() : cloud.interfere(operation, answer, body);
  };
  const watched = { ...config, requestHandler: { ...requestHandler, handle } };
  const clients = { iam: new IAMClient(watched), sts: new STSClient(watched) };
  const secretsManager = new SecretsManagerClient(watched);
  const hurry = { clock: swiftClock(), random: () => 0 };
  const cloud: Cloud = {
    ...clients,
    secretsManager,
    tagging: new ResourceGroupsTaggingAPIClient(watched),
    operations: [],
    interfere: undefined,
    read: (scope) => readAccount(clients, { ...hurry, ...(scope === undefined ? {} : { scope }) }),
    bring: async (stack, options) =>
      apply(diff(stack, await cloud.read(stack), options), { ...clients, secretsManager, ...hurry }),
  };
  return cloud;
}

function textOf(body: unknown): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);
}

/** A clock whose time passes only while someone sleeps, and then at once. */
export function swiftClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    sleep: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

/** What Node reports where nobody listens: the request was surely not carried out, and nobody tries again. */
export function dead(): Error {
  return Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
}

/** What Node reports where the connection broke: nobody knows whether the request was carried out. */
export function cutOff(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

/** An error as IAM answers it. */
export function refusal(statusCode: number, code: string, message: string): Reply {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`;
  return {
    response: { statusCode, headers: { 'content-type': 'text/xml' }, body: new TextEncoder().encode(body) },
  };
}

/** An answer as IAM gives it, with this in its result. */
export function answered(operation: string, result: string): Reply {
  const body = `<${operation}Response><${operation}Result>${result}<IsTruncated>false</IsTruncated></${operation}Result></${operation}Response>`;
  return {
    response: {
      statusCode: 200,
      headers: { 'content-type': 'text/xml' },
      body: new TextEncoder().encode(body),
    },
  };
}

export function isWrite(operation: string): boolean {
  return !/^(Get|List)/.test(operation);
}
