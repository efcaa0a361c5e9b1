import type { Service } from '../protocol/services.ts';
import { S3_ERRORS } from '../s3/errors.ts';

/**
 * HTTP statuses of errors that services share and do not list with their own.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const COMMON: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  ExpiredToken: 403,
  InternalError: 500,
  InternalFailure: 500,
  InternalServerError: 500,
  InvalidClientTokenId: 403,
  RequestTimeout: 400,
  ServiceUnavailable: 503,
  SignatureDoesNotMatch: 403,
  SlowDown: 503,
  TooManyRequestsException: 429,
};

/** The HTTP status that goes with an error code; 400 where nothing is known of it. */
export function statusOf(code: string, { id, table }: Service): number {
  const own = id === 's3' ? S3_ERRORS : table.errors;
  return new Map(Object.entries({ ...COMMON, ...own })).get(code) ?? 400;
}
