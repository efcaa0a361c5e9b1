import type { AccountEntity } from '../account.ts';
import { entityId, identityOf } from '../entity.ts';
import { isOwn, otherStack, ownershipTags } from '../ownership.ts';
import { tagCall } from '../calls.ts';
import type { Blocked, Step } from '../plan.ts';
import type { StackEntity } from '../stack.ts';
import type { Scene } from './scene.ts';
import { blockedStep, step } from './step.ts';

/**
 * The first steps towards an entity that exists: none where it is the stack's own, taking it over where that was asked
 * for, and otherwise a blocked one, which then is the only one.
 */
export function approach(wanted: StackEntity, existing: AccountEntity, scene: Scene): readonly Step[] {
  const own = isOwn(existing, scene.stack.name);
  const refusal = own ? undefined : foreign(existing, scene);
  if (refusal !== undefined) return [blockedStep('adopt', wanted, refusal, { change: 'change' })];
  const fixed = immutable(wanted, existing);
  if (fixed !== undefined) return [blockedStep('replace', wanted, fixed, { change: 'change' })];
  return own ? [] : [adoption(wanted, existing, scene)];
}

/** Whether what {@link approach} gave ends the matter. */
export function isBlocked(steps: readonly Step[]): boolean {
  return steps.some(({ blocked }) => blocked !== undefined);
}

/** What IAM cannot change in place. */
function immutable(wanted: StackEntity, existing: AccountEntity): Blocked | undefined {
  if (wanted.name !== existing.name)
    return {
      reason: `it exists as \`${existing.name}\`, and IAM ignores case where it compares names`,
      hint: `write its name as \`${existing.name}\``,
    };
  if ((wanted.type === 'policy' || wanted.type === 'role') && wanted.path !== existing.path)
    return {
      reason: `it exists under the path \`${existing.path}\`, and IAM cannot move a ${wanted.type}`,
      hint: `keep that path, or give it another name`,
    };
  if (wanted.type === 'policy' && 'description' in existing && wanted.description !== existing.description)
    return {
      reason: `its description is \`${existing.description}\`, and IAM cannot change that of a managed policy`,
      hint: 'keep that description, or give it another name',
    };
  return undefined;
}

function foreign(existing: AccountEntity, { stack, adopt }: Scene): Blocked | undefined {
  if (/^\/aws-(service-role|reserved)\//.test(existing.path))
    return { reason: 'it belongs to an AWS service', hint: 'give yours another name' };
  const named = adopt !== true && adopt.some((each) => each.toLowerCase() === identityOf(existing));
  if (named) return undefined;
  const ask = `adopt it with \`adopt: ['${entityId(existing)}']\``;
  const other = otherStack(existing, stack.name);
  if (other !== undefined)
    return { reason: `it belongs to the stack \`${other}\``, hint: `take it out of that stack, or ${ask}` };
  if (adopt === true) return undefined;
  return {
    reason: 'it exists already and does not belong to this stack',
    hint: `${ask}, or give yours another name`,
  };
}

/** Marks an existing entity as the stack's own. */
function adoption(wanted: StackEntity, existing: AccountEntity, { stack }: Scene): Step {
  const parts = { change: 'change', detail: 'becomes part of this stack' } as const;
  if (wanted.type === 'group') {
    const input = { GroupName: existing.name, NewPath: wanted.path };
    return step('adopt', wanted, { operation: 'UpdateGroup', input }, parts);
  }
  const { name, arn } = existing;
  return step(
    'adopt',
    wanted,
    tagCall({ type: wanted.type, name, arn }, ownershipTags(stack.name, wanted)),
    parts,
  );
}
