import { type AwsClient, type AwsCommand, type Progress, sendOnce } from './aws-client.ts';
import { type Clock, systemClock } from './clock.ts';
import { LeastwiseError } from './errors.ts';
import { awsErrorName, classify, factsOf, failureName, type FailureKind, shortName } from './failure.ts';
import { describeFailure, stopped } from './describe-failure.ts';
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
  /** AWS's name for what went wrong (`Throttling`, `NoSuchEntity`), else the network's (`ECONNRESET`) or the SDK's. */
  readonly error?: string;
  /** What AWS calls the request, for its support and for CloudTrail; absent where no answer came. */
  readonly requestId?: string;
}

/** Decides how fast requests follow each other; told of every answer, so that it may adapt. */
export interface Pace {
  /** Resolves when the next request of that kind may be sent. */
  before(kind: CallKind, signal: AbortSignal | undefined): Promise<void>;
  after(kind: CallKind, answer: 'ok' | 'throttled' | 'other'): void;
}

/** What all calls of a caller have in common. */
export interface CallerOptions {
  readonly clock?: Clock;
  /** A number from 0 up to 1, for spreading the back-off of many callers. */
  readonly random?: () => number;
  /** Learns of every request. An error that it throws ends the call and reaches whoever made it. */
  readonly onEvent?: (event: CallEvent) => void;
  /** Stops the call under way and those that follow. */
  readonly signal?: AbortSignal | undefined;
  /** How long one call may take with its retries, in milliseconds; 120,000 unless said otherwise. */
  readonly patience?: number;
  /** Holds requests back where AWS would throttle them; none are unless given. */
  readonly pace?: Pace | undefined;
}

/** What one call has beside its command. */
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

/**
 * Which failures may be tried again. `unsent` is none of them: a wrong endpoint or missing credentials do not heal; nor
 * is `garbled`: whoever answers so will again.
 */
const RETRIED: { readonly [Kind in CallKind]: ReadonlySet<FailureKind> } = {
  read: new Set(['throttled', 'busy', 'skewed', 'unknown']),
  write: new Set(['throttled', 'busy', 'skewed', 'unknown']),
  create: new Set(['throttled', 'busy', 'skewed']),
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
  { clock = systemClock, random = Math.random, onEvent, signal, patience = PATIENCE, pace }: CallerOptions,
): Promise<Output> {
  const started = clock.now();
  for (let attempt = 1; ; attempt++) {
    const progress: Progress = {};
    if (signal?.aborted) throw stopped(progress);
    const turn = await settle(pace?.before(kind, signal) ?? Promise.resolve());
    if (signal?.aborted) throw stopped(progress);
    if ('error' in turn) throw turn.error;
    const sent = clock.now();
    const report = (rest: Pick<CallEvent, 'outcome' | 'delay' | 'error' | 'requestId'>): void =>
      onEvent?.({
        type: 'call',
        ...(progress.context ?? { service: '', operation: '' }),
        kind,
        attempt,
        milliseconds: clock.now() - sent,
        ...rest,
      });
    const result = await settle(sendOnce(client, command, progress, signal));
    if ('output' in result) {
      pace?.after(kind, 'ok');
      report({ outcome: 'ok', ...identified(result.output) });
      return result.output;
    }
    const throttled = classify(result.error, progress) === 'throttled';
    pace?.after(kind, throttled ? 'throttled' : 'other');
    const error = failureName(result.error, secrets);
    const request = identified(result.error);
    const delay = backOff(attempt, random);
    if (
      signal?.aborted ||
      !curable(result.error, kind, progress, waitFor) ||
      clock.now() - started + delay > patience
    ) {
      report({ outcome: 'failed', error, ...request });
      throw signal?.aborted ? stopped(progress) : describeFailure(result.error, progress, secrets, attempt);
    }
    report({ outcome: 'retry', delay, error, ...request });
    const slept = await settle(clock.sleep(delay, signal));
    if (signal?.aborted) throw stopped(progress);
    if ('error' in slept) throw slept.error;
  }
}

type Settled<Output> = { readonly output: Output } | { readonly error: unknown };

/** A promise's end as a value, so that no error but the promise's own is taken for it. */
async function settle<Output>(promise: Promise<Output>): Promise<Settled<Output>> {
  try {
    return { output: await promise };
  } catch (error) {
    return { error };
  }
}

/** An SDK's output and its errors carry the id of the request in the same place. */
function identified(answer: unknown): Pick<CallEvent, 'requestId'> {
  const { requestId } = factsOf(answer);
  return requestId === undefined ? {} : { requestId };
}

function curable(error: unknown, kind: CallKind, progress: Progress, waitFor: readonly string[]): boolean {
  if (error instanceof LeastwiseError) return false;
  if (RETRIED[kind].has(classify(error, progress))) return true;
  const name = awsErrorName(error);
  return name !== undefined && waitFor.some((awaited) => shortName(awaited) === name);
}

/** 0.25, 0.5, 1, then 2 seconds, each shortened by up to a half so that many callers do not knock in step. */
function backOff(attempt: number, random: () => number): number {
  const longest = Math.min(FIRST_DELAY * 2 ** (attempt - 1), LONGEST_DELAY);
  return Math.round(longest * (1 - random() / 2));
}
