import type { Context } from '../context.ts';
import { findBucket } from './buckets.ts';
import { malformedXml } from './errors.ts';
import type { S3Request, S3Response } from './request.ts';
import { childrenOf, readXml, textOf, xmlAnswer } from './xml.ts';

const MOST_KEYS = 1000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export function deleteObjects(request: S3Request, context: Context): S3Response {
  const { objects } = findBucket(request, context);
  const keys = keysToDelete(request);
  for (const key of keys) objects.delete(key);
  const isQuiet = textOf(readXml(request.body, 'Delete'), 'Quiet') === 'true';
  return xmlAnswer('DeleteResult', isQuiet ? [] : keys.map((key) => ['Deleted', [['Key', key]]] as const));
}

/** @throws Refusal MalformedXML, also for none and for more than a thousand. */
export function keysToDelete({ body }: S3Request): string[] {
  const keys = childrenOf(readXml(body, 'Delete'), 'Object').map((object) => textOf(object, 'Key') ?? '');
  if (keys.length === 0 || keys.length > MOST_KEYS || keys.includes('')) throw malformedXml();
  return keys;
}
