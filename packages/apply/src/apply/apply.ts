import type { IAMClient } from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import {
  type AwsClient,
  type CallEvent,
  type Caller,
  type CallerOptions,
  createCaller,
  LeastwiseError,
  systemClock,
} from '@leastwise/core';
import { facePlace } from '../diff/fingerprints.ts';
import { isEmpty, type Plan, type Step } from '../plan.ts';
import { whoami } from '../read/whoami.ts';
import { adaptivePace } from './adaptive-pace.ts';
import { type AuditEntry, type AuditSink, documentBefore } from './audit.ts';
import { checkAge, checkPlan } from './check-plan.ts';
import { confirm } from './confirm.ts';
import type { ApplyEvent } from './events.ts';
import type { RandomBytes } from './first-password.ts';
import { perform } from './perform.ts';
import type { Run } from './run.ts';
import { inOrder } from './schedule.ts';
import { atStep, StepFailure } from './step-failure.ts';

/** The clients to apply a plan with, and what may be said about it. */
export interface ApplyOptions extends Pick<CallerOptions, 'clock' | 'random' | 'signal' | 'pace'> {
  readonly iam: IAMClient;
  /** Where given, the account is compared with the plan's before anything is changed. */
  readonly sts?: STSClient;
  /** A `SecretsManagerClient`; needed where the plan gives a user a first password. */
  readonly secretsManager?: AwsClient;
  /**
   * How old the plan may be, in milliseconds; any age unless said otherwise. What it would write over is looked at in any case,
   * what its guards looked at is not.
   */
  readonly maxAge?: number;
  /** How many steps may be under way at once, 4 unless said otherwise; an entity is only ever changed by one. */
  readonly concurrency?: number;
  readonly onEvent?: (event: ApplyEvent) => void;
  /** Gets the audit log, a line of JSON at a time, without its line break. */
  readonly audit?: AuditSink;
  /** Where first passwords come from; the machine's cryptographic source unless said otherwise. */
  readonly randomBytes?: RandomBytes;
}

/** What a plan came to. */
export interface ApplyOutcome {
  /** The hash of the plan. */
  readonly plan: string;
  /** The ids of the steps that were carried out, in the order of the plan. */
  readonly done: readonly string[];
  /** How many requests were sent to AWS, repeated ones included. */
  readonly requests: number;
  /** How long it waited between attempts, in milliseconds, all calls together. */
  readonly waited: number;
}

const AT_ONCE = 4;

/**
 * Carries out a plan. Steps that have nothing to do with each other may be under way together. Where one fails, no other
 * begins, what was done stays, and planning again says what is left.
 *
 * @throws LeastwiseError before anything is changed: `PLAN_BLOCKED`, `PLAN_TAMPERED`, `PLAN_VERSION_UNKNOWN`, `PLAN_OUTDATED`, `WRONG_ACCOUNT`;
 * on the way, with the step as path and what is done in its message: `PLAN_STALE`, `CLIENT_MISSING`, and what core's
 * caller throws (`ACCESS_DENIED`, `AWS_REFUSED`, `THROTTLED`, `OUTCOME_UNKNOWN`, `ABORTED`, ...)
 * @example
 * ```ts no-run
 * import { IAMClient } from '@aws-sdk/client-iam';
 * import { apply, type Plan } from '@leastwise/apply';
 *
 * declare const plan: Plan;
 * const { done } = await apply(plan, { iam: new IAMClient(), onEvent: (event) => console.log(event.type) });
 * ```
 */
export async function apply(plan: Plan, options: ApplyOptions): Promise<ApplyOutcome> {
  checkPlan(plan);
  const { iam, sts, onEvent, audit, clock = systemClock, concurrency = AT_ONCE, maxAge } = options;
  if (maxAge !== undefined) checkAge(plan, maxAge, clock.now());
  const spent = { requests: 0, waited: 0 };
  const now = (): string => new Date(clock.now()).toISOString();
  const write = (entry: AuditEntry): void => audit?.(JSON.stringify(entry));
  const callerFor = (step: Step | undefined): Caller =>
    createCaller({
      ...callerOptions(options),
      pace,
      onEvent: (event) => {
        spent.requests += 1;
        spent.waited += event.delay ?? 0;
        const placed = step === undefined ? event : { ...event, step: step.id };
        write(callEntry(placed, plan, now()));
        onEvent?.(placed);
      },
    });
  const pace = options.pace ?? adaptivePace(clock);
  const { signal, randomBytes, secretsManager } = options;
  const place = facePlace(plan);
  const shared = { created: new Set<string>(), confirmed: new Set<string>() };
  const runFor = (step?: Step): Run => ({
    ...{ plan, place, iam, clock, signal, randomBytes, secretsManager, ...shared },
    caller: callerFor(step),
  });
  if (sts !== undefined && !isEmpty(plan)) await checkAccount(runFor(), sts);
  if (!isEmpty(plan)) write({ type: 'plan', time: now(), plan });
  const finished = new Set<string>();
  const done = (): string[] => plan.steps.map(({ id }) => id).filter((id) => finished.has(id));
  const carryOut = async (step: Step, number: number): Promise<void> => {
    const place = { step: step.id, number, of: plan.steps.length };
    const entry = {
      type: 'step',
      plan: plan.hash,
      step: step.id,
      before: documentBefore(step, plan),
    } as const;
    onEvent?.({ type: 'step-started', ...place });
    const run = runFor(step);
    try {
      await confirm(step, run);
      await perform(step, run);
    } catch (error) {
      const code = error instanceof LeastwiseError ? error.code : 'UNKNOWN';
      write({ ...entry, time: now(), outcome: 'failed', error: code });
      throw error instanceof LeastwiseError ? new StepFailure(step, error) : error;
    }
    finished.add(step.id);
    write({ ...entry, time: now(), outcome: 'done' });
    onEvent?.({ type: 'step-done', ...place });
  };
  try {
    await inOrder(plan.steps, concurrency, carryOut);
  } catch (error) {
    throw error instanceof StepFailure ? atStep(error, done(), plan) : error;
  }
  return { plan: plan.hash, done: done(), ...spent };
}

function callerOptions({ clock, random, signal }: ApplyOptions): CallerOptions {
  return {
    ...(clock === undefined ? {} : { clock }),
    ...(random === undefined ? {} : { random }),
    signal,
  };
}

function callEntry(event: CallEvent & { readonly step?: string }, plan: Plan, time: string): AuditEntry {
  const { step, operation, service, kind, attempt, outcome, requestId, error } = event;
  return {
    type: 'call',
    time,
    plan: plan.hash,
    ...(step === undefined ? {} : { step }),
    operation: `${service}.${operation}`,
    kind,
    attempt,
    outcome,
    ...(requestId === undefined ? {} : { requestId }),
    ...(error === undefined ? {} : { error }),
  };
}

async function checkAccount({ plan, caller }: Run, sts: STSClient): Promise<void> {
  const { account } = await whoami(caller, sts);
  if (account === plan.account) return;
  throw new LeastwiseError({
    code: 'WRONG_ACCOUNT',
    what: `the plan is for account ${plan.account}, and these credentials are of account ${account}`,
    path: plan.stack,
    hint: `use credentials of account ${plan.account}, or plan for this one`,
  });
}
