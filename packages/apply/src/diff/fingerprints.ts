import type { AccountEntity } from '../account.ts';
import { identityOf } from '../entity.ts';
import { ABSENT, fingerprintOf, inlineFingerprint, subjectOf } from '../fingerprint.ts';
import type { Step } from '../plan.ts';
import { entitiesOf, type Scene } from './scene.ts';

/** What the plan's steps write over, as it was when it was read. */
export function fingerprintsOf(steps: readonly Step[], { account }: Scene): Record<string, string> {
  const existing = new Map(entitiesOf(account).map((entity) => [identityOf(entity), entity]));
  const prints = new Map<string, string>();
  for (const step of steps) {
    const entity = existing.get(identityOf(step.entity));
    prints.set(subjectOf(step.entity), entity === undefined ? ABSENT : fingerprintOf(entity, account));
    const inline = inlineOf(step);
    if (inline === undefined || entity === undefined) continue;
    prints.set(subjectOf(step.entity, inline), inlineFingerprint(documentOf(entity, inline), account));
  }
  return Object.fromEntries([...prints].sort());
}

/** The name of the inline policy that a step writes or deletes. */
export function inlineOf({ calls }: Pick<Step, 'calls'>): string | undefined {
  const call = calls[0];
  if (call === undefined || !/^(Put|Delete)(Role|User|Group)Policy$/.test(call.operation)) return undefined;
  return 'PolicyName' in call.input ? call.input.PolicyName : undefined;
}

function documentOf(entity: AccountEntity, inline: string) {
  return entity.type === 'policy' ? undefined : entity.inline[inline];
}
