import type { Decision } from '../decision.ts';
import { INTENT, isStamp, PENDING, WITHDRAWN } from '../labels.ts';
import type { KeyVersion, PreviousKey, Situation } from '../situation.ts';
import { refuseForeign } from './foreign.ts';
import { LOOK_AGAIN, type Row } from './row.ts';

/** Rows about the key that consumers use, and what is left to do after it became current. */
export const CURRENT_ROWS: readonly Row[] = [
  {
    observed: 'current key missing from the list or Inactive, not looked at',
    decide: unlessListed((s, { id, value }) =>
      s.identities[value.accessKeyId] === undefined
        ? { look: 'identity', versionId: id, keyId: value.accessKeyId, as: 'check' }
        : undefined,
    ),
  },
  {
    observed: "current key is somebody else's",
    decide: unlessListed((s, { value }) => {
      const identity = s.identities[value.accessKeyId];
      return typeof identity === 'object'
        ? refuseForeign(value.accessKeyId, identity.arn, s.target.user)
        : undefined;
    }),
  },
  {
    observed: 'current key Inactive',
    decide: (s) =>
      s.currentKey?.status === 'Inactive' && s.identities[s.currentKey.id] === 'refused'
        ? {
            do: 'activate',
            keyId: s.currentKey.id,
            alarm: 'the current key was inactive, so its users were locked out',
          }
        : undefined,
  },
  {
    observed: 'current key gone, another stored key left',
    decide: (s) => {
      const [previous] = s.previous;
      return isGone(s) && previous && s.currentVersion
        ? swapBack(s, previous, s.currentVersion.id)
        : undefined;
    },
  },
  {
    observed: 'stamps on the current version',
    decide: ({ current }) => {
      const label = current?.labels.find(isStamp);
      return current && label !== undefined ? { do: 'unlabel', label, versionId: current.id } : undefined;
    },
  },
];

/** Rows about what a promotion leaves to tidy; the previous key is stamped before any of them. */
export const PROMOTED_ROWS: readonly Row[] = [
  {
    observed: 'promoted, replicas behind',
    decide: ({ currentVersion, secret, now }) =>
      currentVersion?.labels.includes(PENDING) === true && secret.laggingReplicas.length > 0
        ? {
            stop: 'waiting',
            reason: `the secret's copies in ${secret.laggingReplicas.join(', ')} are not up to date`,
            next: { what: 'look at the replicas again', at: now + LOOK_AGAIN },
          }
        : undefined,
  },
  {
    observed: 'promoted, AWSPENDING left',
    decide: ({ currentVersion }) =>
      currentVersion?.labels.includes(PENDING) === true
        ? { do: 'unlabel', label: PENDING, versionId: currentVersion.id }
        : undefined,
  },
  {
    observed: 'spent intent',
    decide: ({ intent, secret }) => {
      if (intent?.state !== 'spent') return undefined;
      const withdrawn = secret.versions.find(({ labels }) => labels.includes(WITHDRAWN));
      return withdrawn
        ? { do: 'unlabel', label: WITHDRAWN, versionId: withdrawn.id }
        : { do: 'unlabel', label: INTENT, versionId: intent.versionId };
    },
  },
];

/** Lists can be stale: a key that STS accepts exists and is active, whatever the list says. */
export function isGone(s: Situation): boolean {
  return s.current !== undefined && !s.currentKey && s.identities[s.current.value.accessKeyId] === 'refused';
}

function unlessListed(decide: (s: Situation, current: KeyVersion) => Decision | undefined): Row['decide'] {
  return (s) => (s.current && s.currentKey?.status !== 'Active' ? decide(s, s.current) : undefined);
}

function swapBack(s: Situation, previous: PreviousKey, from: string): Decision {
  const alarm = 'the current key was deleted by somebody, so the previous one is brought back';
  if (previous.status === 'Inactive') return { do: 'activate', keyId: previous.id, alarm };
  const identity = s.identities[previous.id];
  if (identity === undefined) {
    return { look: 'identity', versionId: previous.versionId, keyId: previous.id, as: 'proof' };
  }
  if (identity === 'works') return { do: 'promote', versionId: previous.versionId, from };
  return {
    stop: 'blocked',
    reason: `the current key is gone and AWS does not accept the previous one, \`${previous.id}\``,
  };
}
