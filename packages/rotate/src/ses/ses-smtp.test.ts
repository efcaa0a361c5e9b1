import { inspect } from 'node:util';
import { secret } from '@leastwise/core';
import { describe, expect, test } from 'vitest';
import { readValue, writeKey } from '../stored-value.ts';
import { sesSmtp } from './ses-smtp.ts';
import { sesSmtpPassword } from './ses-smtp-password.ts';

const EXAMPLE = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

const options = {
  user: 'mailer',
  secret: 'mail/smtp',
  region: 'eu-central-1',
  every: '60d',
  consumers: { cacheTtl: '1h', longestJob: '1h', slowestPeriod: '7d' },
} as const;

describe('the SMTP password', () => {
  // AWS describes the steps and publishes no vector: these were worked out apart from this code, with Python's own hmac. The key is AWS's example.
  test.each([
    ['some+secret+key', 'eu-central-1', 'BMXhUYlu5Z3gSXVQORxlVa7XPaz91aGWdfHxvkOZdWZ2'],
    ['another+secret+key', 'eu-central-1', 'BBbphbrQmrKMx42d1N6+C7VINYEBGI5v9VsZeTxwskfh'],
    ['some+secret+key', 'us-west-1', 'BH+jbMzper5WwlwUar9E1ySBqHa9whi0GPo+sJ0mVYJj'],
    ['another+secret+key', 'us-west-1', 'BKVmjjMDFk/qqw8EROW99bjCS65PF8WKvK5bSr4Y6EqF'],
    [EXAMPLE, 'us-east-1', 'BOntiZFm/r+5s3psZ/RpsjB+aSGsj2J0rXdiLuO0cQL7'],
    [EXAMPLE, 'us-west-2', 'BGUg6xm6ylhzPqqxb4Rc0Kwq1Cu/SvXckV+Vy88tXi+j'],
    [EXAMPLE, 'eu-west-1', 'BEW1uMsJNijX9ThCfEJCkeH4gPo9MWFsAUXj6NZO5jyz'],
    [EXAMPLE, 'ap-southeast-2', 'BAzbEzGWYFtl2/Y5jYjbyS2pCdLjqoO1eApa0aYnOPqb'],
    [EXAMPLE, 'sa-east-1', 'BMedbeQgwOpo0bAY9wCCrI+KGjX2VZWOSl8gKXq0B0wC'],
    [EXAMPLE, 'us-gov-west-1', 'BK3FzErblQdpgmwATHrXOIwmEENEQTQ7gkOo4w2JiPHH'],
  ])('of %s in %s is what AWS’s steps give', (key, region, password) => {
    expect(sesSmtpPassword(secret(key), region).reveal()).toBe(password);
  });

  test('is in no printed form', () => {
    const password = sesSmtpPassword(secret('some+secret+key'), 'eu-central-1');
    expect(
      inspect(password, { showHidden: true }) + JSON.stringify({ password }) + `${password}`,
    ).not.toContain('BMXh');
  });
});

describe('a key with SMTP credentials', () => {
  const key = {
    kind: 'key',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: secret('some+secret+key'),
    fields: secret({ sender: 'shop@example.com' }),
  } as const;
  const { derived } = sesSmtp(options);

  test('is stored with them, beside what the user keeps there', () => {
    expect(JSON.parse(writeKey(key, derived).reveal())).toEqual({
      sender: 'shop@example.com',
      SmtpHost: 'email-smtp.eu-central-1.amazonaws.com',
      SmtpPort: 587,
      SmtpUsername: 'AKIAIOSFODNN7EXAMPLE',
      SmtpPassword: 'BMXhUYlu5Z3gSXVQORxlVa7XPaz91aGWdfHxvkOZdWZ2',
      AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      SecretAccessKey: 'some+secret+key',
    });
  });

  test('hands none of them on to its successor', () => {
    const read = readValue(writeKey(key, derived).reveal(), derived);
    expect(read.kind === 'key' && read.fields.reveal()).toEqual({ sender: 'shop@example.com' });
  });

  test('refuses what is no region', () => {
    for (const region of ['Frankfurt', 'eu-central', undefined as never]) {
      expect(() => sesSmtp({ ...options, region })).toThrow(
        expect.objectContaining({ code: 'MALFORMED_REGION' }) as Error,
      );
    }
  });
});
