import { type CallEvent, LeastwiseError, systemClock } from '@leastwise/core';
import { arnAt } from '../places.ts';
import type { Plan, Step } from '../plan.ts';
import type { ApplyOptions, ApplyOutcome } from './apply-options.ts';
import { type AuditEntry, documentBefore } from './audit.ts';

/** What is told of a plan while it is carried out: to the listener, and to the audit log. */
export interface Report {
  /** What was asked of AWS so far. */
  readonly spent: Pick<ApplyOutcome, 'requests' | 'waited'>;
  /** The plan itself, which the audit log begins with. */
  readonly plan: () => void;
  /** A request, with the step that it was made for. */
  readonly called: (event: CallEvent, step?: Step) => void;
  readonly started: (step: Step, number: number) => void;
  readonly done: (step: Step, number: number) => void;
  readonly failed: (step: Step, error: unknown) => void;
}

export function reportOf(plan: Plan, options: ApplyOptions): Report {
  const { onEvent, audit, clock = systemClock } = options;
  const spent = { requests: 0, waited: 0 };
  const time = (): string => new Date(clock.now()).toISOString();
  const write = (entry: AuditEntry): void => audit?.(JSON.stringify(entry));
  const entryOf = (step: Step) =>
    ({
      type: 'step',
      time: time(),
      plan: plan.hash,
      step: step.id,
      before: documentBefore(step, plan),
    }) as const;
  const tell = (type: 'step-started' | 'step-done', step: Step, number: number): void =>
    onEvent?.({ type, step: step.id, number, of: plan.steps.length });
  return {
    spent,
    plan: () => write({ type: 'plan', time: time(), plan }),
    called: (event, step) => {
      spent.requests += 1;
      spent.waited += event.delay ?? 0;
      const placed = step === undefined ? event : { ...event, step: step.id };
      write(callEntry(placed, plan, time()));
      onEvent?.(placed);
    },
    started: (step, number) => tell('step-started', step, number),
    done: (step, number) => {
      write({ ...entryOf(step), outcome: 'done' });
      tell('step-done', step, number);
    },
    failed: (step, error) => {
      const code = error instanceof LeastwiseError ? error.code : 'UNKNOWN';
      write({ ...entryOf(step), outcome: 'failed', error: code, arn: arnAt(step, plan) });
    },
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
