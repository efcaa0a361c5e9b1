import { Refusal } from '../protocol/refusal.ts';

/** What S3 calls its own errors, with their HTTP status. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const S3_ERRORS = {
  BadDigest: 400,
  BucketAlreadyExists: 409,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  EntityTooSmall: 400,
  IllegalLocationConstraintException: 400,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  InvalidTag: 400,
  InvalidURI: 400,
  KeyTooLongError: 400,
  MalformedPolicy: 400,
  MalformedXML: 400,
  NoSuchBucket: 404,
  NoSuchBucketPolicy: 404,
  NoSuchKey: 404,
  NoSuchPublicAccessBlockConfiguration: 404,
  NoSuchTagSet: 404,
  NoSuchUpload: 404,
  NotModified: 304,
  PreconditionFailed: 412,
} as const;

export type S3ErrorCode = keyof typeof S3_ERRORS;

export function malformedXml(): Refusal {
  return new Refusal(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}
