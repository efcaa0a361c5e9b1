import { LeastwiseError } from '@leastwise/core';
import { inlineOf } from '../diff/fingerprints.ts';
import { arnOfEntity } from '../arns.ts';
import { type Entity, entityId, identityOf } from '../entity.ts';
import { ABSENT, fingerprintOf, inlineFingerprint, settingFingerprint, subjectOf } from '../fingerprint.ts';
import type { Step } from '../plan.ts';
import { type FaceName, readFace, readInline } from '../read/read-face.ts';
import { readAccountFace } from '../read/settings.ts';
import type { Run } from './run.ts';

/**
 * Looks, right before the first write to anything that existed when the plan was made, whether it is still what it was.
 * IAM itself cannot make a write depend on that.
 *
 * @throws LeastwiseError `PLAN_STALE`
 */
export async function confirm(step: Step, run: Run): Promise<void> {
  if (run.created.has(identityOf(step.entity))) return;
  if (step.entity.type === 'account')
    return once(subjectOf(step.entity), step, run, async () =>
      settingFingerprint(await readAccountFace(run, step.entity.name)),
    );
  await once(subjectOf(step.entity), step, run, async () => {
    const face = await readFace(run.caller, run.iam, faceName(step.entity, run));
    return face === undefined ? ABSENT : fingerprintOf(face, run.place);
  });
  const inline = inlineOf(step);
  const { type, name } = step.entity;
  if (inline === undefined || (type !== 'role' && type !== 'user' && type !== 'group')) return;
  await once(subjectOf(step.entity, inline), step, run, async () =>
    inlineFingerprint(await readInline(run.caller, run.iam, { type, name }, inline), run.place),
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
  const creates = step.kind.startsWith('create-') && step.entity.type !== 'account';
  if (confirmed.has(subject) || (expected === ABSENT && creates)) return;
  if ((await read()) !== expected) throw stale(step);
  confirmed.add(subject);
}

/** Policies and providers are found by ARN, which does not change as long as they exist. */
function faceName({ type, name }: Entity, { plan }: Run): FaceName {
  if (type === 'role' || type === 'user' || type === 'group' || type === 'instance-profile')
    return { type, name };
  const known = plan.before[identityOf({ type, name })];
  const arn =
    known !== null && known !== undefined && 'arn' in known
      ? known.arn
      : arnOfEntity({ type, name, path: '/' }, { id: plan.account, partition: plan.partition });
  return { type: type === 'account' ? 'policy' : type, arn };
}

export function stale({ entity }: Step): LeastwiseError {
  return new LeastwiseError({
    code: 'PLAN_STALE',
    what: `\`${entityId(entity)}\` is no longer what it was when the plan was made`,
    hint: 'plan again',
  });
}
