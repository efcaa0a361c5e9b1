import { LeastwiseError } from '@leastwise/core';
import type { ObservedKey } from '../observation.ts';

/* Why a user is not taken under management. Nothing has been written where one of these is thrown. */

export function secretInUse(secret: string, what: string): LeastwiseError {
  return new LeastwiseError({
    code: 'SECRET_IN_USE',
    what: `the secret \`${secret}\` holds ${what}`,
    path: '$.secret',
    hint: 'give this key a secret of its own',
  });
}

export function secretDeleted(secret: string): LeastwiseError {
  return new LeastwiseError({
    code: 'SECRET_DELETED',
    what: `the secret \`${secret}\` is scheduled for deletion`,
    path: '$.secret',
    hint: 'restore it, or take another name',
  });
}

export function tooManyKeys(user: string, keys: readonly ObservedKey[]): LeastwiseError {
  return new LeastwiseError({
    code: 'TOO_MANY_KEYS',
    what: `the user \`${user}\` has ${keys.length} access keys, and a rotation needs room for one more`,
    path: '$.user',
    hint: `find out which of ${keys.map(({ id }) => id).join(', ')} nobody uses, and delete it`,
  });
}

export function unmanagedKey(user: string, keyId: string): LeastwiseError {
  return new LeastwiseError({
    code: 'UNMANAGED_KEY',
    what: `the user \`${user}\` has the access key \`${keyId}\`, which is in no secret`,
    path: '$.key',
    hint: 'pass it as `key` to have it managed, or delete it if nobody uses it',
  });
}

export function notAccepted(keyId: string, user: string, status: string | undefined): LeastwiseError {
  const why =
    status === undefined
      ? `\`${user}\` has no such key`
      : `it is ${status}, or its secret access key is another`;
  return new LeastwiseError({
    code: 'KEY_NOT_ACCEPTED',
    what: `AWS does not accept the access key \`${keyId}\`: ${why}`,
    path: '$.key',
    hint: 'pass the id and the secret access key of an active key of this user',
  });
}
