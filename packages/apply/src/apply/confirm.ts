import { LeastwiseError } from '@leastwise/core';
import { inlineOf } from '../diff/fingerprints.ts';
import { entityId, identityOf } from '../entity.ts';
import { ABSENT, fingerprintOf, inlineFingerprint, subjectOf } from '../fingerprint.ts';
import type { Step } from '../plan.ts';
import { type FaceName, readFace, readInline } from '../read/read-face.ts';
import type { Run } from './run.ts';

/**
 * Looks, right before the first write to anything that existed when the plan was made, whether it is still what it was.
 * IAM itself cannot make a write depend on that.
 *
 * @throws LeastwiseError `PLAN_STALE`
 */
export async function confirm(step: Step, run: Run): Promise<void> {
  if (run.created.has(identityOf(step.entity))) return;
  await once(subjectOf(step.entity), step, run, async () => {
    const face = await readFace(run.caller, run.iam, faceName(step));
    return face === undefined ? ABSENT : fingerprintOf(face, run.plan);
  });
  const inline = inlineOf(step);
  const { type, name } = step.entity;
  if (inline === undefined || type === 'policy') return;
  await once(subjectOf(step.entity, inline), step, run, async () =>
    inlineFingerprint(await readInline(run.caller, run.iam, { type, name }, inline), run.plan),
  );
}

async function once(
  subject: string,
  step: Step,
  { plan, confirmed }: Run,
  read: () => Promise<string>,
): Promise<void> {
  const expected = plan.fingerprints[subject];
  // That something is still absent is told by the call that creates it.
  if (confirmed.has(subject) || (expected === ABSENT && step.kind.startsWith('create-'))) return;
  if ((await read()) !== expected) throw stale(step);
  confirmed.add(subject);
}

function faceName({ entity: { type, name }, calls }: Step): FaceName {
  if (type !== 'policy') return { type, name };
  // Every call that changes a policy names it by its ARN.
  const call = calls.find(({ input }) => 'PolicyArn' in input);
  return { type, arn: call !== undefined && 'PolicyArn' in call.input ? (call.input.PolicyArn ?? '') : '' };
}

export function stale({ entity }: Step): LeastwiseError {
  return new LeastwiseError({
    code: 'PLAN_STALE',
    what: `\`${entityId(entity)}\` is no longer what it was when the plan was made`,
    hint: 'plan again',
  });
}
