/*
 * Matchers for vitest: expect(role).toAllow(request), expect(role).toDeny(request).
 */
// Only its types: the matchers are plain functions over values.
import type {} from 'vitest';
import { examine } from './testing/claims.ts';
import type { ClaimedRequest, Subject } from './testing/proof.ts';

export type { ClaimedRequest, Subject } from './testing/proof.ts';

/** What a matcher gives to the test runner. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers, for `expect.extend`. */
export type PolicyMatchers = Readonly<
  Record<'toAllow' | 'toDeny', (subject: Subject, request: ClaimedRequest) => MatcherResult>
>;

/**
 * `toAllow` and `toDeny` for identities and policies. The caller is a session of the role that is expected to allow, or of a
 * role made up for the test, in the account of the resource, unless the request names a principal.
 *
 * @example
 * ```ts no-run
 * import { policyMatchers } from '@leastwise/evaluate/vitest';
 * import { expect, test } from 'vitest';
 *
 * expect.extend(policyMatchers);
 *
 * test('reads its data set', () => {
 *   const read = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' }] } as const;
 *   expect(read).toAllow({ action: 's3:GetObject', resource: 'arn:aws:s3:::data/1.csv' });
 * });
 * ```
 */
export const policyMatchers: PolicyMatchers = {
  toAllow: (subject, request) => {
    const { allowed, message } = examine(subject, request);
    return { pass: allowed, message };
  },
  toDeny: (subject, request) => {
    const { allowed, message } = examine(subject, request);
    return { pass: !allowed, message };
  },
};

declare module 'vitest' {
  // The name and number of type parameters must be vitest's own, used or not.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface Matchers<T> {
    /** Passes if the request is allowed. */
    toAllow: (request: ClaimedRequest) => void;
    /** Passes if the request is denied, explicitly or not. */
    toDeny: (request: ClaimedRequest) => void;
  }
}
