import { size } from '@leastwise/policy';
import type { Context } from '../context.ts';
import { checkDocument } from '../iam/documents.ts';
import { Refusal } from '../protocol/refusal.ts';
import { isPublic } from '../public-policy.ts';
import { currentText, resourcePolicy } from '../resource-policy.ts';
import type { PublicAccessBlock } from './bucket-state.ts';
import { findBucket } from './buckets.ts';
import type { S3Request, S3Response } from './request.ts';
import { readXml, textOf, xmlAnswer } from './xml.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export function putBucketPolicy(request: S3Request, context: Context): S3Response {
  const bucket = findBucket(request, context);
  const text = new TextDecoder().decode(request.body);
  checkDocument(text, 'resource', 'MalformedPolicy');
  const { left, limit } = size(text, 's3-bucket');
  if (left < 0) throw new Refusal('MalformedPolicy', `Policies must not be larger than ${limit} bytes`);
  if (bucket.publicAccessBlock?.BlockPublicPolicy && isPublic(text)) {
    throw new Refusal(
      'denied',
      `User: ${context.caller.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${bucket.name}" because public policies are blocked by the BlockPublicPolicy block public access setting.`,
    );
  }
  bucket.policy = resourcePolicy(context, text, 'MalformedPolicy');
  return { status: 204 };
}

export function getBucketPolicy(request: S3Request, context: Context): S3Response {
  const { policy } = findBucket(request, context);
  if (!policy) throw new Refusal('NoSuchBucketPolicy', 'The bucket policy does not exist');
  return { headers: { 'content-type': 'application/json' }, body: currentText(context.cloud, policy) };
}

export function deleteBucketPolicy(request: S3Request, context: Context): S3Response {
  findBucket(request, context).policy = undefined;
  return { status: 204 };
}

const BLOCKS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

/** What a request leaves out is off. Of the four, the two about policies have an effect here; there are no ACLs. */
export function putPublicAccessBlock(request: S3Request, context: Context): S3Response {
  const bucket = findBucket(request, context);
  const given = readXml(request.body, 'PublicAccessBlockConfiguration');
  const isOn = (name: keyof PublicAccessBlock): boolean => textOf(given, name)?.toLowerCase() === 'true';
  bucket.publicAccessBlock = {
    BlockPublicAcls: isOn('BlockPublicAcls'),
    IgnorePublicAcls: isOn('IgnorePublicAcls'),
    BlockPublicPolicy: isOn('BlockPublicPolicy'),
    RestrictPublicBuckets: isOn('RestrictPublicBuckets'),
  };
  return {};
}

export function getPublicAccessBlock(request: S3Request, context: Context): S3Response {
  const { publicAccessBlock: block } = findBucket(request, context);
  if (!block) {
    throw new Refusal(
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
    );
  }
  return xmlAnswer(
    'PublicAccessBlockConfiguration',
    BLOCKS.map((name) => [name, block[name]] as const),
  );
}

export function deletePublicAccessBlock(request: S3Request, context: Context): S3Response {
  findBucket(request, context).publicAccessBlock = undefined;
  return { status: 204 };
}
