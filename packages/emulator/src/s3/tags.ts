import { Refusal } from '../protocol/refusal.ts';
import type { S3Response } from './request.ts';
import { childrenOf, readXml, textOf, xmlAnswer } from './xml.ts';

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html

/** @throws Refusal MalformedXML, InvalidTag */
export function readTags(body: Uint8Array, most: number): Map<string, string> {
  const [set] = childrenOf(readXml(body, 'Tagging'), 'TagSet');
  const tags = set ? childrenOf(set, 'Tag') : [];
  return checkedTags(
    tags.map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? ''] as const),
    most,
  );
}

/** Tags as the header `x-amz-tagging` has them: `team=ml&stage=test`. */
export function headerTags(header: string | undefined, most: number): Map<string, string> {
  return checkedTags([...new URLSearchParams(header ?? '')], most);
}

function checkedTags(pairs: readonly (readonly [string, string])[], most: number): Map<string, string> {
  const tags = new Map(pairs);
  if (tags.size < pairs.length) {
    throw new Refusal('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  if (tags.size > most) throw new Refusal('InvalidTag', `Tags cannot be more than ${most}`);
  for (const [key, value] of tags) {
    if (key === '' || key.length > 128)
      throw new Refusal('InvalidTag', 'The TagKey you have provided is invalid');
    if (value.length > 256) throw new Refusal('InvalidTag', 'The TagValue you have provided is invalid');
  }
  return tags;
}

export function tagsAnswer(tags: ReadonlyMap<string, string>): S3Response {
  const set = Array.from(
    tags,
    ([key, value]) =>
      [
        'Tag',
        [
          ['Key', key],
          ['Value', value],
        ] as const,
      ] as const,
  );
  return xmlAnswer('Tagging', [['TagSet', set]]);
}

/** Puts tags in the place of others. */
export function replaceTags(tags: Map<string, string>, others: ReadonlyMap<string, string>): void {
  tags.clear();
  for (const [key, value] of others) tags.set(key, value);
}
