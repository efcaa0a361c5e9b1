import { type AwsClient, type AwsCommand, type CallContext, sendOnce } from './aws-client.ts';
import { type Clock, systemClock } from './clock.ts';
import { awsErrorName, classify, describeFailure, type FailureKind, stopped } from './failure.ts';
import type { Secret } from './secret.ts';

/**
 * What repeating a call would do, which decides when it may be repeated:
 * - `read`: nothing
 * - `write`: the same again (it is idempotent)
 * - `create`: perhaps a second thing, so an unknown outcome ends the call and is left to be read
 */
export type CallKind = 'read' | 'write' | 'create';

/** One request to AWS and how it ended. Never holds what was sent or received. */
export interface CallEvent {
  readonly type: 'call';
  /** `IAM`, `STS`, `SecretsManager` */
  readonly service: string;
  /** `CreateRole` */
  readonly operation: string;
  readonly kind: CallKind;
  /** 1 for the first request of a call. */
  readonly attempt: number;
  /** `retry`: it failed and is tried again after `delay`. */
  readonly outcome: 'ok' | 'retry' | 'failed';
  /** How long the request took, in milliseconds. */
  readonly milliseconds: number;
  /** How long the caller waits before the next attempt, in milliseconds. */
  readonly delay?: number;
  /** AWS's name for what went wrong: `Throttling`, `NoSuchEntity`. */
  readonly error?: string;
}

export interface CallerOptions {
  readonly clock?: Clock;
  /** A number from 0 up to 1, for spreading the back-off of many callers. */
  readonly random?: () => number;
  readonly onEvent?: (event: CallEvent) => void;
  /** Stops the call under way and those that follow. */
  readonly signal?: AbortSignal | undefined;
  /** How long one call may take with its retries, in milliseconds; 120,000 unless said otherwise. */
  readonly patience?: number;
}

export interface CallOptions {
  /** AWS error names that this call may see for a while and that waiting cures, such as `NoSuchEntity` for what was just created. */
  readonly waitFor?: readonly string[];
  /** Secret values in the call's input, to be taken out of whatever AWS answers. */
  readonly secrets?: readonly Secret[];
}

type Send = <Output>(
  client: AwsClient,
  command: AwsCommand<Output>,
  options?: CallOptions,
) => Promise<Output>;

/** The one way leastwise calls AWS; each method says what repeating the call would do. */
export type Caller = { readonly [Kind in CallKind]: Send };

const FIRST_DELAY = 250;
const LONGEST_DELAY = 2_000;
const PATIENCE = 120_000;

/** Which failures may be tried again. `unsent` is none of them: a wrong endpoint or missing credentials do not heal. */
const RETRIED: { readonly [Kind in CallKind]: ReadonlySet<FailureKind> } = {
  read: new Set(['throttled', 'busy', 'unknown']),
  write: new Set(['throttled', 'busy', 'unknown']),
  create: new Set(['throttled', 'busy']),
};

/**
 * Makes the caller through which every request to AWS goes. Each attempt is exactly one HTTP request, whatever
 * the injected client is set to; every retry is decided here, by what the failure means and what repeating would do.
 *
 * @throws LeastwiseError from its methods: `ACCESS_DENIED`, `CREDENTIALS_MISSING`, `CREDENTIALS_EXPIRED`,
 * `CREDENTIALS_NOT_ACCEPTED`, `REGION_MISSING`, `ENDPOINT_UNREACHABLE`, `THROTTLED`, `OUTCOME_UNKNOWN`, `ABORTED`, `REQUEST_INVALID`,
 * and `AWS_REFUSED` for everything else that AWS answers (its name is in {@link awsErrorName}).
 *
 * @example
 * ```ts no-run
 * import { createCaller } from '@leastwise/core';
 * import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
 *
 * const caller = createCaller({ onEvent: (event) => console.log(event.operation, event.outcome) });
 * await caller.create(new IAMClient(), new CreateRoleCommand({ RoleName: 'training', AssumeRolePolicyDocument: '{}' }));
 * ```
 */
export function createCaller(options: CallerOptions = {}): Caller {
  const sendAs =
    (kind: CallKind): Send =>
    (client, command, callOptions = {}) =>
      call(kind, client, command, callOptions, options);
  return { read: sendAs('read'), write: sendAs('write'), create: sendAs('create') };
}

async function call<Output>(
  kind: CallKind,
  client: AwsClient,
  command: AwsCommand<Output>,
  { waitFor = [], secrets = [] }: CallOptions,
  { clock = systemClock, random = Math.random, onEvent, signal, patience = PATIENCE }: CallerOptions,
): Promise<Output> {
  const reached: { context?: CallContext } = {};
  const started = clock.now();
  for (let attempt = 1; ; attempt++) {
    const sent = clock.now();
    const report = (rest: Pick<CallEvent, 'outcome' | 'delay' | 'error'>): void =>
      onEvent?.({
        type: 'call',
        ...(reached.context ?? { service: '', operation: '' }),
        kind,
        attempt,
        milliseconds: clock.now() - sent,
        ...rest,
      });
    try {
      const output = await sendOnce(client, command, reached, signal);
      report({ outcome: 'ok' });
      return output;
    } catch (error) {
      const name = awsErrorName(error);
      const curable =
        RETRIED[kind].has(classify(error, reached.context)) || (name !== undefined && waitFor.includes(name));
      const delay = backOff(attempt, random);
      const failed = name === undefined ? {} : { error: name };
      if (!curable || signal?.aborted || clock.now() - started + delay > patience) {
        report({ outcome: 'failed', ...failed });
        throw signal?.aborted
          ? stopped(reached.context)
          : describeFailure(error, reached.context, secrets, attempt);
      }
      report({ outcome: 'retry', delay, ...failed });
      await clock.sleep(delay, signal);
    }
  }
}

/** 0.25, 0.5, 1, then 2 seconds, each shortened by up to a half so that many callers do not knock in step. */
function backOff(attempt: number, random: () => number): number {
  const longest = Math.min(FIRST_DELAY * 2 ** (attempt - 1), LONGEST_DELAY);
  return Math.round(longest * (1 - random() / 2));
}
