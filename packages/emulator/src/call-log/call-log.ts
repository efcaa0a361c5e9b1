import { checkMethodOptions } from '../check-options.ts';
import type { Ruling } from '../authorization/guard.ts';
import type { Identity } from '../authentication/authenticate.ts';
import type { FaultEffect } from '../faults/fault.ts';
import { wildcard } from '../faults/wildcard.ts';
import type { WireRequest } from '../protocol/wire.ts';
import type { CallFilter, CallLog, RecordedCall, RecordedPermission } from './recorded-call.ts';
import { permissionOf } from './permission.ts';

/** What becomes known of a call while it is carried out. */
export interface Draft {
  operation: string | undefined;
  parameters: Readonly<Record<string, unknown>>;
  identity: Identity | undefined;
  faults: readonly FaultEffect['kind'][];
  readonly note: (ruling: Ruling) => void;
  readonly end: (outcome: RecordedCall['outcome'], error?: RecordedCall['error']) => void;
}

/** The log as the endpoint sees it. */
export interface Recorder {
  readonly log: CallLog;
  readonly begin: (requestId: string, now: number, request: WireRequest) => Draft;
}

/** So many calls are remembered at least, and never more than twice as many. */
const KEPT = 10_000;

const FILTER = { 'operation?': 'text', 'caller?': 'text', 'outcome?': 'text', 'errorCode?': 'text' } as const;

/** A call as it is kept: its time is written out only for those who ask. */
type Kept = Omit<RecordedCall, 'time'> & { readonly at: number };

export function createRecorder(): Recorder {
  const calls: Kept[] = [];
  const keep = (call: Kept): void => {
    calls.push(call);
    if (calls.length > 2 * KEPT) calls.splice(0, KEPT);
  };
  return {
    log: {
      list: (filter = {}) => {
        checkMethodOptions(filter, FILTER);
        return calls.filter(fitting(filter)).map(recorded);
      },
      denied: () => calls.filter(isDenied).map(recorded),
      clear: () => void calls.splice(0),
    },
    begin: (requestId, now, request) => begin(requestId, now, request, keep),
  };
}

function recorded({ requestId, at, ...more }: Kept): RecordedCall {
  return { requestId, time: new Date(at).toISOString(), ...more };
}

const NONE: readonly never[] = Object.freeze([]);

function begin(
  requestId: string,
  at: number,
  { sourceIp, headers }: WireRequest,
  keep: (call: Kept) => void,
): Draft {
  let permissions: RecordedPermission[] | undefined;
  const draft: Draft = {
    operation: undefined,
    parameters: {},
    identity: undefined,
    faults: NONE,
    note: (ruling) => {
      const permission = permissionOf(ruling);
      if (permissions) permissions.push(permission);
      else permissions = [permission];
    },
    end: (outcome, error) => {
      const { operation, parameters, identity, faults } = draft;
      keep({
        requestId,
        at,
        operation,
        parameters,
        caller: identity?.caller.arn,
        account: identity?.account.id,
        region: identity?.region,
        sourceIp,
        userAgent: headers['user-agent'],
        permissions: permissions ?? NONE,
        outcome,
        ...(error && { error }),
        faults,
      });
    },
  };
  return draft;
}

function isDenied({ permissions }: Kept): boolean {
  return permissions.some(({ effect }) => effect !== 'Allow');
}

function fitting({ operation = '*', caller = '*', outcome, errorCode }: CallFilter): (call: Kept) => boolean {
  const [ofOperation, ofCaller] = [wildcard(operation), wildcard(caller)];
  return (call) =>
    ofOperation.test(call.operation ?? '') &&
    ofCaller.test(call.caller ?? '') &&
    (outcome === undefined || call.outcome === outcome) &&
    (errorCode === undefined || call.error?.code === errorCode);
}
