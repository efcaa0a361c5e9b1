import { secret } from '@leastwise/core';
import { describe, expect, test } from 'vitest';
import { type Intent, readValue, writeIntent, writeKey } from './stored-value.ts';

const AccessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const key = { AccessKeyId, SecretAccessKey: 'wJalrXUtnFEMI' };

describe('readValue', () => {
  test('reads a key, keeps what stands beside it, and shows neither', () => {
    const value = readValue(JSON.stringify({ ...key, bucket: 'my-ml-datasets' }));
    expect(value).toMatchObject({ kind: 'key', accessKeyId: AccessKeyId });
    expect(JSON.stringify(value)).not.toMatch(/wJalr|my-ml/);
  });

  test('writes back what it read', () => {
    const text = JSON.stringify({ bucket: 'b', ...key, intentId: 'i' });
    const value = readValue(text);
    expect(value.kind === 'key' && JSON.parse(writeKey(value).reveal())).toEqual(JSON.parse(text));
  });

  test('reads an intent', () => {
    const intent: Intent = {
      kind: 'intent',
      holder: 'me',
      at: 1,
      deadline: 2,
      knownKeyIds: [AccessKeyId],
      base: 'none',
      attempt: 0,
    };
    expect(readValue(writeIntent(intent, 'nonce'))).toEqual(intent);
    expect(writeIntent(intent, 'a')).not.toBe(writeIntent(intent, 'b'));
  });

  test.each([
    'text',
    '[]',
    'null',
    '1',
    '{}',
    '{"username":"u","password":"p"}',
    JSON.stringify({ AccessKeyId }),
    JSON.stringify({ ...key, SecretAccessKey: '' }),
    JSON.stringify({ ...key, AccessKeyId: 'short' }),
    JSON.stringify({ ...key, SecretAccessKey: 1 }),
  ])('takes %s for something else', (text) => {
    expect(readValue(text)).toEqual({ kind: 'other' });
  });

  test('tells no value from an empty one', () => {
    expect(readValue(undefined)).toEqual({ kind: 'nothing' });
    expect(readValue('')).toEqual({ kind: 'other' });
  });
});

test('a key without an intent is written without one', () => {
  const text = writeKey({
    kind: 'key',
    accessKeyId: AccessKeyId,
    secretAccessKey: secret('s'),
    fields: secret({}),
  });
  expect(JSON.parse(text.reveal())).toEqual({ AccessKeyId, SecretAccessKey: 's' });
});
