import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { findEntity } from '../find-entity.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { AccessKey } from '../state.ts';
import { findUserOrCaller, missing } from './entities.ts';
import { page } from './page.ts';
import { QUOTAS } from './quotas.ts';

/** Whose access keys a request is about. */
interface Owner {
  /** The user's unique id; the account's id for its root. */
  readonly id: string;
  /** The root has none. */
  readonly name?: string;
  readonly accessKeyIds: string[];
}

/** The user that a request names; else its sender, who may be the root. */
function ownerOf(context: Context, userName: string | undefined): Owner {
  const { account, caller } = context;
  return userName === undefined && caller.kind === 'root'
    ? { id: account.id, accessKeyIds: account.rootAccessKeyIds }
    : findUserOrCaller(context, userName);
}

/** The one operation that tells a secret access key. */
export function createAccessKey(
  input: iam.CreateAccessKeyRequest,
  context: Context,
): iam.CreateAccessKeyResponse {
  const owner = ownerOf(context, input.UserName);
  if (owner.accessKeyIds.length >= QUOTAS.accessKeysPerUser) {
    throw new Refusal(
      'LimitExceeded',
      `Cannot exceed quota for AccessKeysPerUser: ${QUOTAS.accessKeysPerUser}`,
    );
  }
  const key = addAccessKey(context, context.now, context.account.id, owner.id, owner.accessKeyIds);
  return {
    AccessKey: {
      UserName: owner.name ?? context.account.id,
      AccessKeyId: key.id,
      Status: 'Active',
      SecretAccessKey: key.secret,
      CreateDate: key.created,
    },
  };
}

/** Makes an access key for a user, or for an account's root, and notes it in the owner's list. */
export function addAccessKey(
  { cloud, ids }: Pick<Context, 'cloud' | 'ids'>,
  now: number,
  accountId: string,
  ownerId: string,
  owned: string[],
): AccessKey {
  const key: AccessKey = {
    id: ids.accessKeyId('AKIA'),
    secret: ids.secretAccessKey(),
    accountId,
    ownerId,
    active: true,
    created: now,
    lastUsed: undefined,
  };
  cloud.accessKeys.set(key.id, key);
  owned.push(key.id);
  return key;
}

export function listAccessKeys(
  input: iam.ListAccessKeysRequest,
  context: Context,
): iam.ListAccessKeysResponse {
  const owner = ownerOf(context, input.UserName);
  const keys = owner.accessKeyIds.flatMap((id) => context.cloud.accessKeys.get(id) ?? []);
  const { items, rest } = page(keys, ({ id }) => id, input);
  return {
    AccessKeyMetadata: items.map(({ id, active, created }) => ({
      UserName: owner.name,
      AccessKeyId: id,
      Status: active ? 'Active' : 'Inactive',
      CreateDate: created,
    })),
    ...rest,
  };
}

export function updateAccessKey(input: iam.UpdateAccessKeyRequest, context: Context): void {
  findKey(input, context).active = input.Status === 'Active';
}

export function deleteAccessKey(input: iam.DeleteAccessKeyRequest, context: Context): void {
  const { accessKeyIds } = ownerOf(context, input.UserName);
  const { id } = findKey(input, context);
  accessKeyIds.splice(accessKeyIds.indexOf(id), 1);
  context.cloud.accessKeys.delete(id);
}

function findKey(
  { UserName, AccessKeyId: id }: Pick<iam.DeleteAccessKeyRequest, 'UserName' | 'AccessKeyId'>,
  context: Context,
): AccessKey {
  const isTheirs = ownerOf(context, UserName).accessKeyIds.includes(id);
  const key = isTheirs ? context.cloud.accessKeys.get(id) : undefined;
  return key ?? missing(`The Access Key with id ${id} cannot be found.`);
}

/**
 * For a key that was never used, service and region read `N/A` and there is no date.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKeyLastUsed.html
 */
export function getAccessKeyLastUsed(
  input: iam.GetAccessKeyLastUsedRequest,
  context: Context,
): iam.GetAccessKeyLastUsedResponse {
  const { cloud, account } = context;
  const key = cloud.accessKeys.get(input.AccessKeyId);
  if (key?.accountId !== account.id) {
    return missing(`The Access Key with id ${input.AccessKeyId} cannot be found.`);
  }
  const user = findEntity(account.users, ({ id }) => id === key.ownerId);
  return {
    UserName: user?.name,
    AccessKeyLastUsed: {
      LastUsedDate: key.lastUsed?.at,
      ServiceName: key.lastUsed?.service ?? 'N/A',
      Region: key.lastUsed?.region ?? 'N/A',
    },
  };
}
