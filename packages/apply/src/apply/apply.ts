import type { IAMClient } from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import {
  type CallEvent,
  type CallerOptions,
  createCaller,
  LeastwiseError,
  systemClock,
} from '@leastwise/core';
import { isEmpty, type Plan, type Step } from '../plan.ts';
import { whoami } from '../read/whoami.ts';
import { checkPlan } from './check-plan.ts';
import { confirm } from './confirm.ts';
import type { ApplyEvent } from './events.ts';
import { perform } from './perform.ts';
import type { Run } from './run.ts';

/** The clients to apply a plan with, and what may be said about it. */
export interface ApplyOptions extends Pick<CallerOptions, 'clock' | 'random' | 'signal'> {
  readonly iam: IAMClient;
  /** Where given, the account is compared with the plan's before anything is changed. */
  readonly sts?: STSClient;
  readonly onEvent?: (event: ApplyEvent) => void;
}

/** What a plan came to. */
export interface ApplyOutcome {
  /** The hash of the plan. */
  readonly plan: string;
  /** The ids of the steps that were carried out, in order. */
  readonly done: readonly string[];
  /** How many requests were sent to AWS, repeated ones included. */
  readonly requests: number;
  /** How long it waited between attempts, in milliseconds. */
  readonly waited: number;
}

/**
 * Carries out a plan, step by step. Where that fails, what was done stays, nothing else is changed, and planning again
 * says what is left.
 *
 * @throws LeastwiseError before anything is changed: `PLAN_BLOCKED`, `PLAN_TAMPERED`, `PLAN_VERSION_UNKNOWN`, `WRONG_ACCOUNT`;
 * on the way, with the step as path and what is done in its message: `PLAN_STALE`, and what core's caller throws
 * (`ACCESS_DENIED`, `AWS_REFUSED`, `THROTTLED`, `OUTCOME_UNKNOWN`, `ABORTED`, ...)
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
  const { iam, sts, onEvent, ...callerOptions } = options;
  const spent = { requests: 0, waited: 0 };
  let current: Step | undefined;
  const caller = createCaller({
    ...callerOptions,
    onEvent: (event: CallEvent) => {
      spent.requests += 1;
      spent.waited += event.delay ?? 0;
      onEvent?.(current === undefined ? event : { ...event, step: current.id });
    },
  });
  const { clock = systemClock, signal } = options;
  const run: Run = { plan, iam, caller, clock, signal, created: new Set(), confirmed: new Set() };
  if (sts !== undefined && !isEmpty(plan)) await checkAccount(run, sts);
  const done: string[] = [];
  for (const step of plan.steps) {
    current = step;
    const place = { step: step.id, number: done.length + 1, of: plan.steps.length };
    onEvent?.({ type: 'step-started', ...place });
    try {
      await confirm(step, run);
      await perform(step, run);
    } catch (error) {
      throw error instanceof LeastwiseError ? atStep(error, step, done, plan) : error;
    }
    done.push(step.id);
    onEvent?.({ type: 'step-done', ...place });
  }
  return { plan: plan.hash, done, ...spent };
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

/** The same error, with the step that it happened at and what is done. */
function atStep(error: LeastwiseError, step: Step, done: readonly string[], { steps }: Plan): LeastwiseError {
  const sofar = done.length === 0 ? 'nothing' : done.join(', ');
  return new LeastwiseError({
    code: error.code,
    what: `${error.what.replace(/\.$/, '')}; done so far: ${sofar} (${done.length} of ${steps.length} steps)`,
    path: step.id,
    hint:
      error.hint === undefined || error.hint === 'plan again'
        ? 'plan again'
        : `${error.hint}, then plan again`,
    cause: error.cause,
  });
}
