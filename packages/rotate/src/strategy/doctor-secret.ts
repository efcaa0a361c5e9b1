import { LeastwiseError } from '@leastwise/core';
import { diagnose, diagnosing, type Diagnosis } from '../diagnosis.ts';
import { PENDING } from '../labels.ts';
import { iso } from '../standing.ts';
import { SETTLED } from '../table/row.ts';
import { existingIn, lookAtSecret } from './look-at-secret.ts';
import type { SecretObservation } from './secret-observation.ts';
import type { SecretRun } from './secret-run.ts';
import { describeSecret } from './secret-status.ts';

export async function doctorSecretIn(run: SecretRun): Promise<Diagnosis> {
  return diagnosing(async () => {
    const looked = await lookAtSecret(run, run.force ? 'now' : 'due');
    const standing = describeSecret(run, looked);
    if (standing.state === 'blocked') return diagnose(standing);
    const { seen } = looked;
    return (
      (await obstructed(run, seen)) ??
      pendingForLong(run, seen) ??
      (await currentFails(run, seen)) ??
      diagnose(standing)
    );
  });
}

/** What will be in the way once the next value is due. */
async function obstructed(
  { target, tools }: SecretRun,
  seen: SecretObservation,
): Promise<Diagnosis | undefined> {
  // Before the next value there is the one that is pending.
  if (seen.pending) return undefined;
  const obstacle = await target.strategy.check?.(existingIn(seen), tools);
  return (
    obstacle &&
    diagnose({ ...obstacle, state: 'blocked', secret: target.secret, observed: '', replicasBehind: [] })
  );
}

/** Each run sets and tests it anew, so one that is pending for hours fails each time. */
function pendingForLong({ target }: SecretRun, { pending, now }: SecretObservation): Diagnosis | undefined {
  if (!pending?.value || now < pending.createdAt + SETTLED) return undefined;
  return {
    health: 'stuck',
    what: `a value of \`${target.secret}\` is pending since ${iso(pending.createdAt)}, so runs fail to set or to test it, or there are none`,
    fix: 'run `rotate(target, options)` and mend what its error names, or give the value up with `rollback(target, options)`',
  };
}

async function currentFails(
  { target: { strategy }, tools }: SecretRun,
  { current, pending }: SecretObservation,
): Promise<Diagnosis | undefined> {
  // A value that may not be set yet need not work, nor the current one while its only successor may be set.
  const isUnsettled = current?.labels.includes(PENDING) === true || pending !== undefined;
  if (!current?.value || isUnsettled) return undefined;
  try {
    await strategy.test(current.value, tools);
    return undefined;
  } catch (error) {
    if (error instanceof LeastwiseError && error.code === 'ABORTED') throw error;
    // Whatever else a strategy throws may quote the value.
    const { code, what } =
      error instanceof LeastwiseError ? error : { what: `\`test\` of \`${strategy.name}\` says so` };
    return {
      health: 'stuck',
      ...(code === undefined ? {} : { code }),
      what: `the current value does not work: ${what}`,
      fix: 'run `rotate(target, { ...options, force: true })` for another one, or `rollback(target, options)` to the one before',
    };
  }
}
