import { LeastwiseError } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';

/**
 * How long documents may be, in characters without white space, and how many managed policies may be attached.
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
  managedPolicy: 6_144,
  trust: 2_048,
  roleInline: 10_240,
  userInline: 2_048,
  groupInline: 5_120,
  attachments: 10,
};

/** A document as it is sent to AWS. */
export function documentText(document: PolicyDocument): string {
  return JSON.stringify(document);
}

/** The size of documents as IAM counts it: characters without white space. */
export function sizeOf(documents: readonly PolicyDocument[]): number {
  return documents.map((document) => documentText(document).replace(/\s/g, '').length).reduce(add, 0);
}

const add = (a: number, b: number): number => a + b;

/** @throws LeastwiseError `QUOTA_EXCEEDED`, which says what exceeds and by how much */
export function checkSize(
  what: string,
  documents: readonly PolicyDocument[],
  quota: number,
  path: string,
  hint: string,
): void {
  const size = sizeOf(documents);
  if (size <= quota) return;
  throw new LeastwiseError({
    code: 'QUOTA_EXCEEDED',
    what: `${what} ${size} characters without white space, ${size - quota} more than the ${quota} that IAM takes`,
    path,
    hint,
  });
}
