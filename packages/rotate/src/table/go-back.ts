import type { Decision } from '../decision.ts';
import { asKeyVersion, type KeyVersion, type PreviousKey, type Situation } from '../situation.ts';
import { sameFields } from './same-fields.ts';

/**
 * Makes the previous key current again: has it active, beside what stands beside the current one, and shown to work. `undefined` where
 * AWS does not accept it.
 */
export function goBack(
  s: Situation,
  previous: PreviousKey,
  current: KeyVersion,
  alarm?: string,
): Decision | undefined {
  const { id: keyId, versionId, status } = previous;
  if (status === 'Inactive') return { do: 'activate', keyId, ...(alarm === undefined ? {} : { alarm }) };
  const version = s.secret.versions.find(({ id }) => id === versionId);
  const stored = version && asKeyVersion(version);
  if (stored && !sameFields(stored.value, current.value)) {
    return { do: 'refresh', keyId, versionId, from: current.id };
  }
  const identity = s.identities[keyId];
  if (identity === undefined) return { look: 'identity', versionId, keyId, as: 'proof' };
  return identity === 'works' ? { do: 'promote', versionId, from: current.id } : undefined;
}
