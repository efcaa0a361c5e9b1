import { type Intercept, type Reply, reset } from './wire.ts';

/**
 * What can happen to a request:
 * - `refused`: AWS says no
 * - `lost reply`: the connection breaks after it was carried out
 * - `outage after`: the same, and nothing gets through from then on
 * - `crash after`: the program that sent it ends
 *
 * More of them, and every pair, strike on an account in memory in packages/rotate/test.
 */
export const FAULTS = ['refused', 'lost reply', 'outage after', 'crash after'] as const;
export type Fault = (typeof FAULTS)[number];

/** A fault that strikes once, at the request with that number, counted over all runs from 0. */
export interface FaultPlan {
  readonly intercept: Intercept;
  /** Ends what the fault did to the run; requests go through again. */
  endRun(): void;
  /** How many requests were made. */
  requests(): number;
  /** Resolves when the program is to be taken for dead. */
  crashed(): Promise<'crashed'>;
}

export function planFault(fault: Fault, index: number): FaultPlan {
  let count = 0;
  let outage = false;
  let crash = (): void => undefined;
  let crashed = new Promise<'crashed'>(() => undefined);
  const rearm = (): void => {
    crashed = new Promise((resolve) => (crash = () => resolve('crashed')));
  };
  rearm();

  const strike = async (operation: string, send: () => Promise<Reply>): Promise<Reply> => {
    if (fault === 'refused') return denied(operation);
    await send();
    if (fault === 'outage after') outage = true;
    if (fault !== 'crash after') throw reset();
    crash();
    // A dead program sends nothing more and hears nothing.
    return new Promise(() => undefined);
  };
  return {
    intercept: async (operation, send) => {
      const number = count++;
      if (outage) throw reset();
      return number === index ? strike(operation, send) : send();
    },
    endRun: () => {
      outage = false;
      rearm();
    },
    requests: () => count,
    crashed: () => crashed,
  };
}

/** What AWS answers to a call that it does not allow, in the protocol of the call's service. */
export function denied(operation: string): Reply {
  const isJson = operation.includes('Secret');
  const body = isJson
    ? '{"__type":"AccessDeniedException","message":"no"}'
    : '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>';
  return { response: { statusCode: isJson ? 400 : 403, headers: {}, body: new TextEncoder().encode(body) } };
}
