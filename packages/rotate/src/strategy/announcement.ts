import { announcedAt } from '../labels.ts';
import { isMintedFrom } from '../token.ts';
import type { SecretTarget } from './managed-secret.ts';
import type { SecretObservation } from './secret-observation.ts';
import type { Memory, SecretDecision } from './secret-step.ts';

/** How long an announcement keeps others away: longer than creating and storing takes. */
export const ANNOUNCED_FOR: number = 15 * 60_000;

/** INVARIANT: what may have been created is looked for before its announcement is taken away, unless it is stored. */
export function announced(
  { versions, current, arn, now }: SecretObservation,
  { strategy }: SecretTarget,
  { done }: Memory,
): SecretDecision | undefined {
  const version = versions.find(({ labels }) => labels.some(isAnnouncement));
  const label = version?.labels.find(isAnnouncement);
  if (!strategy.creates || !version || label === undefined) return undefined;
  const versionId = version.id;
  const isStored = current !== undefined && isMintedFrom(arn, versionId, current.id);
  if (version === current && done.has(`label ${versionId}`)) return undefined;
  const next = { what: 'look whether it was created', at: (announcedAt(label) ?? 0) + ANNOUNCED_FOR };
  if (!isStored && now < next.at) {
    const reason = 'another run is creating the next value, or was cut off while it did';
    return { observed: 'announced', decision: { stop: 'waiting', reason, next } };
  }
  const observed = 'announcement that is over';
  if (!isStored && version.value && !done.has(`reclaim ${versionId}`))
    return { observed, decision: { do: 'reclaim', versionId } };
  return { observed, decision: { do: 'unlabel', label, versionId } };
}

export function isAnnouncement(label: string): boolean {
  return announcedAt(label) !== undefined;
}
