import type { Decision } from '../decision.ts';
import type { ObservedKey } from '../observation.ts';
import { deleteKeyCall } from '../requests.ts';
import type { ObservedIntent, Situation } from '../situation.ts';
import { LOOK_AGAIN, type Row, SETTLED } from './row.ts';

/** How long after its announcement a key may have been created and still be the announced one. */
const ATTRIBUTABLE = 60_000;

/** Rows about keys that the secret does not hold. INVARIANT: what cannot be attributed is never touched. */
export const UNKNOWN_ROWS: readonly Row[] = [
  {
    observed: 'orphan',
    decide: (s) => {
      const [orphan] = s.unknown;
      const attributable = s.intent !== undefined && orphan !== undefined && isOrphan(s, orphan, s.intent);
      return attributable ? unlessUsed(s, orphan) : undefined;
    },
  },
  {
    observed: 'unknown key',
    decide: ({ unknown: [stranger], target }) => stranger && unknownKey(stranger.id, target.user),
  },
];

function isOrphan(s: Situation, key: ObservedKey, intent: ObservedIntent): boolean {
  // IAM dates keys in whole seconds, Secrets Manager in milliseconds.
  const since = Math.floor(intent.createdAt / 1_000) * 1_000;
  return (
    intent.state === 'expired' &&
    s.unknown.length === 1 &&
    !intent.knownKeyIds.includes(key.id) &&
    key.createdAt >= since &&
    key.createdAt <= intent.createdAt + ATTRIBUTABLE
  );
}

function unlessUsed(s: Situation, orphan: ObservedKey): Decision | undefined {
  const settled = orphan.createdAt + SETTLED;
  if (s.now < settled) {
    return {
      stop: 'waiting',
      reason: `\`${orphan.id}\` seems to be ours, created and never stored; it is left alone until that is certain`,
      next: { what: 'deactivate it if nobody has used it', at: settled },
    };
  }
  const lastUse = s.lastUses[orphan.id];
  if (lastUse === undefined) return { look: 'last-use', keyId: orphan.id };
  if (lastUse === 'unreadable') return unreadableUse(s, orphan);
  if (lastUse !== 'never') return undefined;
  if (orphan.status === 'Active') return { do: 'deactivate', keyId: orphan.id, last: true };
  return { do: 'delete', keyId: orphan.id };
}

/** INVARIANT: a read that failed is never taken for "never used". */
function unreadableUse({ now }: Situation, { id }: ObservedKey): Decision {
  return {
    stop: 'blocked',
    reason: `\`${id}\` seems to be ours, created and never stored, but when it was last used could not be read; check iam:GetAccessKeyLastUsed`,
    next: { what: 'deactivate it if nobody has used it', at: now + LOOK_AGAIN },
    remedy: { what: 'allow iam:GetAccessKeyLastUsed on the user, as `requiredPolicy` does' },
  };
}

function unknownKey(keyId: string, user: string): Decision {
  return {
    stop: 'blocked',
    reason: `\`${keyId}\` is an access key of \`${user}\` that this secret does not hold: delete it if nobody uses it, or store it`,
    remedy: {
      what: 'delete that key if nobody uses it, or store it in the secret',
      call: deleteKeyCall({ user }, keyId),
    },
  };
}
