import { GetAccessKeyLastUsedCommand, type IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { awsErrorName, LeastwiseError } from '@leastwise/core';
import type { StrategyTools } from '../strategy/strategy.ts';

/** A key that a user has. */
export interface UserKey {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** The keys of a user, two at most: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export async function keysOf(
  iam: IAMClient,
  user: string,
  { caller }: StrategyTools,
): Promise<readonly UserKey[]> {
  const list = new ListAccessKeysCommand({ UserName: user });
  const { AccessKeyMetadata = [] } = await caller.read(iam, list).catch((error: unknown) => {
    throw awsErrorName(error) === 'NoSuchEntity' ? userNotFound(user, error) : error;
  });
  return AccessKeyMetadata.flatMap(({ AccessKeyId, CreateDate }) =>
    AccessKeyId === undefined ? [] : [{ id: AccessKeyId, createdAt: CreateDate?.getTime() ?? 0 }],
  );
}

/** Whether AWS says that nobody has used a key; an answer that says nothing is not taken for that. */
export async function isNeverUsed(iam: IAMClient, id: string, { caller }: StrategyTools): Promise<boolean> {
  const look = new GetAccessKeyLastUsedCommand({ AccessKeyId: id });
  const { AccessKeyLastUsed } = await caller.read(iam, look);
  if (AccessKeyLastUsed === undefined) return false;
  const { LastUsedDate, ServiceName = 'N/A' } = AccessKeyLastUsed;
  return LastUsedDate === undefined && ServiceName === 'N/A';
}

export function userNotFound(user: string, cause: unknown): LeastwiseError {
  return new LeastwiseError({
    code: 'USER_NOT_FOUND',
    what: `there is no IAM user \`${user}\``,
    path: '$.users',
    hint: 'create both users first, or check the account of the IAM client',
    cause,
  });
}

export function unknownKey(user: string, id: string): LeastwiseError {
  return new LeastwiseError({
    code: 'UNKNOWN_KEY',
    what: `the user \`${user}\` has the key \`${id}\`, which is neither the current nor the previous one of the secret`,
    path: '$.users',
    hint: 'delete it once nobody uses it: these two users have no other keys',
  });
}
