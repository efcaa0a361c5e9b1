import { LeastwiseError } from '@leastwise/core';
import type { AccessKeyTarget } from './access-key.ts';
import type { RotateOptions } from './context.ts';
import type { RotationOutcome, RotationState } from './outcome.ts';
import { rotate } from './rotate.ts';

/** How many targets are rotated, and in which order. */
export interface FleetOptions extends RotateOptions {
  /** How many of the first targets go alone, one after the other; the first failure among them ends it. One unless said otherwise. */
  readonly canaries?: number;
  /** How many of the others go at once; four unless said otherwise. */
  readonly concurrency?: number;
  /** Learns of each target as it is done with. */
  readonly onResult?: (result: FleetResult) => void;
}

/** How it went with one target. Plain JSON. */
export interface FleetResult {
  readonly user: string;
  readonly secret: string;
  /** `failed`: the run ended in an error. `not-begun`: a canary failed, or it was stopped. */
  readonly state: RotationState | 'failed' | 'not-begun';
  readonly outcome?: RotationOutcome;
  readonly error?: { readonly code: string; readonly what: string; readonly hint?: string };
}

/** How it went with all of them, in the order in which they were given. Plain JSON. */
export interface FleetReport {
  /** How many ended in each state. */
  readonly counts: Readonly<Record<string, number>>;
  readonly results: readonly FleetResult[];
  /** Why the others were not begun. */
  readonly stopped?: string;
}

/**
 * Runs {@link rotate} on many targets: canaries first and alone, then the others a few at a time. A target that fails later than the
 * canaries does not keep the others from their turn. An aborted signal ends it between targets as within one; run it again to go on.
 *
 * @throws LeastwiseError `MALFORMED_FLEET` before anything is read, where two targets share a secret or a user, or a number is none.
 */
export async function rotateFleet(
  targets: readonly AccessKeyTarget[],
  options: FleetOptions,
): Promise<FleetReport> {
  const { canaries = 1, concurrency = 4, signal } = options;
  checkFleet(targets, canaries, concurrency);
  const results = targets.map(notBegun);
  const rotateAt = async (index: number): Promise<FleetResult> => {
    const target = targets[index];
    const result = target ? await rotateOne(target, options) : undefined;
    if (!result) throw new RangeError(`there is no target ${index}`);
    results[index] = result;
    options.onResult?.(result);
    return result;
  };
  const alone = Math.min(canaries, targets.length);
  for (let index = 0; index < alone; index++) {
    if (signal?.aborted === true) return report(results, 'it was stopped');
    const { state, user } = await rotateAt(index);
    if (state === 'failed' || state === 'blocked')
      return report(results, `the canary \`${user}\` ${state === 'failed' ? state : 'is blocked'}`);
  }
  let next = alone;
  const work = async (): Promise<void> => {
    while (next < targets.length && signal?.aborted !== true) await rotateAt(next++);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, targets.length - alone) }, work));
  return report(results, signal?.aborted === true ? 'it was stopped' : undefined);
}

async function rotateOne(target: AccessKeyTarget, options: FleetOptions): Promise<FleetResult> {
  const { user, secret } = target;
  try {
    const outcome = await rotate(target, options);
    return Object.freeze({ user, secret, state: outcome.state, outcome });
  } catch (error) {
    const { code, what, hint } = error instanceof LeastwiseError ? error : unexpected(error);
    return Object.freeze({
      user,
      secret,
      state: 'failed',
      error: { code, what, ...(hint === undefined ? {} : { hint }) },
    });
  }
}

/** A listener's error, for one: it ends the run of one target and no other's. */
function unexpected(error: unknown): Pick<LeastwiseError, 'code' | 'what' | 'hint'> {
  return { code: 'UNEXPECTED', what: String(error), hint: undefined };
}

function notBegun({ user, secret }: AccessKeyTarget): FleetResult {
  return Object.freeze({ user, secret, state: 'not-begun' });
}

function report(results: readonly FleetResult[], stopped: string | undefined): FleetReport {
  const counts: Record<string, number> = {};
  for (const { state } of results) counts[state] = (counts[state] ?? 0) + 1;
  return Object.freeze({
    counts,
    results: Object.freeze([...results]),
    ...(stopped === undefined ? {} : { stopped }),
  });
}

function checkFleet(targets: readonly AccessKeyTarget[], canaries: number, concurrency: number): void {
  if (!Number.isInteger(canaries) || canaries < 0)
    throw malformed(`canaries is \`${canaries}\``, '$.canaries');
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw malformed(`concurrency is \`${concurrency}\``, '$.concurrency');
  }
  for (const member of ['user', 'secret'] as const) {
    // IAM does not distinguish names by case; Secrets Manager does.
    const names = targets.map(({ user, secret }) => (member === 'user' ? user.toLowerCase() : secret));
    const again = names.findIndex((name, index) => names.indexOf(name) < index);
    if (again >= 0)
      throw malformed(`the ${member} \`${names[again] ?? ''}\` is there twice`, `$[${again}].${member}`);
  }
}

function malformed(what: string, path: string): LeastwiseError {
  return new LeastwiseError({
    code: 'MALFORMED_FLEET',
    what,
    path,
    hint: 'give each user and each secret once, canaries from 0 and concurrency from 1 up',
  });
}
