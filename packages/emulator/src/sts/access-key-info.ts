import type * as sts from '../../generated/sts.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';

/** Whose account a key belongs to. AWS reads it out of the key's id, so it knows keys that are gone; the emulator does not. */
export function getAccessKeyInfo(
  { AccessKeyId: id }: sts.GetAccessKeyInfoRequest,
  { cloud }: Context,
): sts.GetAccessKeyInfoResponse {
  const found = cloud.accessKeys.get(id) ?? cloud.sessions.get(id);
  if (!found) throw new Refusal('invalid', `The access key ${id} does not exist.`);
  return { Account: found.accountId };
}
