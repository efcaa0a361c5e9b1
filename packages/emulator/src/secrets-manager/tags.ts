import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { findWritableSecret } from './find.ts';

const TAGS_PER_SECRET = 50;

// Unlike in IAM, tag keys are distinguished by case.

export function tagResource(input: sm.TagResourceRequest, context: Context): void {
  const { tags } = findWritableSecret(context, input.SecretId);
  const added = new Map(input.Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  if (new Map([...tags, ...added]).size > TAGS_PER_SECRET) {
    throw new Refusal('LimitExceededException', `A secret has at most ${TAGS_PER_SECRET} tags.`);
  }
  for (const [key, value] of added) tags.set(key, value);
}

export function untagResource(input: sm.UntagResourceRequest, context: Context): void {
  const { tags } = findWritableSecret(context, input.SecretId);
  for (const key of input.TagKeys) tags.delete(key);
}
