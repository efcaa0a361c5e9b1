import type { StoredKey } from '../stored-value.ts';

/**
 * Whether the same stands beside two keys. Somebody may edit that while a successor is on the way, and nothing they wrote may be
 * lost. Only the answer leaves this function.
 */
export function sameFields(a: StoredKey, b: StoredKey): boolean {
  return JSON.stringify(a.fields.reveal()) === JSON.stringify(b.fields.reveal());
}
