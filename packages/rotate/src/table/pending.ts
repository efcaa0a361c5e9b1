import type { Decision } from '../decision.ts';
import { INTENT, isStamp, PENDING, PREVIOUS } from '../labels.ts';
import { deleteKeyCall, moveLabelCall } from '../requests.ts';
import { asKeyVersion, type KeyVersion, type Situation } from '../situation.ts';
import { refuseForeign } from './foreign.ts';
import { LOOK_AGAIN, type Row, SETTLED } from './row.ts';
import { sameFields } from './same-fields.ts';

/** Rows about a pending version that does not hold what a pending version has to. */
export const ODD_PENDING_ROWS: readonly Row[] = [
  {
    observed: 'pending version without a value',
    decide: ({ pending, intent, secret, now }) => {
      if (pending?.value.kind !== 'nothing') return undefined;
      // The value may have been stored just now, and not be readable everywhere; nor the announcement's.
      const isAnnounced = secret.versions.some(
        ({ labels, value }) => labels.includes(INTENT) && value.kind === 'nothing',
      );
      return isAnnounced || (intent && now < intent.createdAt + SETTLED)
        ? {
            stop: 'waiting',
            reason: 'the value of the pending version cannot be read yet',
            next: { what: 'read it again', at: now + LOOK_AGAIN },
          }
        : { do: 'unlabel', label: PENDING, versionId: pending.id };
    },
  },
  {
    observed: 'pending version that holds no access key',
    decide: ({ pending, secret }) =>
      pending && !asKeyVersion(pending)
        ? {
            stop: 'blocked',
            reason: `AWSPENDING is on version \`${pending.id}\`, which does not hold an access key; take the label off`,
            remedy: {
              what: 'take the label off',
              call: moveLabelCall(secret.arn, { label: PENDING, from: pending.id }),
            },
          }
        : undefined,
  },
  {
    observed: 'pending version that holds the current key',
    decide: ({ pending, current }) =>
      pending && current && asKeyVersion(pending)?.value.accessKeyId === current.value.accessKeyId
        ? { do: 'unlabel', label: PENDING, versionId: pending.id }
        : undefined,
  },
];

/** Rows about a version that carries AWSPENDING and is not current yet. */
export const PENDING_ROWS: readonly Row[] = [
  ...ODD_PENDING_ROWS,
  {
    observed: 'pending, key Inactive',
    decide: withPending((_, { value }, status) =>
      status === 'Inactive' ? { do: 'activate', keyId: value.accessKeyId } : undefined,
    ),
  },
  {
    observed: 'pending, other fields than the current version',
    decide: withPending((s, { id, value }) =>
      s.current && value.intentId !== undefined && !sameFields(value, s.current.value)
        ? { do: 'refresh', keyId: value.accessKeyId, versionId: id, from: s.current.id }
        : undefined,
    ),
  },
  {
    observed: 'pending, key Active',
    decide: withPending((s, pending, status) =>
      status === undefined ? undefined : (proof(s, pending) ?? unverified(s, pending)),
    ),
  },
  {
    observed: 'pending key missing from the list',
    decide: withPending((s, pending) => proof(s, pending) ?? missing(s, pending)),
  },
];

/** Whether a pending key was created here and never was current: only such a key may be thrown away. */
export function isDisposable(s: Situation, { value }: KeyVersion): boolean {
  const labels = s.secret.versions
    .filter((version) => asKeyVersion(version)?.value.accessKeyId === value.accessKeyId)
    .flatMap((version) => version.labels);
  return value.intentId !== undefined && !labels.some((label) => label === PREVIOUS || isStamp(label));
}

/** Finds the pending key and its status in the list; absent from the list is `undefined`. */
function withPending(
  decide: (s: Situation, pending: KeyVersion, status: string | undefined) => Decision | undefined,
): Row['decide'] {
  return (s) => {
    const pending = s.pending && asKeyVersion(s.pending);
    if (!pending) return undefined;
    return decide(s, pending, s.keys.find(({ id }) => id === pending.value.accessKeyId)?.status);
  };
}

/** INVARIANT: nothing becomes current that has not just been shown to work as this user. */
function proof(s: Situation, { id, value }: KeyVersion): Decision | undefined {
  const keyId = value.accessKeyId;
  const identity = s.identities[keyId];
  if (identity === undefined) return { look: 'identity', versionId: id, keyId, as: 'proof' };
  if (identity === 'refused') return undefined;
  if (identity !== 'works') return refuseForeign(keyId, identity.arn, s.target.user);
  return { do: 'promote', versionId: id, ...(s.currentVersion ? { from: s.currentVersion.id } : {}) };
}

function unverified(s: Situation, pending: KeyVersion): Decision {
  const keyId = pending.value.accessKeyId;
  if (s.now < pending.createdAt + SETTLED) return verifyLater(s, pending);
  if (isDisposable(s, pending)) return { do: 'discard', versionId: pending.id, keyId };
  return {
    stop: 'blocked',
    reason: `\`${keyId}\` is pending, does not work, and was not created here`,
    remedy: { what: 'delete that key if nobody uses it', call: deleteKeyCall(s.target, keyId) },
  };
}

/** Lists can be stale, so a key that is not in one may still exist. */
function missing(s: Situation, pending: KeyVersion): Decision {
  if (s.now < pending.createdAt + SETTLED) return verifyLater(s, pending);
  return { do: 'discard', versionId: pending.id };
}

function verifyLater({ now, keys }: Situation, { createdAt, value }: KeyVersion): Decision {
  const where = keys.some(({ id }) => id === value.accessKeyId) ? '' : ' and is not in the list of keys';
  return {
    stop: 'waiting',
    reason: `the new key \`${value.accessKeyId}\` is stored, but AWS does not accept it yet${where}`,
    next: { what: 'verify the new key again', at: Math.min(now + LOOK_AGAIN, createdAt + SETTLED) },
  };
}
