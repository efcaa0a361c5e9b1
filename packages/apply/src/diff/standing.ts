import type { AccountEntity } from '../account.ts';
import { tagCall, untagCall } from '../calls.ts';
import { entityId, identityOf } from '../entity.ts';
import { ID_TAG, otherStack, ownershipTags, STACK_TAG } from '../ownership.ts';
import type { Blocked, Step } from '../plan.ts';
import type { StackEntity } from '../stack.ts';
import { unchangeable } from './replace.ts';
import { renamedTo, type Scene } from './scene.ts';
import { blockedStep, step } from './step.ts';

/**
 * The first steps towards an entity that exists: none where it is the stack's own, taking it over where that was asked
 * for, and otherwise a blocked one, which then is the only one.
 */
export function approach(wanted: StackEntity, existing: AccountEntity, scene: Scene): readonly Step[] {
  const own = scene.own(existing) || isHalfRenamed(existing, scene);
  const refusal = own ? undefined : foreign(existing, scene);
  if (refusal !== undefined) return [blockedStep('adopt', wanted, refusal, { change: 'change' })];
  const fixed = immutable(wanted, existing, scene);
  if (fixed !== undefined) return [blockedStep('replace', wanted, fixed, { change: 'change' })];
  return own ? [] : [adoption(wanted, existing, scene)];
}

/** Whether what {@link approach} gave ends the matter. */
export function isBlocked(steps: readonly Step[]): boolean {
  return steps.some(({ blocked }) => blocked !== undefined);
}

/** A rename first writes the new name into the tag, so that an interrupted one is still known as the stack's own. */
function isHalfRenamed(existing: AccountEntity, { renames, stack }: Scene): boolean {
  const name = renamedTo(existing, renames);
  if (name === undefined || existing.type === 'group') return false;
  const tags = ownershipTags(stack.name, { type: existing.type, name });
  return existing.tags[STACK_TAG] === stack.name && existing.tags[ID_TAG] === tags[ID_TAG];
}

/** What IAM cannot change in place. */
function immutable(wanted: StackEntity, existing: AccountEntity, { renames }: Scene): Blocked | undefined {
  if (wanted.name !== existing.name && renamedTo(existing, renames) !== wanted.name)
    return {
      reason: `it exists as \`${existing.name}\`, and IAM ignores case where it compares names`,
      hint: `write its name as \`${existing.name}\``,
    };
  const reason = unchangeable(wanted, existing);
  if (reason === undefined || keepsDescription(wanted, existing)) return undefined;
  return {
    reason,
    hint: `keep that, give it another name, or have it deleted and made anew with \`replace: ['${entityId(wanted)}']\``,
  };
}

/** A policy of which the stack says no description keeps the one that it has. */
function keepsDescription(wanted: StackEntity, existing: AccountEntity): boolean {
  return wanted.type === 'policy' && wanted.description === '' && wanted.path === existing.path;
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

/** Marks what leaves the stack and stays in the account as nobody's. */
export function release(existing: AccountEntity): Step {
  const parts = { change: 'change', detail: 'stays, and is no part of this stack any more' } as const;
  if (existing.type === 'group') {
    const input = { GroupName: existing.name, NewPath: '/' };
    return step('release', existing, { operation: 'UpdateGroup', input }, parts);
  }
  const { type, name, arn } = existing;
  return step('release', existing, untagCall({ type, name, arn }, [ID_TAG, STACK_TAG]), parts);
}
