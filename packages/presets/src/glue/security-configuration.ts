import { glue } from '@leastwise/aws/glue';
import { kms } from '@leastwise/aws/kms';
import { logs } from '@leastwise/aws/logs';
import { allow, type IdentityStatement, type Resource } from '@leastwise/policy';
import { checkKey } from '../kms/check-key.ts';
import { checked } from '../parameters/checked.ts';
import type { Place } from '../parameters/place.ts';

/** What a security configuration of AWS Glue encrypts, beside Amazon S3. */
export interface SecurityConfiguration {
  /** The key of job bookmarks, made with `kms.key(...)`. */
  readonly jobBookmarksKmsKey?: Resource<'kms:key'>;
  /** Whether logs are encrypted. The key's own policy lets CloudWatch Logs use it. */
  readonly encryptsLogs?: true;
}

/**
 * Allows using a security configuration: reading it, encrypting bookmarks, and giving log groups their key; nothing where there
 * is none. AWS Glue encrypts bookmarks on the client, so the key is used by the job itself.
 * Source: https://docs.aws.amazon.com/glue/latest/dg/set-up-encryption.html and
 * https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging-enable.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `securityConfiguration.jobBookmarksKmsKey` as its path
 */
export function useSecurityConfiguration(
  configuration: SecurityConfiguration | undefined,
  logGroups: string,
  place: Place,
): readonly IdentityStatement[] {
  if (configuration === undefined) return [];
  const { jobBookmarksKmsKey, encryptsLogs } = checked(configuration, 'securityConfiguration');
  if (jobBookmarksKmsKey !== undefined)
    checkKey(jobBookmarksKmsKey, 'securityConfiguration.jobBookmarksKmsKey');
  return [
    allow(glue.GetSecurityConfiguration).onAnyResource(),
    ...(jobBookmarksKmsKey === undefined ? [] : [allow(kms.Encrypt, kms.Decrypt).on(jobBookmarksKmsKey)]),
    ...(encryptsLogs === true ? [allow(logs.AssociateKmsKey).on(logs.logGroup(logGroups, place))] : []),
  ];
}
