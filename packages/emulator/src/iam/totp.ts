import { createHmac } from 'node:crypto';
import type { MfaDevice } from './entity-state.ts';

/** In milliseconds. https://www.rfc-editor.org/rfc/rfc6238 */
const STEP = 30_000;
const DIGITS = 6;

/** How far a device's clock may be off, in steps: where it is enabled, and where it is set again. */
const ENABLE_WINDOW = 10;
const RESYNC_WINDOW = 120;

/** The code that a device shows at a time. */
export function totp(seed: Uint8Array, time: number): string {
  return codeAt(seed, Math.floor(time / STEP));
}

function codeAt(seed: Uint8Array, step: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', seed).update(message).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** By how many steps the device is ahead that showed these two codes, one after the other; `undefined` where none did. */
export function driftOf(
  seed: Uint8Array,
  codes: readonly [string, string],
  now: number,
  purpose: 'enable' | 'resync',
): number | undefined {
  const window = purpose === 'enable' ? ENABLE_WINDOW : RESYNC_WINDOW;
  const step = Math.floor(now / STEP);
  for (let drift = -window; drift <= window; drift++) {
    const first = step + drift;
    // The second code is the one that shows when the request is sent.
    if (codeAt(seed, first - 1) === codes[0] && codeAt(seed, first) === codes[1]) return drift;
  }
  return undefined;
}

/**
 * Takes a code that a device shows now, or showed or will show one step apart; each counts once.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_mfa-and-sts.html
 *
 * @returns whether it was one
 */
export function takeCode(device: MfaDevice, code: string, now: number): boolean {
  const { seed, drift, usedStep = -1 } = device;
  const step = Math.floor(now / STEP) + drift;
  const shown = [step, step - 1, step + 1].find((each) => each >= 0 && codeAt(seed, each) === code);
  if (shown === undefined || shown <= usedStep) return false;
  device.usedStep = shown;
  return true;
}
