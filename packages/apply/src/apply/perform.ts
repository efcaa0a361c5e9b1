import { awsErrorName, LeastwiseError } from '@leastwise/core';
import { identityOf } from '../entity.ts';
import { commandFor, effectOf } from '../operations.ts';
import type { Step } from '../plan.ts';
import type { PlannedCall } from '../planned-call.ts';
import { createOnce } from './create-once.ts';
import { isFresh, type Run } from './run.ts';

/** Carries out a step. What was only just created may be unknown to AWS for a while; nothing else is waited for. */
export async function perform(step: Step, run: Run): Promise<void> {
  for (const call of step.calls) {
    const waitFor = isFresh(step, run) ? ['NoSuchEntity'] : [];
    try {
      await carryOut(call, step, run, waitFor);
    } catch (error) {
      // Only this message is about a principal; every other malformed document stays malformed.
      if (waitFor.length === 0 || !namesUnknownPrincipal(error)) throw error;
      await carryOut(call, step, run, [...waitFor, 'MalformedPolicyDocument']);
    }
    if (step.kind.startsWith('create-')) run.created.add(identityOf(step.entity));
  }
}

async function carryOut(call: PlannedCall, step: Step, run: Run, waitFor: readonly string[]): Promise<void> {
  switch (effectOf(call)) {
    case 'create':
      return createOnce(call, step, run, waitFor);
    case 'set':
      await run.caller.write(run.iam, commandFor(call), { waitFor });
      return;
    case 'remove':
      return remove(call, run);
  }
}

/** Gone already is as good as taken away: an earlier attempt whose reply was lost may have done it. */
async function remove(call: PlannedCall, run: Run): Promise<void> {
  try {
    await run.caller.write(run.iam, commandFor(call));
  } catch (error) {
    if (awsErrorName(error) !== 'NoSuchEntity') throw error;
  }
}

function namesUnknownPrincipal(error: unknown): boolean {
  return (
    error instanceof LeastwiseError &&
    awsErrorName(error) === 'MalformedPolicyDocument' &&
    /invalid principal/i.test(error.what)
  );
}
