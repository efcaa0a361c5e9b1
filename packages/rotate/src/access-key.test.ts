import { describe, expect, test } from 'vitest';
import { accessKey, type AccessKeyOptions } from './access-key.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const options: AccessKeyOptions = {
  user: 'AML@Packt',
  secret: 'ml/aml-packt',
  every: '60d',
  consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
};
const failing =
  (over: object): (() => unknown) =>
  () =>
    accessKey({ ...options, ...over });

describe('accessKey', () => {
  test('derives the windows from the consumers', () => {
    expect(accessKey(options).windows).toEqual({
      every: 60 * DAY,
      grace: 13 * HOUR,
      quiet: DAY,
      recovery: 7 * DAY,
    });
  });

  test('is frozen, so that what was checked stays', () => {
    const target = accessKey(options);
    expect(Object.isFrozen(target) && Object.isFrozen(target.windows)).toBe(true);
  });

  test.each([
    ['a grace period shorter than the longest cache plus the longest job', { grace: '12h' }, '$.grace'],
    ['a quiet period shorter than the slowest period', { quiet: '23h' }, '$.quiet'],
    ['a recovery period of less than a week', { recovery: '6d' }, '$.recovery'],
    ['grace + recovery that reach the interval', { grace: '53d' }, '$.every'],
    ['quiet + recovery that reach the interval', { quiet: '53d' }, '$.every'],
    ['an interval + grace that reach the compliance age', { every: '89.5d' }, '$.every'],
    ['a compliance age that the interval reaches', { complianceAge: '60d' }, '$.every'],
  ])('refuses %s', (_, over, path) => {
    expect(failing(over)).toThrow(expect.objectContaining({ code: 'WINDOWS_DO_NOT_FIT', path }));
  });

  test.each([{ grace: '13h' }, { quiet: '1d' }, { recovery: '7d' }, { complianceAge: '61d' }] as const)(
    'accepts what just fits: %o',
    (over) => {
      expect(failing(over)).not.toThrow();
    },
  );

  test.each(['', 'a/b', 'arn:aws:iam::111122223333:user/alice', 'a'.repeat(65), undefined, 'a b'])(
    'refuses the user `%s`',
    (user) => {
      expect(failing({ user })).toThrow(expect.objectContaining({ code: 'MALFORMED_USER', path: '$.user' }));
    },
  );

  test.each(['arn:aws:iam::111122223333:root', '<root_account>'])('refuses the root user as %s', (user) => {
    expect(failing({ user })).toThrow(expect.objectContaining({ code: 'ROOT_KEY' }));
  });

  test.each(['', 'a b', 'arn:aws:iam::111122223333:user/alice', 'a'.repeat(513)])(
    'refuses the secret `%s`',
    (secret) => {
      expect(failing({ secret })).toThrow(expect.objectContaining({ code: 'MALFORMED_SECRET_ID' }));
    },
  );

  test.each(['every', 'consumers'])(
    'names what is missing without `%s`, in a program without types',
    (name) => {
      expect(failing({ [name]: undefined })).toThrow(
        expect.objectContaining({ code: 'MALFORMED_DURATION', path: expect.stringContaining(`$.${name}`) }),
      );
    },
  );

  test('takes a secret by its ARN', () => {
    const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ml/aml-packt-AbCdEf';
    expect(accessKey({ ...options, secret }).secret).toBe(secret);
  });
});
