import { awsErrorName, LeastwiseError } from '@leastwise/core';
import { arnAt } from '../places.ts';
import type { Plan, Step } from '../plan.ts';

/** What went wrong at a step, until it is known what else was done. */
export class StepFailure {
  readonly step: Step;
  readonly error: LeastwiseError;
  constructor(step: Step, error: LeastwiseError) {
    this.step = step;
    this.error = error;
  }
}

/** What to do about what IAM refuses, before planning again. */
const HINTS: Readonly<Record<string, string>> = {
  ConcurrentModification: 'wait until nobody else is changing it',
  DeleteConflict: 'something hangs on it that was not there when the plan was made',
  EntityAlreadyExists: 'something of that name has come to exist since',
  EntityTemporarilyUnmodifiable: 'wait until nobody else is changing it',
  InvalidInput: 'mend in the stack what it names',
  LimitExceeded: 'make room, or ask AWS to raise that quota',
  MalformedPolicyDocument: 'mend the document in the stack',
  NoSuchEntity: 'something that it needs has been deleted since',
  PolicyNotAttachable: 'take the policy out of the stack: only services of AWS may attach it',
  UnmodifiableEntity: 'take it out of the stack: only a service of AWS may change it',
  ValidationError: 'mend in the stack what it names',
};

/** What `apply` throws where a step fails: its path is the step, by its id. */
export interface StepError extends LeastwiseError {
  /** The ARN of the step's entity, the one that it gets where it is not there yet; for a setting of the account, the account's own. */
  readonly arn: string;
}

/** The same error, with the step that it happened at, what it is about, what is done, and what to do. */
export function atStep({ step, error }: StepFailure, done: readonly string[], plan: Plan): StepError {
  const arn = arnAt(step, plan);
  const sofar = done.length === 0 ? 'nothing' : done.join(', ');
  const hint = error.hint ?? HINTS[awsErrorName(error) ?? ''];
  const failure = new LeastwiseError({
    code: error.code,
    what: `${error.what.replace(/\.$/, '')}; failed at \`${arn}\`, done so far: ${sofar} (${done.length} of ${plan.steps.length} steps)`,
    path: step.id,
    hint: hint === undefined || hint === 'plan again' ? 'plan again' : `${hint}, then plan again`,
    cause: error.cause,
  });
  return Object.assign(failure, { arn });
}
