import { createHmac } from 'node:crypto';
import { checkParameter, type Secret, secret } from '@leastwise/core';

/* What every password is derived from; AWS fixed them once. */
const DATE = '11111111';
const VERSION = 0x04;

/**
 * Works out the password of the Amazon SES SMTP interface that goes with a secret access key in a region. The user name is the access key id.
 * https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html#smtp-credentials-convert
 *
 * @example
 * ```ts
 * import { secret } from '@leastwise/core';
 * import { sesSmtpPassword } from '@leastwise/rotate';
 *
 * const password = sesSmtpPassword(secret('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'), 'eu-west-1');
 * console.log(`${password}`, password.reveal().length);
 * ```
 */
export function sesSmtpPassword(secretAccessKey: Secret, region: string): Secret {
  checkParameter(
    'secretAccessKey',
    secretAccessKey,
    { reveal: 'function' },
    'wrap it: `secret(text)` of `@leastwise/core`',
  );
  checkParameter('region', region, 'text');
  const sign = (key: string | Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest();
  const first = sign(`AWS4${secretAccessKey.reveal()}`, DATE);
  const signature = [region, 'ses', 'aws4_request', 'SendRawEmail'].reduce<Buffer>(sign, first);
  return secret(Buffer.concat([Buffer.of(VERSION), signature]).toString('base64'));
}
