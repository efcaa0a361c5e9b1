import type { Decision } from '../decision.ts';
import { PENDING, stampLabel, WITHDRAWN } from '../labels.ts';
import { moveLabelCall } from '../requests.ts';
import { asKeyVersion, type KeyVersion, type PreviousKey, type Situation } from '../situation.ts';
import { goBack } from './go-back.ts';
import { GUARDS } from './guards.ts';
import { isDisposable, ODD_PENDING_ROWS } from './pending.ts';
import type { Row } from './row.ts';

/** A stamp older than this is made anew, so that a rotation at the same time begins its waits again. */
const FRESH = 10 * 60_000;

/** What there is to undo, in the order in which it is looked for. */
export const ROLLBACK_ROWS: readonly Row[] = [
  ...GUARDS,
  ...ODD_PENDING_ROWS,
  {
    observed: 'rollback, new key pending',
    decide: (s) => {
      const pending = s.pending && asKeyVersion(s.pending);
      if (!pending || !isDisposable(s, pending)) return undefined;
      return { do: 'discard', versionId: pending.id, keyId: pending.value.accessKeyId };
    },
  },
  {
    observed: 'rollback, announcement left',
    decide: ({ intent, secret }) => {
      if (intent?.state !== 'live' && intent?.state !== 'expired') return undefined;
      const from = secret.versions.find(({ labels }) => labels.includes(WITHDRAWN))?.id;
      const mark = { do: 'label', label: WITHDRAWN, versionId: intent.versionId } as const;
      return from === undefined ? mark : { ...mark, from };
    },
  },
  {
    // Left there, it would have the next run promote the same key again.
    observed: 'rollback, AWSPENDING left on the current version',
    decide: ({ currentVersion }) =>
      currentVersion?.labels.includes(PENDING) === true
        ? { do: 'unlabel', label: PENDING, versionId: currentVersion.id }
        : undefined,
  },
  {
    observed: 'rollback, previous key to be kept',
    decide: withWayBack((s, { versionId, status, retiredAt, disabledAt }) => {
      if (status === 'Inactive' && isStale(s, disabledAt)) {
        return { do: 'label', label: stampLabel('DISABLED', s.now), versionId };
      }
      return isStale(s, retiredAt)
        ? { do: 'label', label: stampLabel('RETIRED', s.now), versionId }
        : undefined;
    }),
  },
  {
    observed: 'rollback, previous key there',
    decide: withWayBack((s, previous, current) => goBack(s, previous, current) ?? notAccepted(previous)),
  },
  {
    observed: 'rollback, somebody else’s key pending',
    decide: ({ pending, secret }) =>
      pending && {
        stop: 'blocked',
        reason: `AWSPENDING is on version \`${pending.id}\`, whose key was not created here`,
        remedy: {
          what: 'take the label off',
          call: moveLabelCall(secret.arn, { label: PENDING, from: pending.id }),
        },
      },
  },
];

/** What is left where there is nothing to undo. */
export const NOTHING_TO_UNDO: { readonly observed: string; readonly decision: Decision } = {
  observed: 'rollback, nothing to go back to',
  decision: {
    stop: 'idle',
    reason: 'there is no earlier key to go back to: from here it only goes forward, with `rotate`',
  },
};

/** A way back leads to an older key; what is younger than the current one was rolled back from. */
function withWayBack(
  decide: (s: Situation, previous: PreviousKey, current: KeyVersion) => Decision | undefined,
): Row['decide'] {
  return (s) => {
    const staged = s.pending && asKeyVersion(s.pending);
    const [previous = stagedKey(s, staged)] = s.previous;
    if (!s.current || !previous) return undefined;
    return isOlder(s, previous, s.current) ? decide(s, previous, s.current) : undefined;
  };
}

/** IAM dates keys in whole seconds; within one, their versions tell which came first. */
function isOlder({ currentKey, secret }: Situation, previous: PreviousKey, current: KeyVersion): boolean {
  if (!currentKey) return true;
  if (previous.createdAt !== currentKey.createdAt) return previous.createdAt < currentKey.createdAt;
  const version = secret.versions.find(({ id }) => id === previous.versionId);
  return version !== undefined && version.createdAt < current.createdAt;
}

/** The previous key on its way back, stored again as pending beside the fields of today. */
function stagedKey(s: Situation, staged: KeyVersion | undefined): PreviousKey | undefined {
  const key = s.keys.find(({ id }) => id === staged?.value.accessKeyId);
  return staged && key && { ...key, versionId: staged.id, retiredAt: s.now, disabledAt: s.now };
}

function isStale({ now }: Situation, stampedAt: number | undefined): boolean {
  return stampedAt === undefined || now > stampedAt + FRESH;
}

function notAccepted({ id }: PreviousKey): Decision {
  return {
    stop: 'blocked',
    reason: `AWS does not accept the previous key \`${id}\`, so there is no way back to it`,
  };
}
