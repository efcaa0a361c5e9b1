import { checkParameter, LeastwiseError } from '@leastwise/core';
import { CLOCK, expectPlan, PACE } from '../check-given.ts';
import { isOperation } from '../operations.ts';
import type { ApplyOptions } from './apply-options.ts';
import { blockedSteps, type Plan, planHash } from '../plan.ts';

/**
 * Refuses a plan that cannot or must not be carried out. A plan may come from a file, so its type promises nothing.
 *
 * @throws LeastwiseError `PLAN_VERSION_UNKNOWN`, `PLAN_TAMPERED`, `PLAN_BLOCKED`
 */
export function checkPlan(plan: Plan): void {
  checkParameter('plan', plan, 'object', 'make it with `diff(...)`');
  const version: unknown = plan.version;
  if (version !== 1)
    throw new LeastwiseError({
      code: 'PLAN_VERSION_UNKNOWN',
      what: `a plan of version \`${String(version)}\` is not known here`,
      path: 'plan.version',
      hint: 'plan again with this version of leastwise',
    });
  expectPlan(plan);
  if (planHash(plan) !== plan.hash || !hasKnownOperations(plan))
    throw new LeastwiseError({
      code: 'PLAN_TAMPERED',
      what: 'the plan is not what its hash says',
      hint: 'a plan cannot be edited; change the stack and plan again',
    });
  const blocked = blockedSteps(plan);
  if (blocked.length === 0) return;
  throw new LeastwiseError({
    code: 'PLAN_BLOCKED',
    what: `${blocked.length === 1 ? 'a step' : `${blocked.length} steps`} of the plan cannot be carried out: ${blocked
      .map(({ id, blocked: why }) => `${id}, because ${why?.reason ?? ''}`)
      .join('; ')}`,
    path: plan.stack,
    hint: blocked[0]?.blocked?.hint,
  });
}

function hasKnownOperations({ steps }: Plan): boolean {
  return steps.every(({ calls }) => calls.every(({ operation }) => isOperation(operation)));
}

/** @throws LeastwiseError `MALFORMED_PARAMETER` */
export function checkApplyOptions(options: ApplyOptions): void {
  checkParameter('options', options, {
    iam: 'client',
    'sts?': 'client',
    'secretsManager?': 'client',
    'clock?': CLOCK,
    'pace?': PACE,
    'maxAge?': 'number',
    'concurrency?': 'number',
    'signal?': 'object',
    'onEvent?': 'function',
    'audit?': 'function',
    'random?': 'function',
    'randomBytes?': 'function',
  });
  const { concurrency = 1 } = options;
  if (concurrency >= 1) return;
  throw new LeastwiseError({
    code: 'OUT_OF_RANGE',
    what: `at least one step is under way at once, not \`${concurrency}\``,
    path: 'options.concurrency',
  });
}

/**
 * Refuses a plan that is older than it may be, or does not say how old it is.
 *
 * @throws LeastwiseError `PLAN_OUTDATED`
 */
export function checkAge({ made, stack }: Plan, maxAge: number, now: number): void {
  const time = made === undefined ? Number.NaN : Date.parse(made);
  if (now - time <= maxAge) return;
  throw new LeastwiseError({
    code: 'PLAN_OUTDATED',
    what: Number.isNaN(time)
      ? 'the plan does not say when it was made, and it may not be of any age'
      : `the plan was made at ${made ?? ''}, longer ago than the ${maxAge / 1_000} seconds that it may be`,
    path: stack,
    hint: Number.isNaN(time) ? 'plan again, and give `diff` the time as `now`' : 'plan again',
  });
}
