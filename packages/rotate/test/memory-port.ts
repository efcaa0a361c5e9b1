import { type CallerOptions, type CallKind, type Caller, LeastwiseError } from '@leastwise/core';
import type { RotateOptions } from '../src/context.ts';
import type { MakeCaller } from '../src/port.ts';
import type { Account } from './account.ts';
import { carryOut, type Request } from './operations.ts';
import { Crash, Lost } from './refusal.ts';

/**
 * Stands between a rotation and the account: sees every request, and may carry it out, delay it, lose it or its reply, refuse it, or
 * end the program that sent it.
 */
export type Wire = (request: Request, carryOut: () => unknown) => unknown;

/** How long a request takes. */
const LATENCY = 20;

/**
 * What a rotation calls AWS with in a test: the semantics of core's caller (what is repeated, what a failure is called) on an account
 * in memory, without an SDK client's serialisation.
 */
export function memoryPort(account: Account, wire: Wire): MakeCaller {
  return (options, onDate) => {
    const sendAs =
      (kind: CallKind): Caller['read'] =>
      async <Output>(client: object, command: object): Promise<Output> => {
        const reply = await call(kind, requestOf(client, command), options, account, wire);
        onDate(account.clock.now());
        // The boundary to the SDK: the account answers as AWS does.
        return reply as Output;
      };
    return { read: sendAs('read'), write: sendAs('write'), create: sendAs('create') };
  };
}

/** Clients that are never sent anything; the one for STS knows who it is. */
export function memoryClients(): Pick<RotateOptions, 'iam' | 'secretsManager' | 'stsFor'> {
  const send = (): Promise<never> => Promise.reject(new Error('a request went around the port'));
  // The boundary to the SDK: the port looks at commands alone.
  const client = { send } as never;
  return { iam: client, secretsManager: client, stsFor: (sender) => ({ sender, send }) as never };
}

function requestOf(client: object, command: object): Request {
  // The boundary to the SDK: every command has its input, and is of a class named after its operation.
  const { input } = command as { input: Request['input'] };
  const { sender } = client as Pick<Request, 'sender'>;
  const operation = command.constructor.name.slice(0, -'Command'.length);
  return sender ? { operation, input, sender } : { operation, input };
}

async function call(
  kind: CallKind,
  request: Request,
  { onEvent, signal, patience = 120_000 }: CallerOptions,
  account: Account,
  wire: Wire,
): Promise<unknown> {
  const { clock } = account;
  const started = clock.now();
  const { operation } = request;
  for (let attempt = 1; ; attempt++) {
    if (signal?.aborted === true) throw failure('ABORTED', operation);
    const report = (outcome: 'ok' | 'retry' | 'failed'): void =>
      onEvent?.({ type: 'call', service: '', operation, kind, attempt, outcome, milliseconds: LATENCY });
    clock.advance(LATENCY);
    try {
      const pending = wire(request, () => carryOut(account, request));
      const reply = pending instanceof Promise ? ((await pending) as unknown) : pending;
      report('ok');
      return reply;
    } catch (error) {
      if (error instanceof Crash) throw error;
      const throttled = error instanceof Error && error.name === 'Throttling';
      const isCurable = throttled || (error instanceof Lost && kind !== 'create');
      const delay = Math.min(250 * 2 ** attempt, 2_000);
      if (!isCurable || clock.now() - started + delay > patience) {
        report('failed');
        throw failureOf(error, operation);
      }
      report('retry');
      clock.advance(delay);
    }
  }
}

function failureOf(error: unknown, operation: string): LeastwiseError {
  const name = error instanceof Error ? error.name : '';
  if (error instanceof Lost) return failure('OUTCOME_UNKNOWN', operation);
  if (name === 'Throttling') return failure('THROTTLED', operation, error);
  if (name === 'AccessDenied') return failure('ACCESS_DENIED', operation, error);
  const isIdentity = name === 'InvalidClientTokenId' || name === 'SignatureDoesNotMatch';
  return failure(isIdentity ? 'CREDENTIALS_NOT_ACCEPTED' : 'AWS_REFUSED', operation, error);
}

function failure(code: string, operation: string, cause?: unknown): LeastwiseError {
  return new LeastwiseError({ code, what: `${operation} failed`, path: operation, cause });
}
