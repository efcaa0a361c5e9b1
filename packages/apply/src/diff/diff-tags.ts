import type { Tags } from '@leastwise/policy';
import { type TaggedName, tagCall, untagCall } from '../calls.ts';
import type { Entity } from '../entity.ts';
import type { Step } from '../plan.ts';
import { step } from './step.ts';

/**
 * Tags belong to their entity exclusively, except for those of AWS and of leastwise. IAM ignores the case of their keys.
 */
export function diffTags(entity: Entity, tagged: TaggedName, wanted: Tags, existing: Tags): Step[] {
  const current = new Map(
    Object.entries(existing)
      .filter(([key]) => !/^(aws|leastwise):/i.test(key))
      .map(([key, value]) => [key.toLowerCase(), { key, value }]),
  );
  const kept = new Set(Object.keys(wanted).map((key) => key.toLowerCase()));
  const extra = [...current.values()].map(({ key }) => key).filter((key) => !kept.has(key.toLowerCase()));
  const changed = Object.keys(wanted).filter((key) => current.get(key.toLowerCase())?.value !== wanted[key]);
  const steps: Step[] = [];
  if (extra.length > 0) {
    const detail = `tag ${extra.sort().join(', ')}`;
    steps.push(step('untag', entity, untagCall(tagged, extra), { change: 'remove', detail }));
  }
  if (changed.length > 0) {
    const tags = Object.fromEntries(changed.sort().map((key) => [key, wanted[key] ?? '']));
    const detail = `tag ${changed.map((key) => `${key} = ${tags[key] ?? ''}`).join(', ')}`;
    const isNew = changed.every((key) => !current.has(key.toLowerCase()));
    steps.push(step('tag', entity, tagCall(tagged, tags), { change: isNew ? 'add' : 'change', detail }));
  }
  return steps;
}
