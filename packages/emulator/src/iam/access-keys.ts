import type { World } from '../endpoint.ts';
import type { AccessKey } from '../state.ts';

/** Makes an access key for a user, or for an account's root, and notes it in the owner's list. */
export function addAccessKey(
  { cloud, ids }: Pick<World, 'cloud' | 'ids'>,
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
