import type * as sts from '../../generated/sts.js';
import type { Context } from '../context.ts';

export function getCallerIdentity(
  _: sts.GetCallerIdentityRequest,
  context: Context,
): sts.GetCallerIdentityResponse {
  const { account, caller } = context;
  return { UserId: caller.userId, Account: account.id, Arn: caller.arn };
}
