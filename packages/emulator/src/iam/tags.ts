import { Refusal } from '../protocol/refusal.ts';
import type { Tags } from '../state.ts';
import { page, type PageRequest } from './page.ts';
import { QUOTAS } from './quotas.ts';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

// Tag keys are not distinguished by case, but keep the one they were written in:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules

/** @throws Refusal for a key given twice, and for more tags than an entity may have. */
export function newTags(given: readonly Tag[] | undefined): Tags {
  const tags: Tags = new Map();
  addTags(tags, given ?? []);
  return tags;
}

/** @throws Refusal for a key given twice, and for more tags than an entity may have. */
export function addTags(tags: Tags, given: readonly Tag[]): void {
  const keys = new Set(given.map(({ Key }) => Key.toLowerCase()));
  if (keys.size < given.length) {
    throw new Refusal(
      'InvalidInput',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  }
  if (new Set([...tags.keys(), ...keys]).size > QUOTAS.tags) {
    throw new Refusal('LimitExceeded', `Cannot exceed quota for TagsPerEntity: ${QUOTAS.tags}`);
  }
  for (const tag of given) tags.set(tag.Key.toLowerCase(), tag);
}

export function removeTags(tags: Tags, keys: readonly string[]): void {
  for (const key of keys) tags.delete(key.toLowerCase());
}

/** The tags as a list; absent where there are none, as AWS answers. */
export function tagsOutput(tags: Tags): Tag[] | undefined {
  return tags.size === 0 ? undefined : [...tags.values()];
}

/** A page of tags, in the order of their keys. */
export function listTags(tags: Tags, input: PageRequest): { Tags: readonly Tag[]; IsTruncated: boolean } {
  const { items, rest } = page(tags.values(), ({ Key }) => Key.toLowerCase(), input);
  return { Tags: items, ...rest };
}
