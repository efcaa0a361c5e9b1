import { awsErrorName, LeastwiseError } from '@leastwise/core';
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

/** The same error, with the step that it happened at, what is done, and what to do. */
export function atStep(
  { step, error }: StepFailure,
  done: readonly string[],
  { steps }: Plan,
): LeastwiseError {
  const sofar = done.length === 0 ? 'nothing' : done.join(', ');
  const hint = error.hint ?? HINTS[awsErrorName(error) ?? ''];
  return new LeastwiseError({
    code: error.code,
    what: `${error.what.replace(/\.$/, '')}; done so far: ${sofar} (${done.length} of ${steps.length} steps)`,
    path: step.id,
    hint: hint === undefined || hint === 'plan again' ? 'plan again' : `${hint}, then plan again`,
    cause: error.cause,
  });
}
