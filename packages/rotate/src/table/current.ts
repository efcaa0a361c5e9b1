import type { Decision, Stop } from '../decision.ts';
import { INTENT, isStamp, PENDING, WITHDRAWN } from '../labels.ts';
import type { ObservedReplica } from '../observation.ts';
import { asKeyVersion, type KeyVersion, type Situation } from '../situation.ts';
import { goBack } from './go-back.ts';
import { refuseForeign } from './foreign.ts';
import { LOOK_AGAIN, type Row } from './row.ts';

/** The row before any promotion: a stamp counts from the promotion that followed it, and from none before. */
export const CURRENT_STAMPS: Row = {
  observed: 'stamps of the current key',
  decide: ({ current, secret }) => {
    // Also on other versions that hold it, or they would count when it is replaced the next time.
    const version = secret.versions.find(
      (each) =>
        asKeyVersion(each)?.value.accessKeyId === current?.value.accessKeyId && each.labels.some(isStamp),
    );
    const label = version?.labels.find(isStamp);
    return current && version && label !== undefined
      ? { do: 'unlabel', label, versionId: version.id }
      : undefined;
  },
};

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
      const alarm = 'the current key was deleted by somebody, so the previous one is brought back';
      return isGone(s) && s.current && s.previous[0] ? goBack(s, s.previous[0], s.current, alarm) : undefined;
    },
  },
];

/** Rows about what a promotion leaves to tidy; the previous key is stamped before any of them. */
export const PROMOTED_ROWS: readonly Row[] = [
  {
    observed: 'promoted, replicas behind',
    decide: (s) =>
      isJustPromoted(s) && s.secret.laggingReplicas.length > 0
        ? waitForReplicas(s, s.secret.laggingReplicas)
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

/** While AWSPENDING is left, or the previous key still works, consumers elsewhere may still need the old copy. */
function isJustPromoted({ currentVersion, previous }: Situation): boolean {
  const isLeft = currentVersion?.labels.includes(PENDING) === true;
  return isLeft || previous.some(({ status }) => status === 'Active');
}

function waitForReplicas({ secret, now }: Situation, replicas: readonly ObservedReplica[]): Stop {
  const next = { what: 'look at the replicas again', at: now + LOOK_AGAIN };
  const failed = replicas.find(({ status }) => status === 'Failed');
  if (!failed) {
    const where = replicas.map(({ region }) => region).join(', ');
    return { stop: 'waiting', reason: `the secret's copies in ${where} are not up to date`, next };
  }
  const why = failed.message === undefined ? '' : ` (${failed.message})`;
  return {
    stop: 'blocked',
    reason: `the secret could not be copied to ${failed.region}${why}, so the previous key stays active`,
    next,
    remedy: {
      what: 'mend what AWS names, then have it copied again; or remove that region',
      call: {
        service: 'SecretsManager',
        operation: 'ReplicateSecretToRegions',
        input: {
          SecretId: secret.arn,
          AddReplicaRegions: [{ Region: failed.region }],
          ForceOverwriteReplicaSecret: true,
        },
      },
    },
  };
}
