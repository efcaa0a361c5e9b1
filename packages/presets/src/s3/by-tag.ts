import { s3 } from '@leastwise/aws/s3';
import { allow, aws, type IdentityPolicy, policy } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { literalText } from '../parameters/literal-text.ts';
import { malformed } from '../parameters/malformed.ts';
import { resourcesOf, type S3Location } from './location.ts';

/** A location, and the tag of callers that decides what of it is theirs. */
export interface TaggedLocation extends S3Location {
  /** The key of a tag: `team`. Callers carry it as a tag of their role or user, or of their session. */
  readonly tagKey: string;
}

/**
 * A policy to read those objects of a location that carry a tag with the caller's own value of it: one policy for all teams. Objects
 * without the tag, and callers without it, match nothing. Tagging objects is not allowed: who could change a tag could
 * take any object.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { readObjectsByTag } from '@leastwise/presets/s3';
 *
 * export const ownData = readObjectsByTag({ bucket: 'my-ml-datasets', tagKey: 'team' });
 * ```
 */
export function readObjectsByTag(given: TaggedLocation): IdentityPolicy {
  const [tag, location] = partsOf(given);
  const { objects, owned } = resourcesOf(location);
  const own = allow(s3.GetObject)
    .on(objects)
    .when(s3.keys.existingObjectTag(tag).equals(aws.principalTag(tag).variable));
  return policy(owned === undefined ? own : own.when(owned));
}

/**
 * A policy to work in the folder of a location that is named as the caller's value of a tag: list it, and read, write and delete its
 * objects. Who may tag a role, or pass tags to a session of it, decides whose folder it opens: limit `sts:TagSession` and
 * `iam:TagRole`.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { folderByTag } from '@leastwise/presets/s3';
 *
 * export const ownFolder = folderByTag({ bucket: 'my-ml-scratch', prefix: 'teams/', tagKey: 'team' });
 * ```
 */
export function folderByTag(given: TaggedLocation): IdentityPolicy {
  const [tag, { prefix, ...whole }] = partsOf(given);
  const { bucket, owned } = resourcesOf(whole);
  const { partition = 'aws' } = whole;
  const above = prefix === undefined ? '' : folderText(prefix);
  const folder = `${above}${aws.principalTag(tag).variable}/*` as const;
  const use = allow(
    s3.GetObject,
    s3.PutObject,
    s3.DeleteObject,
    s3.AbortMultipartUpload,
    s3.ListMultipartUploadParts,
  ).on(s3.object(whole.bucket, folder, { partition }));
  const list = allow(s3.ListBucket).on(bucket).when(s3.keys.prefix.like(folder));
  return policy(...(owned === undefined ? [list, use] : [list.when(owned), use.when(owned)]));
}

function partsOf(given: TaggedLocation): readonly [string, S3Location] {
  const { tagKey, ...location } = checked(given);
  if (typeof tagKey !== 'string' || !/^[\w.:/=+@-]{1,128}$/.test(tagKey))
    throw malformed(
      `the key of a tag has 1 to 128 letters, digits or characters of _.:/=+@-, unlike \`${tagKey}\``,
      'tagKey',
    );
  return [tagKey, location];
}

/** Beside a folder's own name there is nothing else that begins alike. */
function folderText(prefix: string): string {
  const text = literalText(prefix, 'prefix');
  if (!prefix.endsWith('/'))
    throw malformed(`folders are below a prefix that ends with a slash, unlike \`${prefix}\``, 'prefix');
  return text;
}
