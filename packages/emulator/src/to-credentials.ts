import { LeastwiseError } from '@leastwise/core';
import type { AwsCredentials, IssuedCredentials } from './aws.ts';

/** @throws LeastwiseError `CREDENTIALS_MISSING` */
export function toCredentials(given: AwsCredentials | IssuedCredentials | undefined): AwsCredentials {
  if (given && 'accessKeyId' in given) return given;
  const { AccessKeyId, SecretAccessKey, SessionToken } = given ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined) {
    throw new LeastwiseError({
      code: 'CREDENTIALS_MISSING',
      what: 'these credentials hold no access key id or no secret access key',
      hint: 'pass the `AccessKey` that CreateAccessKey answered or the `Credentials` that AssumeRole answered',
    });
  }
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return SessionToken === undefined ? credentials : { ...credentials, sessionToken: SessionToken };
}
