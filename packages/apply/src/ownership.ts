import { checkParameter, LeastwiseError } from '@leastwise/core';
import type { Tags } from '@leastwise/policy';
import { type Entity, identityOf } from './entity.ts';

/** The tag that names the stack that an entity belongs to. */
export const STACK_TAG = 'leastwise:stack';
/** The tag that names the entity itself, so that a copy of an entity's tags on another one makes it nobody's. */
export const ID_TAG = 'leastwise:id';

/** The tags by which roles, users and policies are known as a stack's own. Set when they are created. */
export function ownershipTags(stack: string, entity: Entity): Tags {
  return { [STACK_TAG]: stack, [ID_TAG]: idTag(entity) };
}

/** The most that the value of a tag may have. */
const LONGEST_VALUE = 256;

/** Names may hold a comma and more that tags may not; no name holds a space. */
function idTag(entity: Entity): string {
  return identityOf(entity)
    .replace(/[^\p{L}\p{N}_.:/=+\-@]/gu, ' ')
    .slice(0, LONGEST_VALUE);
}

/** The path by which groups, which take no tags, are known as a stack's own. */
export function groupPath(stack: string): string {
  return `/leastwise/${stack}/`;
}

/** What says whose an existing entity is. */
export interface Marks extends Entity {
  readonly path: string;
  readonly tags?: Tags;
}

/** Whether an existing entity is the stack's own, so that plans may change and delete it. */
export function isOwn(entity: Marks, stack: string): boolean {
  if (entity.type === 'group') return entity.path === groupPath(stack);
  return entity.tags?.[STACK_TAG] === stack && entity.tags[ID_TAG] === idTag(entity);
}

/** The name of the other stack that an existing entity says it belongs to. */
export function otherStack(entity: Marks, stack: string): string | undefined {
  const named =
    entity.type === 'group' ? /^\/leastwise\/([^/]+)\/$/.exec(entity.path)?.[1] : entity.tags?.[STACK_TAG];
  return named === stack ? undefined : named;
}

/** @throws LeastwiseError `MALFORMED_NAME` for what would not fit both a tag and a path */
export function checkStackName(name: string): void {
  checkParameter('name', name, 'text', 'a stack is `stack(name, contents)`');
  if (/^[A-Za-z0-9][\w.-]{0,63}$/.test(name)) return;
  throw new LeastwiseError({
    code: 'MALFORMED_NAME',
    what: `a stack name has 1 to 64 letters, digits or characters of ._- and begins with a letter or digit, not \`${name}\``,
  });
}
