import { checkParameter, LeastwiseError } from '@leastwise/core';
import type { AwsCredentials, IssuedCredentials } from './aws.ts';

/** @throws LeastwiseError `CREDENTIALS_MISSING` */
export function toCredentials(given: AwsCredentials | IssuedCredentials | undefined): AwsCredentials {
  if (given !== undefined) checkParameter('credentials', given, 'object');
  if (given && 'accessKeyId' in given) {
    checkParameter('credentials', given, {
      accessKeyId: 'text',
      secretAccessKey: 'text',
      'sessionToken?': 'text',
    });
    return given;
  }
  const { AccessKeyId, SecretAccessKey, SessionToken } = given ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined) {
    throw new LeastwiseError({
      code: 'CREDENTIALS_MISSING',
      what: 'these credentials hold no access key id or no secret access key',
      path: 'credentials',
      hint: 'pass the `AccessKey` that CreateAccessKey answered or the `Credentials` that AssumeRole answered',
    });
  }
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return SessionToken === undefined ? credentials : { ...credentials, sessionToken: SessionToken };
}
