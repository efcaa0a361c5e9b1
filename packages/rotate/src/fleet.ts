import { checkRunOptions, checkTarget } from './check-given.ts';
import { checkParameter, LeastwiseError } from '@leastwise/core';
import type { AccessKeyTarget } from './access-key.ts';
import type { GivenOptions, RotateOptions, RotateSecretOptions } from './context.ts';
import type { RotationOutcome, RotationState } from './outcome.ts';
import { rotateAny } from './rotate.ts';
import type { SecretTarget } from './strategy/managed-secret.ts';
import type { SecretOutcome } from './strategy/secret-outcome.ts';

type Target = AccessKeyTarget | SecretTarget;

/** How many targets are rotated, and in which order. */
export interface FleetOrder {
  /** How many of the first targets go alone, one after the other; the first failure among them ends it. One unless said otherwise. */
  readonly canaries?: number;
  /** How many of the others go at once; four unless said otherwise. */
  readonly concurrency?: number;
  /** Learns of each target as it is done with. */
  readonly onResult?: (result: FleetResult) => void;
}

/** What {@link rotateFleet} takes where there are access keys among the targets. */
export interface FleetOptions extends FleetOrder, RotateOptions {}

/** What {@link rotateFleet} takes where all targets have a strategy. */
export interface SecretFleetOptions extends FleetOrder, RotateSecretOptions {}

/** How it went with one target. Plain JSON. */
export interface FleetResult {
  /** Where it is an access key's. */
  readonly user?: string;
  readonly secret: string;
  /** `failed`: the run ended in an error. `not-begun`: a canary failed, or it was stopped. */
  readonly state: RotationState | 'failed' | 'not-begun';
  readonly outcome?: RotationOutcome | SecretOutcome;
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
 * Runs `rotate` on many targets, of either kind: canaries first and alone, then the others a few at a time. A target that fails later than the
 * canaries does not keep the others from their turn. An aborted signal ends it between targets as within one; run it again to go on.
 *
 * @throws LeastwiseError `MALFORMED_FLEET` before anything is read, where two targets share a secret or a user, or a number is none.
 */
export async function rotateFleet(
  targets: readonly SecretTarget[],
  options: SecretFleetOptions,
): Promise<FleetReport>;
export async function rotateFleet(targets: readonly Target[], options: FleetOptions): Promise<FleetReport>;
export async function rotateFleet(
  targets: readonly Target[],
  options: FleetOrder & GivenOptions,
): Promise<FleetReport> {
  checkParameter('targets', targets, 'list');
  targets.forEach((each, i) => checkTarget(each, `targets[${i}]`));
  checkRunOptions(options);
  checkParameter('options', options, {
    'canaries?': 'number',
    'concurrency?': 'number',
    'onResult?': 'function',
  });
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
    const { state, user, secret } = await rotateAt(index);
    if (state === 'failed' || state === 'blocked')
      return report(results, `the canary \`${user ?? secret}\` ${state === 'failed' ? state : 'is blocked'}`);
  }
  let next = alone;
  const work = async (): Promise<void> => {
    while (next < targets.length && signal?.aborted !== true) await rotateAt(next++);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, targets.length - alone) }, work));
  return report(results, signal?.aborted === true ? 'it was stopped' : undefined);
}

async function rotateOne(target: Target, options: GivenOptions): Promise<FleetResult> {
  const name = nameOf(target);
  try {
    const outcome = await rotateAny(target, options, options.force === true ? 'now' : 'due');
    return Object.freeze({ ...name, state: outcome.state, outcome });
  } catch (error) {
    const { code, what, hint } = error instanceof LeastwiseError ? error : unexpected(error);
    return Object.freeze({
      ...name,
      state: 'failed',
      error: { code, what, ...(hint === undefined ? {} : { hint }) },
    });
  }
}

function nameOf(target: Target): Pick<FleetResult, 'user' | 'secret'> {
  const { secret } = target;
  return target.kind === 'secret' ? { secret } : { user: target.user, secret };
}

/** A listener's error, for one: it ends the run of one target and no other's. */
function unexpected(error: unknown): Pick<LeastwiseError, 'code' | 'what' | 'hint'> {
  return { code: 'UNEXPECTED', what: String(error), hint: undefined };
}

function notBegun(target: Target): FleetResult {
  return Object.freeze({ ...nameOf(target), state: 'not-begun' });
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

function checkFleet(targets: readonly Target[], canaries: number, concurrency: number): void {
  if (!Number.isInteger(canaries) || canaries < 0)
    throw malformed(`canaries is \`${canaries}\``, '$.canaries');
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw malformed(`concurrency is \`${concurrency}\``, '$.concurrency');
  }
  for (const member of ['user', 'secret'] as const) {
    // IAM does not distinguish names by case; Secrets Manager does.
    const names = targets
      .map(nameOf)
      .map((name) => (member === 'user' ? name.user?.toLowerCase() : name.secret));
    const again = names.findIndex((name, index) => name !== undefined && names.indexOf(name) < index);
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
