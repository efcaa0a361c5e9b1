import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { findBucket } from './buckets.ts';
import { malformedXml } from './errors.ts';
import type { S3Request, S3Response } from './request.ts';
import { object } from './targets.ts';
import { childrenOf, type Content, readXml, textOf, xmlAnswer } from './xml.ts';

const MOST_KEYS = 1000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export function deleteObjects(request: S3Request, context: Context): S3Response {
  const { objects } = findBucket(request, context);
  const isQuiet = textOf(readXml(request.body, 'Delete'), 'Quiet') === 'true';
  const results = keysToDelete(request).map((key): readonly [string, Content] | undefined => {
    const refusal = refusalFor(key, request, context);
    if (refusal) return ['Error', failure(key, refusal)];
    objects.delete(key);
    return isQuiet ? undefined : ['Deleted', [['Key', key]]];
  });
  return xmlAnswer(
    'DeleteResult',
    results.filter((result) => result !== undefined),
  );
}

function failure(key: string, { message }: Refusal): Content {
  return [
    ['Key', key],
    ['Code', 'AccessDenied'],
    ['Message', message],
  ];
}

/** Why a key may not be deleted: the others still are. */
function refusalFor(key: string, { bucket }: S3Request, context: Context): Refusal | undefined {
  try {
    context.demand({ action: 's3:DeleteObject', on: object({ bucket, key }, context) });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** @throws Refusal MalformedXML, also for none and for more than a thousand. */
function keysToDelete({ body }: S3Request): string[] {
  const keys = childrenOf(readXml(body, 'Delete'), 'Object').map((object) => textOf(object, 'Key') ?? '');
  if (keys.length === 0 || keys.length > MOST_KEYS || keys.includes('')) throw malformedXml();
  return keys;
}
