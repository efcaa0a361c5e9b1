import type { Account, AccountEntity } from '../account.ts';
import { identityOf } from '../entity.ts';
import {
  ABSENT,
  type FacePlace,
  fingerprintOf,
  inlineFingerprint,
  settingFingerprint,
  subjectOf,
} from '../fingerprint.ts';
import type { Plan, Step } from '../plan.ts';
import { arnsById } from './before.ts';
import { among, movedBy } from './moved.ts';
import { entitiesOf } from './scene.ts';

/** What the plan's steps write over, as it was when it was read. */
export function fingerprintsOf(
  steps: readonly Step[],
  account: Account,
  before: Plan['before'],
): Record<string, string> {
  const place = facePlace({ steps, before, account: account.id, partition: account.partition });
  const existing = new Map(entitiesOf(account).map((entity) => [identityOf(entity), entity]));
  const prints = new Map<string, string>();
  for (const step of steps) {
    if (step.entity.type === 'account') {
      const value = step.entity.name === 'alias' ? account.alias : account.passwordPolicy;
      prints.set(subjectOf(step.entity), settingFingerprint(value));
      continue;
    }
    const entity = existing.get(identityOf(step.entity));
    prints.set(subjectOf(step.entity), entity === undefined ? ABSENT : fingerprintOf(entity, place));
    const inline = inlineOf(step);
    if (inline === undefined || entity === undefined) continue;
    prints.set(subjectOf(step.entity, inline), inlineFingerprint(documentOf(entity, inline), place));
  }
  return Object.fromEntries([...prints].sort());
}

/** What documents are compared by before a plan's steps and between them. */
export function facePlace(plan: Pick<Plan, 'steps' | 'before' | 'account' | 'partition'>): FacePlace {
  const { steps, before, account: id, partition } = plan;
  return { partition, arnOf: arnsById(before), moved: movedBy(steps, among(before), { id, partition }) };
}

/** The name of the inline policy that a step writes or deletes. */
export function inlineOf({ calls }: Pick<Step, 'calls'>): string | undefined {
  const call = calls[0];
  if (call === undefined || !/^(Put|Delete)(Role|User|Group)Policy$/.test(call.operation)) return undefined;
  return 'PolicyName' in call.input ? call.input.PolicyName : undefined;
}

function documentOf(entity: AccountEntity, inline: string) {
  return 'inline' in entity ? entity.inline[inline] : undefined;
}
