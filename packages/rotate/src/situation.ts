import { CURRENT, INTENT, PENDING, stampedAt, WITHDRAWN } from './labels.ts';
import type { Observation, ObservedKey, ObservedVersion } from './observation.ts';
import { type Intent, NO_BASE, type StoredKey } from './stored-value.ts';

/** An observation, with what each key and version is to the rotation. */
export interface Situation extends Observation {
  /** The version that consumers read, whatever it holds. */
  readonly currentVersion: ObservedVersion | undefined;
  /** The same where it holds a key. */
  readonly current: KeyVersion | undefined;
  readonly currentKey: ObservedKey | undefined;
  /** The version that is to become current; absent once it is. */
  readonly pending: ObservedVersion | undefined;
  readonly intent: ObservedIntent | undefined;
  /** Keys of the user that this secret holds and that are neither current nor pending, youngest first. */
  readonly previous: readonly PreviousKey[];
  /** Keys of the user that this secret does not hold. */
  readonly unknown: readonly ObservedKey[];
}

export interface KeyVersion extends ObservedVersion {
  readonly value: StoredKey;
}

export interface PreviousKey extends ObservedKey {
  readonly versionId: string;
  readonly retiredAt: number | undefined;
  readonly disabledAt: number | undefined;
}

export interface ObservedIntent extends Intent {
  readonly versionId: string;
  readonly createdAt: number;
  /**
   * - `live`: its holder may be creating a key
   * - `expired`: its holder stopped, and may have created one
   * - `withdrawn`: its holder did not create one
   * - `spent`: another version is current since
   */
  readonly state: 'live' | 'expired' | 'withdrawn' | 'spent';
}

/** Works out what everything observed is to the rotation. */
export function situationOf(observation: Observation): Situation {
  const { versions } = observation.secret;
  const currentVersion = versions.find(({ labels }) => labels.includes(CURRENT));
  const current = currentVersion && asKeyVersion(currentVersion);
  const labelledPending = versions.find(({ labels }) => labels.includes(PENDING));
  const pending = labelledPending === currentVersion ? undefined : labelledPending;
  const pendingKeyId = pending && asKeyVersion(pending)?.value.accessKeyId;
  const inUse = [current?.value.accessKeyId, pendingKeyId];
  const others = observation.keys.filter(({ id }) => !inUse.includes(id));
  return {
    ...observation,
    currentVersion,
    current,
    currentKey: observation.keys.find(({ id }) => id === current?.value.accessKeyId),
    pending,
    intent: intentOf(observation, current),
    previous: others.flatMap((key) => asPrevious(key, versions)).sort((a, b) => b.createdAt - a.createdAt),
    unknown: others.filter(({ id }) => versionsOf(id, versions).length === 0),
  };
}

/** The version, if it holds a key. */
export function asKeyVersion(version: ObservedVersion): KeyVersion | undefined {
  return version.value.kind === 'key' ? { ...version, value: version.value } : undefined;
}

function versionsOf(keyId: string, versions: readonly ObservedVersion[]): readonly KeyVersion[] {
  return versions
    .flatMap((version) => asKeyVersion(version) ?? [])
    .filter(({ value }) => value.accessKeyId === keyId);
}

/** A key may be in several versions where its user edited the fields beside it; stamps on any of them count. */
function asPrevious(key: ObservedKey, versions: readonly ObservedVersion[]): PreviousKey[] {
  const holding = [...versionsOf(key.id, versions)].sort((a, b) => b.createdAt - a.createdAt);
  const [latest] = holding;
  if (!latest) return [];
  const labels = holding.flatMap((version) => version.labels);
  return [
    {
      ...key,
      versionId: latest.id,
      retiredAt: stampedAt('RETIRED', labels),
      disabledAt: stampedAt('DISABLED', labels),
    },
  ];
}

function intentOf(observation: Observation, current: KeyVersion | undefined): ObservedIntent | undefined {
  const version = observation.secret.versions.find(({ labels }) => labels.includes(INTENT));
  if (version?.value.kind !== 'intent') return undefined;
  const intent = version.value;
  return { ...intent, versionId: version.id, createdAt: version.createdAt, state: stateOf() };

  function stateOf(): ObservedIntent['state'] {
    if (intent.base !== (current?.id ?? NO_BASE)) return 'spent';
    if (version?.labels.includes(WITHDRAWN) === true) return 'withdrawn';
    return observation.now < intent.deadline ? 'live' : 'expired';
  }
}
