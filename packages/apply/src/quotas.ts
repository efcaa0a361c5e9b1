import { LeastwiseError } from '@leastwise/core';
import { SIZE_LIMITS } from '@leastwise/policy';

/**
 * How long documents may be, in characters as policy's `size` counts them, and how many managed policies may be attached.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export interface Quotas {
  readonly managedPolicy: number;
  /** AWS raises it on request. */
  readonly trust: number;
  /** All inline policies of one role together. */
  readonly roleInline: number;
  readonly userInline: number;
  readonly groupInline: number;
  /** To one role, user or group; AWS raises it on request. */
  readonly attachments: number;
}

/** What every account starts with. */
export const DEFAULT_QUOTAS: Quotas = {
  managedPolicy: SIZE_LIMITS.managed.limit,
  trust: SIZE_LIMITS.trust.limit,
  roleInline: SIZE_LIMITS['role-inline'].limit,
  userInline: SIZE_LIMITS['user-inline'].limit,
  groupInline: SIZE_LIMITS['group-inline'].limit,
  attachments: 10,
};

/** @throws LeastwiseError `QUOTA_EXCEEDED`, which says what exceeds and by how much */
export function checkSize(what: string, used: number, quota: number, path: string, hint: string): void {
  if (used <= quota) return;
  throw new LeastwiseError({
    code: 'QUOTA_EXCEEDED',
    what: `${what} ${used} characters, ${used - quota} more than the ${quota} that IAM takes`,
    path,
    hint,
  });
}
