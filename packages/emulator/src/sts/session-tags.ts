import type * as sts from '../../generated/sts.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Tags } from '../state.ts';
import type { Session } from './session-state.ts';

const MOST_TAGS = 50;

/** The tags that a session brings along, and those of them that the roles assumed with it inherit. */
export type SessionTags = Pick<Session, 'tags' | 'transitive'>;

/**
 * Tags that the request gives, and the transitive ones of the session that asks.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining
 *
 * @throws Refusal for a key given twice, in whatever case, for one that is inherited, and for a transitive key without a tag.
 */
export function sessionTags(
  {
    Tags: given = [],
    TransitiveTagKeys: transitive = [],
  }: Pick<sts.AssumeRoleRequest, 'Tags' | 'TransitiveTagKeys'>,
  { caller }: Context,
): SessionTags {
  const asking = caller.session;
  const inherited: Tags = new Map(
    [...(asking?.tags ?? [])].filter(([key]) => asking?.transitive.includes(key)),
  );
  const tags = new Map(given.map((tag) => [tag.Key.toLowerCase(), tag]));
  if (given.length > MOST_TAGS) {
    throw new Refusal('invalid', `At most ${MOST_TAGS} session tags can be passed.`);
  }
  if (tags.size < given.length) {
    throw new Refusal('invalid', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  const taken = given.find(({ Key }) => inherited.has(Key.toLowerCase()));
  if (taken) {
    throw new Refusal(
      'invalid',
      `One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session: ${taken.Key}.`,
    );
  }
  const keys = transitive.map((key) => key.toLowerCase());
  const absent = keys.find((key) => !tags.has(key));
  if (absent !== undefined) {
    throw new Refusal(
      'invalid',
      `The transitive tag key ${absent} is not among the keys of the session tags.`,
    );
  }
  return { tags: new Map([...inherited, ...tags]), transitive: [...inherited.keys(), ...keys] };
}
