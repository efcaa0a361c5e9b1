import { awsErrorName, LeastwiseError } from '@leastwise/core';
import { identityOf } from '../entity.ts';
import { commandFor, effectOf } from '../operations.ts';
import type { Step } from '../plan.ts';
import type { PlannedCall } from '../planned-call.ts';
import { readFace } from '../read/read-face.ts';
import { createOnce } from './create-once.ts';
import { isFresh, type Run } from './run.ts';

/** Carries out a step. What was only just created may be unknown to AWS for a while; nothing else is waited for. */
export async function perform(step: Step, run: Run): Promise<void> {
  for (const call of step.calls) {
    try {
      await carryOut(call, step, run, []);
    } catch (error) {
      const waitFor = awaited(error, call, step, run);
      if (waitFor === undefined) throw error;
      await carryOut(call, step, run, [waitFor]);
    }
    if (step.kind.startsWith('create-') && step.kind !== 'create-login')
      run.created.add(identityOf(step.entity));
  }
  // Under its new name AWS may not see it everywhere yet either.
  if (step.kind.startsWith('rename-')) for (const identity of step.uses) run.created.add(identity);
}

/** The name of the error that waiting cures, where this run made what AWS does not know yet. */
function awaited(error: unknown, call: PlannedCall, step: Step, run: Run): string | undefined {
  const name = awsErrorName(error);
  if (!(error instanceof LeastwiseError) || !isFresh(step, run)) return undefined;
  // Any other malformed document stays malformed.
  if (name === 'MalformedPolicyDocument' && /invalid principal/i.test(error.what)) return name;
  return name === 'NoSuchEntity' && !blamesOlderPolicy(error, call, step, run) ? name : undefined;
}

/** A policy that this run did not make and that AWS does not know will not appear. */
function blamesOlderPolicy(
  { what }: LeastwiseError,
  { input }: PlannedCall,
  { uses }: Step,
  { created }: Run,
): boolean {
  const older = !uses.some((identity) => created.has(identity));
  return older && 'PolicyArn' in input && input.PolicyArn !== undefined && what.includes(input.PolicyArn);
}

async function carryOut(call: PlannedCall, step: Step, run: Run, waitFor: readonly string[]): Promise<void> {
  switch (effectOf(call)) {
    case 'create':
      return createOnce(call, step, run, waitFor);
    case 'set':
      return set(call, run, waitFor);
    case 'remove':
      return remove(call, run);
  }
}

/** What is in place already is as good as put there: an earlier attempt whose reply was lost may have done it. */
async function set(call: PlannedCall, run: Run, waitFor: readonly string[]): Promise<void> {
  if (call.operation === 'CreateLoginProfile') return;
  try {
    await run.caller.write(run.iam, commandFor(call), { waitFor });
  } catch (error) {
    if (!(await isDone(call, error, run))) throw error;
  }
}

/** Two operations that set something refuse to do it again. */
async function isDone(call: PlannedCall, error: unknown, run: Run): Promise<boolean> {
  const name = awsErrorName(error);
  switch (call.operation) {
    case 'AddRoleToInstanceProfile': {
      const { InstanceProfileName = '', RoleName } = call.input;
      if (name !== 'LimitExceeded') return false;
      const face = await readFace(run.caller, run.iam, {
        type: 'instance-profile',
        name: InstanceProfileName,
      });
      return face?.type === 'instance-profile' && face.role === RoleName;
    }
    case 'UpdateUser': {
      const { NewUserName } = call.input;
      if (NewUserName === undefined || name !== 'NoSuchEntity') return false;
      return (await readFace(run.caller, run.iam, { type: 'user', name: NewUserName })) !== undefined;
    }
    case 'UpdateGroup': {
      const { NewGroupName } = call.input;
      if (NewGroupName === undefined || name !== 'NoSuchEntity') return false;
      return (await readFace(run.caller, run.iam, { type: 'group', name: NewGroupName })) !== undefined;
    }
    default:
      return false;
  }
}

/** Gone already is as good as taken away: an earlier attempt whose reply was lost may have done it. */
async function remove(call: PlannedCall, run: Run): Promise<void> {
  if (call.operation === 'CreateLoginProfile') return;
  try {
    await run.caller.write(run.iam, commandFor(call));
  } catch (error) {
    if (awsErrorName(error) !== 'NoSuchEntity') throw error;
  }
}
