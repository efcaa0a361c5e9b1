import { LeastwiseError } from '@leastwise/core';

/** Ends a step so that Secrets Manager knows the rotation to have failed for now; it tries again. */
export function notReady(reason: string, path: string): never {
  throw new LeastwiseError({
    code: 'ROTATION_NOT_READY',
    what: reason,
    path,
    hint: 'Secrets Manager tries again; let the sweep run meanwhile',
  });
}
