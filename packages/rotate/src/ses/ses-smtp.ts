import { checkParameter, LeastwiseError, secret } from '@leastwise/core';
import { accessKey, type AccessKeyOptions, type AccessKeyTarget } from '../access-key.ts';
import { sesSmtpPassword } from './ses-smtp-password.ts';

/** What {@link sesSmtp} takes. */
export interface SesSmtpOptions extends AccessKeyOptions {
  /** Where mail is sent from; a password is good in one region only. */
  readonly region: string;
}

/** https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html: STARTTLS */
const PORT = 587;

/**
 * Describes the credentials with which a user sends mail through the Amazon SES SMTP interface. They follow from an access key, so this is
 * one, rotated as any other; beside it the secret holds `SmtpHost`, `SmtpPort`, `SmtpUsername` and `SmtpPassword`, stored with the key in one
 * request.
 *
 * @throws LeastwiseError `MALFORMED_REGION`, and as {@link accessKey} does.
 *
 * @example
 * ```ts
 * import { sesSmtp } from '@leastwise/rotate';
 *
 * sesSmtp({
 *   user: 'mailer',
 *   secret: 'mail/smtp',
 *   region: 'eu-west-1',
 *   every: '60d',
 *   consumers: { cacheTtl: '1h', longestJob: '1h', slowestPeriod: '7d' },
 * });
 * ```
 */
export function sesSmtp(given: SesSmtpOptions): AccessKeyTarget {
  checkParameter('options', given, 'object');
  const { region, ...options } = given;
  // A program without types may pass anything.
  if (typeof (region as unknown) !== 'string' || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    throw new LeastwiseError({
      code: 'MALFORMED_REGION',
      what: `\`${region}\` is not a region`,
      path: '$.region',
      hint: 'name the region that mail is sent from, such as `eu-west-1`',
    });
  }
  return Object.freeze({
    ...accessKey(options),
    derived: Object.freeze({
      names: Object.freeze(['SmtpHost', 'SmtpPort', 'SmtpUsername', 'SmtpPassword']),
      of: (accessKeyId, secretAccessKey) =>
        secret({
          SmtpHost: `email-smtp.${region}.amazonaws.com`,
          SmtpPort: PORT,
          SmtpUsername: accessKeyId,
          SmtpPassword: sesSmtpPassword(secretAccessKey, region).reveal(),
        }),
    } satisfies AccessKeyTarget['derived']),
  });
}
