import type { STSClient } from '@aws-sdk/client-sts';
import { LeastwiseError, systemClock } from '@leastwise/core';
import { isEmpty, type Plan, type Step } from '../plan.ts';
import { whoami } from '../read/whoami.ts';
import type { ApplyOptions, ApplyOutcome } from './apply-options.ts';
import { checkAge, checkApplyOptions, checkPlan } from './check-plan.ts';
import { confirm } from './confirm.ts';
import { perform } from './perform.ts';
import { reportOf } from './report.ts';
import { type Run, runsOf } from './run.ts';
import { inOrder } from './schedule.ts';
import { atStep, StepFailure } from './step-failure.ts';

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
  checkApplyOptions(options);
  const { sts, clock = systemClock, concurrency = AT_ONCE, maxAge } = options;
  if (maxAge !== undefined) checkAge(plan, maxAge, clock.now());
  const report = reportOf(plan, options);
  const runFor = runsOf(plan, options, report);
  const finished = new Set<string>();
  const done = (): string[] => plan.steps.map(({ id }) => id).filter((id) => finished.has(id));
  const carryOut = async (step: Step, number: number): Promise<void> => {
    const run = runFor(step);
    report.started(step, number);
    try {
      await confirm(step, run);
      await perform(step, run);
    } catch (error) {
      report.failed(step, error);
      throw error instanceof LeastwiseError ? new StepFailure(step, error) : error;
    }
    finished.add(step.id);
    report.done(step, number);
  };
  if (!isEmpty(plan)) report.plan();
  if (sts !== undefined && !isEmpty(plan)) await checkAccount(runFor(), sts);
  try {
    await inOrder(plan.steps, concurrency, carryOut);
  } catch (error) {
    throw error instanceof StepFailure ? atStep(error, done(), plan) : error;
  }
  return { plan: plan.hash, done: done(), ...report.spent };
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
