import type { Context } from '../context.ts';
import { takeCode } from '../iam/totp.ts';
import { Refusal } from '../protocol/refusal.ts';

/** What a request says of an MFA device. */
export interface MfaProof {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/**
 * When the caller showed a code of its own device; nothing where the request has none.
 *
 * @throws Refusal for half a proof and for a code that the device does not show.
 */
export function shownMfa(
  { SerialNumber: serial, TokenCode: code }: MfaProof,
  { account, caller, now }: Context,
): number | undefined {
  if (serial === undefined && code === undefined) return undefined;
  if (serial === undefined || code === undefined) {
    throw failed('must provide both MFA serial number and one time pass code.');
  }
  const device = account.mfaDevices.get(serial);
  if (device?.enabled?.ownerId !== caller.userId) {
    throw failed(
      'failed, unable to validate MFA code. Please verify your MFA serial number is valid and associated with this user.',
    );
  }
  if (!takeCode(device, code, now)) throw failed('failed with invalid MFA one time pass code.');
  return now;
}

function failed(message: string): Refusal {
  return new Refusal('denied', `MultiFactorAuthentication ${message}`);
}
