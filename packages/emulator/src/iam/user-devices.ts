import type { Context } from '../context.ts';
import type { User } from '../state.ts';
import type { MfaDevice } from './entity-state.ts';

/** The MFA devices that a user has enabled. */
export function devicesOf(user: User, { account }: Pick<Context, 'account'>): MfaDevice[] {
  return [...account.mfaDevices.values()].filter(({ enabled }) => enabled?.ownerId === user.id);
}
