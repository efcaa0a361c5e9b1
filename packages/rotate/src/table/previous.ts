import type { Decision } from '../decision.ts';
import { isStamp, stampedAt, stampLabel } from '../labels.ts';
import { asKeyVersion, type PreviousKey, type Situation } from '../situation.ts';
import { LOOK_AGAIN, type Row, SETTLED } from './row.ts';

/** The row that follows a promotion at once: the grace period counts from this stamp. */
export const RETIRE_ROWS: readonly Row[] = [
  {
    observed: 'promoted, no RETIRED stamp',
    decide: withPrevious((s, { versionId, status, retiredAt }) =>
      status === 'Active' && retiredAt === undefined
        ? { do: 'label', label: stampLabel('RETIRED', s.now), versionId }
        : undefined,
    ),
  },
];

/** Rows about the key that was current before. */
export const PREVIOUS_ROWS: readonly Row[] = [
  {
    observed: 'both Active, RETIRED present',
    decide: withPrevious((s, key) =>
      key.status === 'Active' && key.retiredAt !== undefined ? retire(s, key, key.retiredAt) : undefined,
    ),
  },
  {
    observed: 'Inactive, no DISABLED stamp',
    decide: withPrevious((s, { versionId, disabledAt }) =>
      disabledAt === undefined ? { do: 'label', label: stampLabel('DISABLED', s.now), versionId } : undefined,
    ),
  },
  {
    observed: 'Inactive, DISABLED present',
    decide: withPrevious((s, { id, disabledAt = s.now }) => {
      const at = disabledAt + s.target.windows.recovery;
      if (s.now >= at) return { do: 'delete', keyId: id };
      return {
        stop: 'waiting',
        reason: `the previous key \`${id}\` is inactive and can be had back`,
        next: { what: 'delete the previous key', at },
      };
    }),
  },
  {
    observed: 'stamps of a deleted key',
    decide: (s) => {
      const version = s.secret.versions.find(
        (each) => each !== s.currentVersion && isSettled(s, each.labels) && !isListed(s, each),
      );
      const label = version?.labels.find(isStamp);
      return version && label !== undefined ? { do: 'unlabel', label, versionId: version.id } : undefined;
    },
  },
];

/** Without a current key there is nothing that a key could be previous to. */
function withPrevious(decide: (s: Situation, key: PreviousKey) => Decision | undefined): Row['decide'] {
  return (s) => (s.current && s.previous[0] ? decide(s, s.previous[0]) : undefined);
}

/** INVARIANT: deactivated only after the grace period and once unused for the quiet period. */
function retire(s: Situation, key: PreviousKey, retiredAt: number): Decision {
  const { grace, quiet } = s.target.windows;
  const deactivate = 'deactivate the previous key';
  if (s.now < retiredAt + grace) {
    return {
      stop: 'waiting',
      reason: `the previous key \`${key.id}\` stays active while its users may hold on to it`,
      next: { what: deactivate, at: retiredAt + grace },
    };
  }
  const lastUse = s.lastUses[key.id];
  if (lastUse === undefined) return { look: 'last-use', keyId: key.id };
  if (lastUse === 'unreadable') {
    return {
      stop: 'blocked',
      reason: `when the previous key \`${key.id}\` was last used could not be read, so it stays; check iam:GetAccessKeyLastUsed`,
      next: { what: deactivate, at: s.now + LOOK_AGAIN },
      remedy: { what: 'allow iam:GetAccessKeyLastUsed on the user, as `requiredPolicy` does' },
    };
  }
  if (lastUse !== 'never' && s.now < lastUse.at + quiet) {
    return {
      stop: 'in-use',
      reason: `the previous key \`${key.id}\` was used at ${new Date(lastUse.at).toISOString()} for ${lastUse.service} in ${lastUse.region}`,
      next: { what: deactivate, at: lastUse.at + quiet },
      remedy: {
        what: `find what uses ${lastUse.service} with that key, and have it read the secret \`${s.target.secret}\` instead`,
      },
    };
  }
  return { do: 'deactivate', keyId: key.id };
}

/** Stamps are only cleared once every list must know that the key is gone. */
function isSettled({ now }: Situation, labels: readonly string[]): boolean {
  const latest = stampedAt('DISABLED', labels) ?? stampedAt('RETIRED', labels);
  return latest !== undefined && now >= latest + SETTLED;
}

function isListed({ keys }: Situation, version: Parameters<typeof asKeyVersion>[0]): boolean {
  const keyId = asKeyVersion(version)?.value.accessKeyId;
  return keys.some(({ id }) => id === keyId);
}
